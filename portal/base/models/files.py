"""Files offered for download."""

from wagtail.documents.models import AbstractDocument, Document


class PortalDocument(AbstractDocument):
    """A file (tệp đính kèm) in the library; a model of our own so that it can grow without a swap."""

    admin_form_fields = Document.admin_form_fields
