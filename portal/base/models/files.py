"""Files offered for download."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document

from portal.intake.uploads import DOCUMENTS, Unfit, judge


class PortalDocument(AbstractDocument):
    """A file (tệp đính kèm) in the library; a model of our own so that it can grow without a swap."""

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("tệp")
        verbose_name_plural = _("tệp")

    def clean(self) -> None:
        """Look into a file that is new: readers will open it, and its name says nothing of what it is."""
        super().clean()
        if not self.file or self.file._committed:
            return
        try:
            kind = judge(self.file.file, DOCUMENTS, settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)
        except Unfit as unfit:
            raise ValidationError({"file": unfit.messages}) from unfit
        if self.file_extension.lower() != kind:
            said = gettext("Nội dung là tệp .%(kind)s nhưng tên kết thúc bằng .%(named)s. Hãy sửa đuôi tên tệp.")
            raise ValidationError({"file": said % {"kind": kind, "named": self.file_extension}})
