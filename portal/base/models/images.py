"""Pictures, with the caption and credit every press photo carries."""

from typing import Any

from django.core.files import File
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.image_operations import FilterOperation
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image

_LOOKS = ("icc_profile", "transparency", "gamma", "duration", "loop", "background")
"""What a picture's information says of how it looks; the rest tells where, when and with what it was taken."""


class _Forget(FilterOperation):
    """Takes out of a picture what a reader is not to know of it; its orientation is applied already."""

    def construct(self) -> None:
        """Take nothing."""

    def run(self, willow: Any, image: AbstractImage, env: dict[str, Any]) -> Any:
        """Leave what belongs to the look."""
        willow.image.info = {name: value for name, value in willow.image.info.items() if name in _LOOKS}
        return willow


class _DiscreetFilter(Filter):
    """Cuts a picture as its specification says, and leaves behind what a camera wrote into it.

    Of itself Wagtail copies EXIF, the place included, into every JPEG and PNG.
    """

    @property
    def filter_operations(self) -> list[FilterOperation]:
        """Return those of the specification, after the forgetting."""
        return [_Forget("forget"), *super().filter_operations]


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

    def generate_rendition_file(self, filter: Filter, *, source: File | None = None) -> File:
        """Return the picture cut, without place, time and camera."""
        return super().generate_rendition_file(_DiscreetFilter(filter.spec), source=source)


class PortalRendition(AbstractRendition):
    """A picture cut to one of the sizes the templates ask for."""

    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("image", "filter_spec", "focal_point_key"), name="unique_rendition")
        ]
