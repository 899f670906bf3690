"""Vietnamese for the few words of the Wagtail admin that its source does not mark for translation."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm
from wagtail.admin.forms.choosers import (
    AnchorLinkChooserForm,
    EmailLinkChooserForm,
    ExternalLinkChooserForm,
    PhoneLinkChooserForm,
)

FORMS = (LoginForm, AnchorLinkChooserForm, EmailLinkChooserForm, ExternalLinkChooserForm, PhoneLinkChooserForm)

# Without a label Django shows the field's English name.
LABELS = {
    "password": _("Mật khẩu"),
    "link_text": _("Chữ của liên kết"),
    "email_address": _("Địa chỉ email"),
    "subject": _("Chủ đề thư"),
    "body": _("Nội dung thư"),
    "phone_number": _("Số điện thoại"),
}


def label_forms() -> None:
    """Label the fields of the login form and of the link windows, where Wagtail has no label."""
    for form in FORMS:
        for name, field in form.base_fields.items():
            if field.label is None and name in LABELS:
                field.label = LABELS[name]
