
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import exemplars.registry.storage
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('base', '0003_pictures_files_settings'),
        ('movements', '0001_initial'),
        ('organisations', '0001_initial'),
        ('places', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Exemplar',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(blank=True, help_text='Ví dụ: GS-2024-0012. Để trống thì tự cấp. Nhập và xuất tệp nhận ra hồ sơ bằng mã này.', max_length=20, unique=True, verbose_name='Mã hồ sơ')),
                ('kind', models.CharField(choices=[('individual', 'Cá nhân'), ('collective', 'Tập thể'), ('household', 'Hộ gia đình'), ('model', 'Mô hình')], default='individual', max_length=10, verbose_name='Đối tượng')),
                ('name', models.CharField(max_length=200, verbose_name='Họ và tên, tên gọi')),
                ('family_name', models.CharField(blank=True, max_length=60, verbose_name='Họ')),
                ('middle_name', models.CharField(blank=True, max_length=80, verbose_name='Đệm')),
                ('given_name', models.CharField(blank=True, max_length=80, verbose_name='Tên')),
                ('name_by_hand', models.BooleanField(default=False, help_text='Chọn khi họ kép hoặc tên dân tộc thiểu số không tách theo quy tắc chung.', verbose_name='Họ, đệm, tên nhập tay')),
                ('other_names', models.CharField(blank=True, max_length=200, verbose_name='Bí danh, tên khác')),
                ('gender', models.CharField(blank=True, choices=[('female', 'Nữ'), ('male', 'Nam')], max_length=6, verbose_name='Giới tính')),
                ('birth_date', models.DateField(blank=True, null=True, verbose_name='Ngày sinh')),
                ('birth_year', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1850), django.core.validators.MaxValueValidator(2100)], verbose_name='Năm sinh')),
                ('death_year', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1850), django.core.validators.MaxValueValidator(2100)], verbose_name='Năm mất')),
                ('position', models.CharField(blank=True, max_length=200, verbose_name='Chức vụ, nghề nghiệp')),
                ('year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1945), django.core.validators.MaxValueValidator(2100)], verbose_name='Năm nêu gương')),
                ('direct_worker', models.BooleanField(default=False, help_text='Trực tiếp công tác, lao động, học tập, chiến đấu; không giữ chức vụ quản lý.', verbose_name='Người trực tiếp lao động')),
                ('summary', models.TextField(blank=True, help_text='Một, hai câu có số liệu: làm gì, ở đâu, kết quả ra sao.', max_length=600, verbose_name='Tóm tắt thành tích')),
                ('achievements', models.TextField(blank=True, verbose_name='Thành tích')),
                ('owner', models.CharField(blank=True, max_length=200, verbose_name='Chủ thể thực hiện')),
                ('started_on', models.DateField(blank=True, null=True, verbose_name='Bắt đầu từ')),
                ('method', models.TextField(blank=True, verbose_name='Cách làm')),
                ('resources', models.TextField(blank=True, verbose_name='Nguồn lực')),
                ('results', models.TextField(blank=True, verbose_name='Kết quả bằng số')),
                ('reach', models.CharField(blank=True, max_length=250, verbose_name='Phạm vi áp dụng')),
                ('contact', models.CharField(blank=True, help_text='Không công bố.', max_length=200, verbose_name='Liên hệ')),
                ('notes', models.TextField(blank=True, help_text='Không công bố.', verbose_name='Ghi chú nội bộ')),
                ('source', models.CharField(blank=True, help_text='Không công bố.', max_length=250, verbose_name='Nguồn giới thiệu')),
                ('state', models.CharField(choices=[('nominated', 'Được giới thiệu'), ('verifying', 'Đang xác minh'), ('consented', 'Đã đồng ý công bố'), ('approved', 'Đã duyệt'), ('published', 'Đã công bố'), ('under_review', 'Đang rà soát'), ('hidden', 'Tạm ẩn'), ('withdrawn', 'Đã rút')], default='nominated', editable=False, max_length=12, verbose_name='Trạng thái')),
                ('is_public', models.BooleanField(default=False, editable=False)),
                ('shows_face', models.BooleanField(default=False, editable=False)),
                ('shows_place', models.BooleanField(default=False, editable=False)),
                ('published_at', models.DateTimeField(editable=False, null=True, verbose_name='Công bố lúc')),
                ('review_due', models.DateField(blank=True, null=True, verbose_name='Hạn rà soát')),
                ('is_demo', models.BooleanField(default=False, editable=False)),
                ('slug', models.SlugField(blank=True, max_length=140, unique=True, verbose_name='Đường dẫn')),
                ('name_key', models.CharField(editable=False, max_length=200)),
                ('given_key', models.CharField(editable=False, max_length=80)),
                ('sort_key', models.CharField(editable=False, max_length=600)),
                ('letter', models.CharField(blank=True, editable=False, max_length=1)),
                ('honour_level', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('honour_rank', models.PositiveIntegerField(default=0, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('merged_into', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='merged_from', to='registry.exemplar')),
                ('movements', models.ManyToManyField(blank=True, related_name='exemplars', to='movements.movement', verbose_name='Phong trào')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='exemplars', to='organisations.organisation', verbose_name='Đơn vị')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='exemplars', to='places.place', verbose_name='Địa phương khi được nêu gương')),
                ('place_now', models.ForeignKey(blank=True, help_text='Để trống nếu vẫn ở nơi ấy: tên mới của nơi ấy sau sáp nhập được tự tìm.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place', verbose_name='Địa phương hiện nay')),
                ('portrait', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='base.portalimage', verbose_name='Ảnh')),
            ],
            options={
                'verbose_name': 'gương điển hình',
                'verbose_name_plural': 'gương điển hình',
                'ordering': ['-pk'],
                'permissions': [('decide_exemplar', 'Quyết định trạng thái gương điển hình'), ('withdraw_exemplar', 'Rút gương điển hình'), ('merge_exemplar', 'Gộp hồ sơ trùng'), ('import_exemplar', 'Nhập sổ gương điển hình từ tệp'), ('export_exemplar', 'Xuất sổ gương điển hình, kể cả phần không công bố')],
            },
        ),
        migrations.CreateModel(
            name='Field',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, unique=True, verbose_name='Mã')),
                ('name', models.CharField(max_length=120, unique=True, verbose_name='Tên')),
                ('rank', models.PositiveSmallIntegerField(default=100, verbose_name='Thứ tự')),
                ('sort_key', models.CharField(editable=False, max_length=400)),
            ],
            options={
                'verbose_name': 'lĩnh vực',
                'verbose_name_plural': 'lĩnh vực',
                'ordering': ['rank', 'sort_key'],
            },
        ),
        migrations.CreateModel(
            name='IndexedTerms',
            fields=[
                ('exemplar', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='registry.exemplar')),
                ('terms', models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='Tên')),
                ('file', models.FileField(max_length=255, storage=exemplars.registry.storage.private_storage, upload_to=exemplars.registry.storage.evidence_name, verbose_name='Tệp')),
                ('note', models.CharField(blank=True, max_length=250, verbose_name='Ghi chú')),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('added_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exemplar', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='registry.exemplar')),
            ],
            options={
                'verbose_name': 'tài liệu xác minh',
                'verbose_name_plural': 'tài liệu xác minh',
                'ordering': ['-added_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('basis', models.CharField(choices=[('consent', 'Người được nêu gương đồng ý'), ('law', 'Theo quy định của pháp luật'), ('event', 'Sự kiện công khai'), ('contract', 'Theo thỏa thuận')], default='consent', max_length=8, verbose_name='Căn cứ')),
                ('giver', models.CharField(choices=[('subject', 'Chính người được nêu gương'), ('guardian', 'Cha, mẹ, người giám hộ'), ('head', 'Người đứng đầu tập thể'), ('family', 'Gia đình người đã mất')], default='subject', max_length=8, verbose_name='Ai đồng ý')),
                ('giver_name', models.CharField(blank=True, max_length=160, verbose_name='Tên người đồng ý')),
                ('for_name', models.BooleanField(default=False, verbose_name='Nêu tên')),
                ('for_face', models.BooleanField(default=False, verbose_name='Đăng ảnh')),
                ('for_place', models.BooleanField(default=False, verbose_name='Nêu nơi ở, nơi làm việc')),
                ('for_story', models.BooleanField(default=False, verbose_name='Kể câu chuyện')),
                ('given_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='Ngày đồng ý')),
                ('expires_on', models.DateField(blank=True, null=True, verbose_name='Đến hết ngày')),
                ('note', models.CharField(blank=True, help_text='Ví dụ: phiếu ký ngày 5/3/2026', max_length=250, verbose_name='Bằng chứng')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='Ngày rút')),
                ('exemplar', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='registry.exemplar')),
            ],
            options={
                'verbose_name': 'sự đồng ý',
                'verbose_name_plural': 'sự đồng ý',
                'ordering': ['given_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ExemplarDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_state', models.CharField(blank=True, choices=[('nominated', 'Được giới thiệu'), ('verifying', 'Đang xác minh'), ('consented', 'Đã đồng ý công bố'), ('approved', 'Đã duyệt'), ('published', 'Đã công bố'), ('under_review', 'Đang rà soát'), ('hidden', 'Tạm ẩn'), ('withdrawn', 'Đã rút')], max_length=12, verbose_name='Từ')),
                ('to_state', models.CharField(choices=[('nominated', 'Được giới thiệu'), ('verifying', 'Đang xác minh'), ('consented', 'Đã đồng ý công bố'), ('approved', 'Đã duyệt'), ('published', 'Đã công bố'), ('under_review', 'Đang rà soát'), ('hidden', 'Tạm ẩn'), ('withdrawn', 'Đã rút')], max_length=12, verbose_name='Thành')),
                ('reason', models.TextField(verbose_name='Lý do')),
                ('public_reason', models.CharField(blank=True, help_text='Bạn đọc thấy câu này khi hồ sơ đã rút.', max_length=300, verbose_name='Lý do công bố')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exemplar', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='registry.exemplar')),
            ],
            options={
                'verbose_name': 'quyết định về gương điển hình',
                'verbose_name_plural': 'quyết định về gương điển hình',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='FacetSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('facet', models.CharField(max_length=12)),
                ('value', models.CharField(max_length=40)),
                ('members', models.BinaryField()),
                ('stamp', models.CharField(max_length=32)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('facet', 'value'), name='one_set_per_value')],
            },
        ),
        migrations.AddField(
            model_name='exemplar',
            name='field',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='exemplars', to='registry.field', verbose_name='Lĩnh vực'),
        ),
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_name', models.CharField(max_length=200, verbose_name='Tệp')),
                ('file', models.FileField(blank=True, max_length=255, storage=exemplars.registry.storage.private_storage, upload_to=exemplars.registry.storage.import_name)),
                ('state', models.CharField(choices=[('previewed', 'Đang xem trước'), ('committed', 'Đã nhập'), ('undone', 'Đã hoàn tác')], default='previewed', max_length=10, verbose_name='Tình trạng')),
                ('options', models.JSONField(default=dict)),
                ('headings', models.JSONField(default=list)),
                ('columns', models.JSONField(default=dict)),
                ('warnings', models.JSONField(default=list)),
                ('counts', models.JSONField(default=dict)),
                ('new_organisations', models.JSONField(default=list)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Tải lên lúc')),
                ('committed_at', models.DateTimeField(null=True, verbose_name='Nhập lúc')),
                ('undone_at', models.DateTimeField(null=True, verbose_name='Hoàn tác lúc')),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Người nhập')),
            ],
            options={
                'verbose_name': 'lần nhập từ tệp',
                'verbose_name_plural': 'các lần nhập từ tệp',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='ImportRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('outcome', models.CharField(choices=[('new', 'Mới'), ('same', 'Đã có, không đổi'), ('changed', 'Thay đổi'), ('duplicate', 'Có thể trùng'), ('error', 'Có lỗi')], max_length=9)),
                ('choice', models.CharField(blank=True, choices=[('', 'Bỏ qua'), ('new', 'Thêm hồ sơ mới'), ('same', 'Cập nhật hồ sơ đã có')], default='', max_length=4)),
                ('name', models.CharField(blank=True, max_length=200)),
                ('twin_row', models.PositiveIntegerField(null=True)),
                ('values', models.JSONField(default=dict)),
                ('changes', models.JSONField(default=dict)),
                ('problems', models.JSONField(default=list)),
                ('undo', models.JSONField(default=dict)),
                ('exemplar', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='registry.exemplar')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='registry.importrun')),
            ],
            options={
                'ordering': ['run', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Replication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1945), django.core.validators.MaxValueValidator(2100)], verbose_name='Năm')),
                ('result', models.CharField(blank=True, max_length=300, verbose_name='Kết quả')),
                ('exemplar', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='replications', to='registry.exemplar')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation', verbose_name='Tổ chức làm theo')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place', verbose_name='Địa phương làm theo')),
            ],
            options={
                'verbose_name': 'nơi nhân rộng',
                'verbose_name_plural': 'nơi nhân rộng',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ExemplarRelation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('person', 'Cùng một người'), ('event', 'Cùng một việc'), ('model', 'Cùng một mô hình')], max_length=6, verbose_name='Quan hệ')),
                ('exemplar', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='relations', to='registry.exemplar')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='relations_in', to='registry.exemplar', verbose_name='Gương liên quan')),
            ],
            options={
                'verbose_name': 'quan hệ',
                'verbose_name_plural': 'quan hệ',
                'constraints': [models.UniqueConstraint(fields=('exemplar', 'other', 'kind'), name='one_exemplar_relation_of_a_kind')],
            },
        ),
        migrations.AddIndex(
            model_name='exemplar',
            index=models.Index(condition=models.Q(('is_public', True)), fields=['-published_at', '-id'], name='exemplar_newest'),
        ),
        migrations.AddIndex(
            model_name='exemplar',
            index=models.Index(condition=models.Q(('is_public', True)), fields=['sort_key', 'id'], name='exemplar_by_name'),
        ),
        migrations.AddIndex(
            model_name='exemplar',
            index=models.Index(condition=models.Q(('is_public', True)), fields=['-honour_rank', '-published_at', '-id'], name='exemplar_honour'),
        ),
        migrations.AddIndex(
            model_name='exemplar',
            index=models.Index(fields=['name_key'], name='exemplar_name'),
        ),
        migrations.AddIndex(
            model_name='exemplar',
            index=models.Index(fields=['given_key', 'birth_year'], name='exemplar_namesake'),
        ),
        migrations.AddIndex(
            model_name='exemplar',
            index=models.Index(fields=['state', 'review_due'], name='exemplar_state'),
        ),
        migrations.AddConstraint(
            model_name='exemplar',
            constraint=models.CheckConstraint(condition=models.Q(('is_public', False), ('state__in', ('published', 'under_review')), _connector='OR'), name='public_only_when_published'),
        ),
        migrations.AddIndex(
            model_name='importrow',
            index=models.Index(fields=['run', 'outcome', 'number'], name='import_row_outcome'),
        ),
        migrations.AddConstraint(
            model_name='importrow',
            constraint=models.UniqueConstraint(fields=('run', 'number'), name='one_row_per_number'),
        ),
        migrations.AddConstraint(
            model_name='replication',
            constraint=models.CheckConstraint(condition=models.Q(('organisation__isnull', False), ('place__isnull', False), _connector='OR'), name='replication_is_somewhere', violation_error_message='Chọn tổ chức hoặc địa phương làm theo.'),
        ),
    ]
