"""Consent to publication, and the evidence behind a dossier: both private."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from exemplars.registry.models.exemplar import Exemplar
from exemplars.registry.storage import evidence_name, private_storage


class Consent(models.Model):
    """One person's consent (Law 91/2025/QH15 and Decree 356/2025/NĐ-CP): explicit, for what, since when, until when."""

    class Basis(models.TextChoices):
        """Why publication is lawful (article 16 of the law)."""

        CONSENT = "consent", _("Người được nêu gương đồng ý")
        LAW = "law", _("Theo quy định của pháp luật")
        PUBLIC_EVENT = "event", _("Sự kiện công khai")
        CONTRACT = "contract", _("Theo thỏa thuận")

    class Giver(models.TextChoices):
        """Who gave it. For a child of seven or older both child and guardian must (article 24)."""

        SUBJECT = "subject", _("Chính người được nêu gương")
        GUARDIAN = "guardian", _("Cha, mẹ, người giám hộ")
        HEAD = "head", _("Người đứng đầu tập thể")
        FAMILY = "family", _("Gia đình người đã mất")

    exemplar = ParentalKey(Exemplar, on_delete=models.CASCADE, related_name="consents")
    basis = models.CharField(_("Căn cứ"), max_length=8, choices=Basis, default=Basis.CONSENT)
    giver = models.CharField(_("Ai đồng ý"), max_length=8, choices=Giver, default=Giver.SUBJECT)
    giver_name = models.CharField(_("Tên người đồng ý"), max_length=160, blank=True)
    for_name = models.BooleanField(_("Nêu tên"), default=False)
    for_face = models.BooleanField(_("Đăng ảnh"), default=False)
    for_place = models.BooleanField(_("Nêu nơi ở, nơi làm việc"), default=False)
    for_story = models.BooleanField(_("Kể câu chuyện"), default=False)
    given_on = models.DateField(_("Ngày đồng ý"), default=timezone.localdate)
    expires_on = models.DateField(_("Đến hết ngày"), null=True, blank=True)
    note = models.CharField(_("Bằng chứng"), max_length=250, blank=True, help_text=_("Ví dụ: phiếu ký ngày 5/3/2026"))
    withdrawn_on = models.DateField(_("Ngày rút"), null=True, blank=True)

    class Meta:
        verbose_name = _("sự đồng ý")
        verbose_name_plural = _("sự đồng ý")
        ordering: ClassVar[list[str]] = ["given_on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_giver_display()}, {self.given_on:%d/%m/%Y}"

    def clean(self) -> None:
        """Refuse an end before the beginning, and consent to nothing."""
        super().clean()
        for field in ("expires_on", "withdrawn_on"):
            end = getattr(self, field)
            if end and self.given_on and end < self.given_on:
                raise ValidationError({field: _("Ngày này trước ngày đồng ý.")})
        if not any((self.for_name, self.for_face, self.for_place, self.for_story)):
            raise ValidationError({"for_name": _("Chọn ít nhất một điều được đồng ý.")})

    def holds(self, on: date | None = None) -> bool:
        """Tell whether it is in force on a day (today when none is given)."""
        day = on or timezone.localdate()
        ended = self.withdrawn_on is not None and self.withdrawn_on <= day
        return not ended and self.given_on <= day and (self.expires_on is None or day <= self.expires_on)


class Evidence(models.Model):
    """A paper of the dossier: a report, minutes, a scanned decision. Never served without permission."""

    exemplar = models.ForeignKey(Exemplar, on_delete=models.CASCADE, related_name="evidence")
    title = models.CharField(_("Tên"), max_length=200)
    file = models.FileField(_("Tệp"), storage=private_storage, upload_to=evidence_name, max_length=255)
    note = models.CharField(_("Ghi chú"), max_length=250, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("tài liệu xác minh")
        verbose_name_plural = _("tài liệu xác minh")
        ordering: ClassVar[list[str]] = ["-added_at", "-pk"]

    def __str__(self) -> str:
        return self.title
