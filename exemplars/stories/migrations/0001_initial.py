
import django.db.models.deletion
import modelcluster.fields
import portal.base.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('base', '0003_pictures_files_settings'),
        ('registry', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='StoryPage',
            fields=[
                ('basepage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('body', portal.base.fields.BodyField([], blank=True, verbose_name='Nội dung')),
                ('byline', models.CharField(blank=True, max_length=120, verbose_name='Tác giả, bút danh')),
                ('unit', models.CharField(blank=True, max_length=200, verbose_name='Đơn vị gửi bài')),
                ('source_text', models.CharField(blank=True, max_length=250, verbose_name='Nguồn')),
                ('source_url', models.URLField(blank=True, max_length=500, verbose_name='Liên kết nguồn')),
            ],
            options={
                'verbose_name': 'bài về gương điển hình',
                'verbose_name_plural': 'bài về gương điển hình',
            },
            bases=('base.basepage',),
        ),
        migrations.CreateModel(
            name='StorySubject',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('exemplar', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='story_subjects', to='registry.exemplar', verbose_name='Gương')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='subjects', to='stories.storypage')),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('page', 'exemplar'), name='one_subject_per_exemplar')],
            },
        ),
    ]
