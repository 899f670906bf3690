"""Files that came with a nomination."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from exemplars.nominations.models.nomination import Nomination
from portal.intake.storage import private_storage, random_name


def attachment_name(instance: Any, filename: str) -> str:
    """Return a name that tells nothing of anybody."""
    return random_name("nominations", PurePosixPath(filename).suffix)


class Attachment(models.Model):
    """A photo or paper. Without a nomination it belongs to a form still being filled in, which knows its ``key``."""

    class Scan(models.TextChoices):
        """What the virus scanner said; only ``CLEAN`` and ``NONE`` are handed out."""

        NONE = "none", _("Không quét")
        WAITING = "waiting", _("Đang cách ly chờ quét")
        CLEAN = "clean", _("Sạch")
        INFECTED = "infected", _("Có mã độc")

    nomination = models.ForeignKey(Nomination, null=True, on_delete=models.CASCADE, related_name="attachments")
    key = models.CharField(max_length=32, unique=True, editable=False)
    title = models.CharField(_("Tên"), max_length=160)
    file = models.FileField(_("Tệp"), storage=private_storage, upload_to=attachment_name, max_length=255)
    kind = models.CharField(max_length=5)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    scan = models.CharField(_("Quét mã độc"), max_length=8, choices=Scan, default=Scan.NONE)
    added_by = models.ForeignKey("base.User", null=True, on_delete=models.SET_NULL, related_name="+")
    """The member of staff who added it (a paper from a unit); None when it came from outside."""
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("tệp của phiếu giới thiệu")
        verbose_name_plural = _("tệp của phiếu giới thiệu")
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_available(self) -> bool:
        """Whether it may be handed out."""
        return self.scan in (self.Scan.NONE, self.Scan.CLEAN)
