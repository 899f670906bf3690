"""What a unit or a locality was asked about a nomination, and what it answered."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from exemplars.nominations.models.attachment import Attachment
from exemplars.nominations.models.nomination import Nomination

VALID_FOR = timedelta(days=14)
"""How long the secret link of a question can be answered."""


class Confirmation(models.Model):
    """A question to whoever must know, asked by a secret link, or an answer that came on paper."""

    class Step(models.TextChoices):
        """Who is asked."""

        UNIT = "unit", _("Đơn vị")
        LOCALITY = "locality", _("Địa phương")

    class Answer(models.TextChoices):
        """What was answered."""

        YES = "yes", _("Đúng như phiếu giới thiệu")
        PARTLY = "partly", _("Đúng một phần")
        NO = "no", _("Không đúng, hoặc không nên nêu gương")

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="confirmations")
    step = models.CharField(_("Bước"), max_length=8, choices=Step)
    addressee = models.CharField(_("Hỏi ai"), max_length=200)
    email_sealed = models.TextField(blank=True, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, null=True, editable=False)
    token_sealed = models.TextField(blank=True, editable=False)
    """The key of the link, sealed, for the reminder; gone with the answer."""
    sent_times = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField(_("Hết hạn"), null=True)
    reminded_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(_("Thu hồi lúc"), null=True)
    asked_by = models.ForeignKey("base.User", null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(_("Hỏi lúc"), auto_now_add=True)

    answer = models.CharField(_("Trả lời"), max_length=6, choices=Answer, blank=True)
    words = models.TextField(_("Ý kiến"), blank=True)
    answered_by = models.CharField(_("Người trả lời"), max_length=160, blank=True)
    answered_at = models.DateTimeField(_("Trả lời lúc"), null=True)
    paper = models.ForeignKey(Attachment, null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_by = models.ForeignKey("base.User", null=True, on_delete=models.SET_NULL, related_name="+")
    """The member of staff who recorded an answer that came on paper or by telephone."""

    class Meta:
        verbose_name = _("lời xác nhận")
        verbose_name_plural = _("lời xác nhận")
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list] = [models.Index(fields=["answered_at", "expires_at"], name="confirmation_waiting")]

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {self.addressee}"

    @property
    def is_waiting(self) -> bool:
        """Whether its link can be answered now."""
        lasts = self.expires_at is not None and self.expires_at > timezone.now()
        return self.answered_at is None and self.revoked_at is None and lasts

    @property
    def stands(self) -> bool:
        """Whether it says yes, wholly or in part."""
        return self.answer in (self.Answer.YES, self.Answer.PARTLY)
