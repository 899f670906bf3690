"""What the portal adds to the Wagtail admin on every page."""

import json

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

from portal.base.admin_words import label_forms
from portal.base.choosers import refuse_creating
from portal.vietnamese.slug import SLUG_TABLE

label_forms()
refuse_creating()


@hooks.register("insert_global_admin_js")
def vietnamese_slugs() -> SafeString:
    """Make the admin's slug fields write the slugs of ``slugify_vi``, from the same table."""
    return format_html(
        '<script type="module" src="{}" data-slug-table="{}"></script>',
        static("js/admin/vietnamese-slug.js"),
        json.dumps(SLUG_TABLE, separators=(",", ":")),
    )
