"""Letters on their way."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Letter(models.Model):
    """One letter to one address. Address and text are sealed, and gone once the mail server has accepted them."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("Đang chờ gửi")
        SENT = "sent", _("Đã gửi")
        FAILED = "failed", _("Không gửi được")

    key = models.CharField(max_length=150, unique=True)
    template = models.CharField(_("Loại thư"), max_length=60)
    state = models.CharField(_("Tình trạng"), max_length=7, choices=State, default=State.WAITING)
    sealed = models.TextField(editable=False)
    attempts = models.PositiveSmallIntegerField(_("Số lần thử"), default=0)
    next_try_at = models.DateTimeField(_("Thử lại lúc"))
    taken_until = models.DateTimeField(null=True)
    """Until when whoever is sending it has it for themselves; after a crash somebody else takes it then."""
    last_error = models.CharField(_("Lỗi gần nhất"), max_length=120, blank=True)
    created_at = models.DateTimeField(_("Viết lúc"), auto_now_add=True)
    sent_at = models.DateTimeField(_("Gửi lúc"), null=True)

    class Meta:
        verbose_name = _("thư")
        verbose_name_plural = _("thư")
        ordering: ClassVar[list[str]] = ["-pk"]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["state", "next_try_at"], name="letter_due")]

    def __str__(self) -> str:
        return f"{self.template} {self.pk}"
