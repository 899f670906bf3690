
import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0001_initial'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='Ví dụ: Ban Tuyên giáo và Dân vận Tỉnh ủy', max_length=200, verbose_name='Tên')),
                ('short_name', models.CharField(blank=True, max_length=60, verbose_name='Tên tắt')),
                ('kind', models.CharField(choices=[('state', 'Cơ quan nhà nước'), ('party', 'Cơ quan Đảng'), ('mass', 'Mặt trận, đoàn thể'), ('armed', 'Lực lượng vũ trang'), ('school', 'Trường học'), ('health', 'Cơ sở y tế'), ('business', 'Doanh nghiệp'), ('cooperative', 'Hợp tác xã'), ('community', 'Thôn, bản, tổ dân phố'), ('other', 'Khác')], default='state', max_length=12, verbose_name='Loại')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='Có từ ngày')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='Đến hết ngày')),
                ('aliases', models.TextField(blank=True, help_text='Mỗi dòng một cách gọi.', verbose_name='Cách gọi khác')),
                ('is_demo', models.BooleanField(default=False, editable=False)),
                ('slug', models.SlugField(blank=True, max_length=140, unique=True, verbose_name='Đường dẫn')),
                ('name_key', models.CharField(db_index=True, editable=False, max_length=200)),
                ('sort_key', models.CharField(editable=False, max_length=600)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='units', to='organisations.organisation', verbose_name='Trực thuộc')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='organisations', to='places.place', verbose_name='Địa bàn')),
            ],
            options={
                'verbose_name': 'tổ chức, đơn vị',
                'verbose_name_plural': 'tổ chức, đơn vị',
                'ordering': ['sort_key', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='OrganisationSuccession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('share', models.CharField(choices=[('whole', 'toàn bộ'), ('part', 'một phần')], default='whole', max_length=5, verbose_name='Phần')),
                ('on', models.DateField(blank=True, null=True, verbose_name='Từ ngày')),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='documents.officialdocument', verbose_name='Theo văn bản')),
                ('predecessor', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='links_to_successors', to='organisations.organisation')),
                ('successor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links_to_predecessors', to='organisations.organisation', verbose_name='Tổ chức kế thừa')),
            ],
            options={
                'verbose_name': 'kế thừa',
                'ordering': ['sort_order'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('predecessor', 'successor'), name='one_organisation_succession_per_pair')],
            },
        ),
    ]
