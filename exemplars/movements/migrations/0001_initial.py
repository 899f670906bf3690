
import django.core.validators
import django.db.models.deletion
import modelcluster.fields
from decimal import Decimal
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0001_initial'),
        ('organisations', '0001_initial'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Cluster',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, unique=True, verbose_name='Tên')),
                ('kind', models.CharField(choices=[('cum', 'Cụm thi đua'), ('khoi', 'Khối thi đua')], default='cum', max_length=4, verbose_name='Loại')),
                ('level', models.CharField(choices=[('national', 'Hội đồng Thi đua - Khen thưởng Trung ương'), ('province', 'Hội đồng Thi đua - Khen thưởng tỉnh'), ('commune', 'Hội đồng Thi đua - Khen thưởng cấp xã')], default='province', max_length=8, verbose_name='Cấp tổ chức')),
                ('founded_on', models.DateField(blank=True, null=True, verbose_name='Thành lập')),
                ('dissolved_on', models.DateField(blank=True, null=True, verbose_name='Kết thúc')),
                ('summary', models.TextField(blank=True, verbose_name='Giới thiệu')),
                ('is_public', models.BooleanField(default=True, verbose_name='Công bố')),
                ('is_demo', models.BooleanField(default=False, editable=False)),
                ('slug', models.SlugField(blank=True, max_length=140, unique=True, verbose_name='Đường dẫn')),
                ('sort_key', models.CharField(editable=False, max_length=600)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='documents.officialdocument', verbose_name='Quyết định thành lập')),
            ],
            options={
                'verbose_name': 'cụm, khối thi đua',
                'verbose_name_plural': 'cụm, khối thi đua',
                'ordering': ['sort_key', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ClusterTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1990), django.core.validators.MaxValueValidator(2100)], verbose_name='Năm')),
                ('note', models.TextField(blank=True, verbose_name='Ghi chú, kết quả chung')),
                ('is_closed', models.BooleanField(default=False, help_text='Điểm và thứ hạng chỉ công bố khi đã tổng kết.', verbose_name='Đã tổng kết')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('cluster', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='terms', to='movements.cluster', verbose_name='Cụm, khối')),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='documents.officialdocument', verbose_name='Quyết định công nhận')),
            ],
            options={
                'verbose_name': 'năm hoạt động của cụm, khối',
                'verbose_name_plural': 'năm hoạt động của cụm, khối',
                'ordering': ['-year', 'cluster'],
            },
        ),
        migrations.CreateModel(
            name='Criterion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('group', models.CharField(blank=True, max_length=160, verbose_name='Nhóm')),
                ('name', models.CharField(max_length=250, verbose_name='Tiêu chí')),
                ('max_points', models.DecimalField(decimal_places=2, max_digits=6, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='Điểm tối đa')),
                ('term', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='criteria', to='movements.clusterterm')),
            ],
            options={
                'verbose_name': 'tiêu chí',
                'verbose_name_plural': 'tiêu chí',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Movement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=250, unique=True, verbose_name='Tên phong trào')),
                ('slogan', models.CharField(blank=True, max_length=250, verbose_name='Khẩu hiệu')),
                ('scope', models.CharField(choices=[('national', 'Toàn quốc'), ('ministry', 'Bộ, ban, ngành, đoàn thể'), ('province', 'Tỉnh, thành phố'), ('cluster', 'Cụm, khối thi đua'), ('unit', 'Cơ quan, đơn vị')], default='province', max_length=10, verbose_name='Phạm vi')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='Từ ngày')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='Đến ngày')),
                ('summary', models.TextField(blank=True, verbose_name='Nội dung chính')),
                ('is_public', models.BooleanField(default=True, verbose_name='Công bố')),
                ('is_demo', models.BooleanField(default=False, editable=False)),
                ('slug', models.SlugField(blank=True, max_length=140, unique=True, verbose_name='Đường dẫn')),
                ('name_key', models.CharField(db_index=True, editable=False, max_length=250)),
                ('sort_key', models.CharField(editable=False, max_length=700)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='movements', to='documents.officialdocument', verbose_name='Văn bản phát động')),
                ('launched_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='movements', to='organisations.organisation', verbose_name='Cơ quan phát động')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='followers', to='movements.movement', verbose_name='Hưởng ứng phong trào')),
            ],
            options={
                'verbose_name': 'phong trào thi đua',
                'verbose_name_plural': 'phong trào thi đua',
                'ordering': [models.OrderBy(models.F('starts_on'), descending=True, nulls_last=True), 'sort_key', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='TermMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('role', models.CharField(choices=[('head', 'Trưởng cụm, khối'), ('deputy', 'Phó cụm, khối'), ('member', 'Thành viên')], default='member', max_length=6, verbose_name='Vai trò')),
                ('bonus', models.DecimalField(decimal_places=2, default=Decimal('0'), max_digits=6, verbose_name='Điểm thưởng')),
                ('minus', models.DecimalField(decimal_places=2, default=Decimal('0'), max_digits=6, verbose_name='Điểm trừ')),
                ('rank', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Xếp hạng')),
                ('result', models.CharField(blank=True, choices=[('', 'Không'), ('co-chinh-phu', 'Suy tôn đề nghị tặng “Cờ thi đua của Chính phủ”'), ('co-tinh', 'Suy tôn đề nghị tặng Cờ thi đua của tỉnh'), ('bang-khen', 'Đề nghị tặng Bằng khen')], default='', max_length=12, verbose_name='Kết quả bình xét')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation', verbose_name='Tổ chức')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place', verbose_name='Địa phương')),
                ('term', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='movements.clusterterm')),
            ],
            options={
                'verbose_name': 'thành viên cụm, khối',
                'verbose_name_plural': 'thành viên cụm, khối',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Score',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('own_points', models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, verbose_name='Tự chấm')),
                ('checked_points', models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, verbose_name='Thẩm định')),
                ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scores', to='movements.criterion')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scores', to='movements.termmember')),
            ],
            options={
                'verbose_name': 'điểm',
                'verbose_name_plural': 'điểm',
            },
        ),
        migrations.AddConstraint(
            model_name='clusterterm',
            constraint=models.UniqueConstraint(fields=('cluster', 'year'), name='one_term_a_year', violation_error_message='Cụm, khối này đã có năm ấy.'),
        ),
        migrations.AddConstraint(
            model_name='termmember',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('organisation__isnull', True), ('place__isnull', False)), models.Q(('organisation__isnull', False), ('place__isnull', True)), _connector='OR'), name='member_is_a_place_or_an_organisation', violation_error_message='Chọn một địa phương hoặc một tổ chức, không cả hai.'),
        ),
        migrations.AddConstraint(
            model_name='termmember',
            constraint=models.UniqueConstraint(condition=models.Q(('place__isnull', False)), fields=('term', 'place'), name='one_place_a_term'),
        ),
        migrations.AddConstraint(
            model_name='termmember',
            constraint=models.UniqueConstraint(condition=models.Q(('organisation__isnull', False)), fields=('term', 'organisation'), name='one_organisation_a_term'),
        ),
        migrations.AddConstraint(
            model_name='score',
            constraint=models.UniqueConstraint(fields=('member', 'criterion'), name='one_score_per_criterion'),
        ),
    ]
