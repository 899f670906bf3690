
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ConferralChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('in_force', 'hiệu lực'), ('suspended', 'tạm dừng'), ('revoked', 'bị hủy bỏ'), ('stripped', 'bị tước'), ('restored', 'được phục hồi')], max_length=10, verbose_name='Thành')),
                ('on', models.DateField(default=django.utils.timezone.localdate, verbose_name='Ngày')),
                ('reason', models.CharField(max_length=300, verbose_name='Lý do')),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'thay đổi hiệu lực',
                'verbose_name_plural': 'thay đổi hiệu lực',
                'ordering': ['on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Honour',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(help_text='Không đổi sau khi tạo.', max_length=80, unique=True, verbose_name='Mã')),
                ('name', models.CharField(help_text='Đúng chính tả của luật, không kèm hạng.', max_length=160, verbose_name='Tên')),
                ('kind', models.CharField(choices=[('title', 'Danh hiệu thi đua'), ('order', 'Huân chương'), ('medal', 'Huy chương'), ('state_title', 'Danh hiệu vinh dự nhà nước'), ('prize', 'Giải thưởng'), ('badge', 'Kỷ niệm chương'), ('certificate', 'Bằng khen'), ('commendation', 'Giấy khen')], max_length=12, verbose_name='Loại')),
                ('level', models.PositiveSmallIntegerField(choices=[(10, 'Cấp xã'), (20, 'Cấp cơ sở'), (30, 'Cấp huyện (đến 30/6/2025)'), (40, 'Cấp bộ, ban, ngành, tỉnh'), (50, 'Cấp Nhà nước')], verbose_name='Cấp')),
                ('classes', models.PositiveSmallIntegerField(default=0, help_text='3 nếu có hạng Nhất, Nhì, Ba; 0 nếu không chia hạng.', verbose_name='Số hạng')),
                ('rank', models.PositiveSmallIntegerField(default=0, help_text='Số lớn đứng trước trong cùng một cấp.', verbose_name='Thứ bậc')),
                ('for_individual', models.BooleanField(default=True, verbose_name='Cho cá nhân')),
                ('for_collective', models.BooleanField(default=False, verbose_name='Cho tập thể')),
                ('for_household', models.BooleanField(default=False, verbose_name='Cho hộ gia đình')),
                ('conferred_by', models.CharField(blank=True, max_length=300, verbose_name='Thẩm quyền')),
                ('law_number', models.CharField(blank=True, max_length=60, verbose_name='Số văn bản quy định')),
                ('article', models.CharField(blank=True, max_length=80, verbose_name='Điều, khoản')),
                ('meaning', models.TextField(blank=True, verbose_name='Ý nghĩa, đối tượng')),
                ('aliases', models.TextField(blank=True, help_text='Mỗi dòng một cách gọi.', verbose_name='Cách gọi khác, tên cũ')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='Có từ ngày')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='Đến hết ngày')),
                ('slug', models.SlugField(blank=True, max_length=140, unique=True, verbose_name='Đường dẫn')),
                ('name_key', models.CharField(db_index=True, editable=False, max_length=160)),
                ('sort_key', models.CharField(editable=False, max_length=500)),
            ],
            options={
                'verbose_name': 'danh hiệu, hình thức khen thưởng',
                'verbose_name_plural': 'danh hiệu, hình thức khen thưởng',
                'ordering': ['-level', '-rank', 'sort_key', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Conferral',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recipient_name', models.CharField(blank=True, help_text='Như ghi trong quyết định, khi chưa có trong sổ gương điển hình.', max_length=200, verbose_name='Tên người, đơn vị được khen')),
                ('recipient_key', models.CharField(blank=True, editable=False, max_length=200)),
                ('recipient_unit', models.CharField(blank=True, max_length=250, verbose_name='Chức vụ, đơn vị khi được khen')),
                ('honour_class', models.PositiveSmallIntegerField(choices=[(0, 'không chia hạng'), (1, 'hạng Nhất'), (2, 'hạng Nhì'), (3, 'hạng Ba')], default=0, verbose_name='Hạng')),
                ('verb', models.CharField(choices=[('tang', 'tặng'), ('truy-tang', 'truy tặng'), ('phong-tang', 'phong tặng')], default='tang', max_length=10, verbose_name='Hình thức trao')),
                ('decision_text', models.CharField(blank=True, help_text='Khi văn bản chưa có trong thư viện. Ví dụ: 123/QĐ-UBND', max_length=120, verbose_name='Số quyết định như đã ghi')),
                ('conferred_on', models.DateField(blank=True, null=True, verbose_name='Ngày')),
                ('year', models.PositiveSmallIntegerField(db_index=True, validators=[django.core.validators.MinValueValidator(1945), django.core.validators.MaxValueValidator(2100)], verbose_name='Năm')),
                ('basis', models.CharField(blank=True, choices=[('cong-trang', 'công trạng'), ('dot-xuat', 'đột xuất'), ('phong-trao', 'phong trào thi đua'), ('cong-hien', 'quá trình cống hiến'), ('nien-han', 'theo niên hạn'), ('doi-ngoai', 'đối ngoại'), ('khang-chien', 'kháng chiến'), ('chuyen-de', 'theo đợt, chuyên đề')], max_length=12, verbose_name='Loại hình khen thưởng')),
                ('achievement', models.CharField(blank=True, max_length=300, verbose_name='Thành tích ghi trong quyết định')),
                ('state', models.CharField(choices=[('in_force', 'hiệu lực'), ('suspended', 'tạm dừng'), ('revoked', 'bị hủy bỏ'), ('stripped', 'bị tước'), ('restored', 'được phục hồi')], default='in_force', editable=False, max_length=10, verbose_name='Hiệu lực')),
                ('is_demo', models.BooleanField(default=False, editable=False)),
                ('authority', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.issuer', verbose_name='Cấp có thẩm quyền')),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='conferrals', to='documents.officialdocument', verbose_name='Quyết định')),
            ],
            options={
                'verbose_name': 'lượt khen thưởng',
                'verbose_name_plural': 'lượt khen thưởng',
                'ordering': ['-year', '-conferred_on', '-pk'],
            },
        ),
    ]
