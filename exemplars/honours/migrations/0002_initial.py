
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0001_initial'),
        ('honours', '0001_initial'),
        ('registry', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='conferral',
            name='exemplar',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='conferrals', to='registry.exemplar', verbose_name='Gương được khen'),
        ),
        migrations.AddField(
            model_name='conferralchange',
            name='actor',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='conferralchange',
            name='conferral',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='honours.conferral'),
        ),
        migrations.AddField(
            model_name='conferralchange',
            name='document',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.officialdocument', verbose_name='Theo văn bản'),
        ),
        migrations.AddField(
            model_name='honour',
            name='law',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='documents.officialdocument', verbose_name='Văn bản quy định'),
        ),
        migrations.AddField(
            model_name='conferral',
            name='honour',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conferrals', to='honours.honour', verbose_name='Danh hiệu, hình thức'),
        ),
        migrations.AddIndex(
            model_name='conferral',
            index=models.Index(fields=['decision', 'id'], name='conferral_decision'),
        ),
        migrations.AddIndex(
            model_name='conferral',
            index=models.Index(fields=['honour', '-year', '-id'], name='conferral_honour'),
        ),
        migrations.AddIndex(
            model_name='conferral',
            index=models.Index(fields=['honour', 'year', 'state'], name='conferral_figures'),
        ),
        migrations.AddConstraint(
            model_name='conferral',
            constraint=models.CheckConstraint(condition=models.Q(('exemplar__isnull', False), models.Q(('recipient_name', ''), _negated=True), _connector='OR'), name='conferral_has_a_recipient', violation_error_message='Chọn gương trong sổ, hoặc ghi tên người, đơn vị được khen.'),
        ),
        migrations.AddConstraint(
            model_name='conferral',
            constraint=models.UniqueConstraint(condition=models.Q(('decision__isnull', False), ('exemplar__isnull', False)), fields=('exemplar', 'honour', 'honour_class', 'year', 'decision'), name='one_conferral_per_decision', violation_error_message='Lượt khen này đã có trong sổ.'),
        ),
    ]
