"""Vietnamese for the few words of the Wagtail admin that its source does not mark for translation."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import (
    AnchorLinkChooserForm,
    EmailLinkChooserForm,
    ExternalLinkChooserForm,
    PhoneLinkChooserForm,
)

# What an editor sees on inserting a link; without a label Django shows the field's English name.
LINK_LABELS = {
    "link_text": _("Chữ của liên kết"),
    "email_address": _("Địa chỉ email"),
    "subject": _("Chủ đề thư"),
    "body": _("Nội dung thư"),
    "phone_number": _("Số điện thoại"),
}


def label_link_forms() -> None:
    """Give the fields of the link choosers their labels, where Wagtail has none."""
    for form in (AnchorLinkChooserForm, EmailLinkChooserForm, ExternalLinkChooserForm, PhoneLinkChooserForm):
        for name, field in form.base_fields.items():
            if field.label is None and name in LINK_LABELS:
                field.label = LINK_LABELS[name]
