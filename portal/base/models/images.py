"""Pictures, with the caption and credit every press photo carries."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class PortalImage(AbstractImage):
    """A picture with the words printed under it wherever a page gives none of its own."""

    caption = models.CharField(_("Chú thích"), max_length=300, blank=True)
    credit = models.CharField(
        _("Tác giả ảnh"), max_length=120, blank=True, help_text=_("Ví dụ: K.K. Trang tin tự thêm “Ảnh: ” ở trước.")
    )

    admin_form_fields = (*Image.admin_form_fields, "caption", "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("ảnh")
        verbose_name_plural = _("ảnh")


class PortalRendition(AbstractRendition):
    """A picture cut to one of the sizes the templates ask for."""

    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("image", "filter_spec", "focal_point_key"), name="unique_rendition")
        ]
