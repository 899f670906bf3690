"""Locale and translation key of the base page, filled for the pages wagtailcore's own migrations made.

What comes with Wagtail is migrated before everything of ours: each of its many small steps draws all models anew that
stand by then, and among ours that took half of the time of the whole.
"""

from django.db import migrations
from wagtail.models import BootstrapLocaleField, BootstrapTranslatableModel, BootstrapTranslationKeyField


class Migration(migrations.Migration):

    dependencies = [
        ('base', '0001_initial'),
        ('django_tasks_database', '0021_conditional_partial_index_ordering'),
        ('wagtailadmin', '0006_formstate'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
        ('wagtaildocs', '0014_alter_document_file_size'),
        ('wagtailembeds', '0009_embed_cache_until'),
        ('wagtailimages', '0027_image_description'),
        ('wagtailredirects', '0008_add_verbose_name_plural'),
        ('wagtailsearch', '0010_add_text_fields'),
        ('wagtailusers', '0015_userprofile_keyboard_shortcuts'),
    ]

    operations = [
        BootstrapLocaleField('base.BasePage'),
        BootstrapTranslationKeyField('base.BasePage'),
        BootstrapTranslatableModel('base.BasePage'),
    ]
