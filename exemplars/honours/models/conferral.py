"""Conferrals: who received which honour, by which decision, and what became of it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from exemplars.honours.models.vocabulary import Honour
from portal.vietnamese.text import fold, squash


class Conferral(models.Model):
    """One honour received by one recipient: an exemplar of the registry, or a name as the decision prints it."""

    class Class(models.IntegerChoices):
        """The class (hạng) of an order or medal."""

        NONE = 0, _("không chia hạng")
        FIRST = 1, _("hạng Nhất")
        SECOND = 2, _("hạng Nhì")
        THIRD = 3, _("hạng Ba")

    class Verb(models.TextChoices):
        """How it is given; the law keeps the three apart."""

        GIVEN = "tang", _("tặng")
        POSTHUMOUS = "truy-tang", _("truy tặng")
        BESTOWED = "phong-tang", _("phong tặng")

    class Basis(models.TextChoices):
        """The kind of merit (loại hình khen thưởng: Law 06/2022/QH15, article 8; the last two in archives only)."""

        MERIT = "cong-trang", _("công trạng")
        SUDDEN = "dot-xuat", _("đột xuất")
        MOVEMENT = "phong-trao", _("phong trào thi đua")
        DEVOTION = "cong-hien", _("quá trình cống hiến")
        SENIORITY = "nien-han", _("theo niên hạn")
        FOREIGN = "doi-ngoai", _("đối ngoại")
        RESISTANCE = "khang-chien", _("kháng chiến")
        THEMATIC = "chuyen-de", _("theo đợt, chuyên đề")

    class State(models.TextChoices):
        """Whether the honour stands. A revoked one stays visible as revoked."""

        IN_FORCE = "in_force", _("hiệu lực")
        SUSPENDED = "suspended", _("tạm dừng")
        REVOKED = "revoked", _("bị hủy bỏ")
        STRIPPED = "stripped", _("bị tước")
        RESTORED = "restored", _("được phục hồi")

    STANDING: ClassVar[tuple[str, ...]] = (State.IN_FORCE, State.RESTORED)

    exemplar = models.ForeignKey(
        "registry.Exemplar",
        verbose_name=_("Gương được khen"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="conferrals",
    )
    recipient_name = models.CharField(
        _("Tên người, đơn vị được khen"),
        max_length=200,
        blank=True,
        help_text=_("Như ghi trong quyết định, khi chưa có trong sổ gương điển hình."),
    )
    recipient_key = models.CharField(max_length=200, blank=True, editable=False)
    recipient_unit = models.CharField(_("Chức vụ, đơn vị khi được khen"), max_length=250, blank=True)
    honour = models.ForeignKey(
        Honour, verbose_name=_("Danh hiệu, hình thức"), on_delete=models.PROTECT, related_name="conferrals"
    )
    honour_class = models.PositiveSmallIntegerField(_("Hạng"), choices=Class, default=Class.NONE)
    verb = models.CharField(_("Hình thức trao"), max_length=10, choices=Verb, default=Verb.GIVEN)
    decision = models.ForeignKey(
        "documents.OfficialDocument",
        verbose_name=_("Quyết định"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="conferrals",
    )
    decision_text = models.CharField(
        _("Số quyết định như đã ghi"),
        max_length=120,
        blank=True,
        help_text=_("Khi văn bản chưa có trong thư viện. Ví dụ: 123/QĐ-UBND"),
    )
    conferred_on = models.DateField(_("Ngày"), null=True, blank=True)
    year = models.PositiveSmallIntegerField(
        _("Năm"), validators=[MinValueValidator(1945), MaxValueValidator(2100)], db_index=True
    )
    authority = models.ForeignKey(
        "documents.Issuer",
        verbose_name=_("Cấp có thẩm quyền"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    basis = models.CharField(_("Loại hình khen thưởng"), max_length=12, choices=Basis, blank=True)
    achievement = models.CharField(_("Thành tích ghi trong quyết định"), max_length=300, blank=True)
    state = models.CharField(_("Hiệu lực"), max_length=10, choices=State, default=State.IN_FORCE, editable=False)
    is_demo = models.BooleanField(editable=False, default=False)

    class Meta:
        verbose_name = _("lượt khen thưởng")
        verbose_name_plural = _("lượt khen thưởng")
        ordering: ClassVar[list[str]] = ["-year", "-conferred_on", "-pk"]
        indexes: ClassVar[list] = [
            models.Index(fields=["decision", "id"], name="conferral_decision"),
            models.Index(fields=["honour", "-year", "-id"], name="conferral_honour"),
            # Figures are counted from this index alone.
            models.Index(fields=["honour", "year", "state"], name="conferral_figures"),
        ]
        constraints: ClassVar[list] = [
            models.CheckConstraint(
                condition=models.Q(exemplar__isnull=False) | ~models.Q(recipient_name=""),
                name="conferral_has_a_recipient",
                violation_error_message=_("Chọn gương trong sổ, hoặc ghi tên người, đơn vị được khen."),
            ),
            models.UniqueConstraint(
                fields=["exemplar", "honour", "honour_class", "year", "decision"],
                condition=models.Q(exemplar__isnull=False, decision__isnull=False),
                name="one_conferral_per_decision",
                violation_error_message=_("Lượt khen này đã có trong sổ."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.year})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with what the decision tells."""
        self.complete()
        super().save(*args, **kwargs)

    @property
    def title(self) -> str:
        """The honour with its class: "Huân chương Lao động hạng Ba"."""
        return f"{self.honour.name} {self.get_honour_class_display()}" if self.honour_class else self.honour.name

    def recipient_label(self) -> str:
        """The recipient as staff see it; what readers may see is decided in ``exemplars.honours.recipients``."""
        return self.exemplar.name if self.exemplar else self.recipient_name

    recipient_label.short_description = _("Người, đơn vị được khen")

    @property
    def stands(self) -> bool:
        """Whether it counts as an honour today."""
        return self.state in self.STANDING

    def clean(self) -> None:
        """Take day and year from the decision; refuse what contradicts itself."""
        super().clean()
        self.complete()
        if self.honour_id and self.honour_class > self.honour.classes:
            raise ValidationError({"honour_class": _("Danh hiệu này không có hạng ấy.")})
        if self.conferred_on and self.year and self.conferred_on.year != self.year:
            raise ValidationError({"year": _("Năm khác với ngày khen thưởng.")})

    def complete(self) -> None:
        """Fill day, year and authority from the decision where they were left empty; for saves in bulk too."""
        self.recipient_name = squash(self.recipient_name)
        self.recipient_key = fold(self.recipient_name)[:200]
        if self.decision_id:
            self.conferred_on = self.conferred_on or self.decision.issued_on
            if self.authority_id is None:
                self.authority_id = self.decision.issuer_id
        if self.conferred_on and not self.year:
            self.year = self.conferred_on.year

    def clean_fields(self, exclude: Any = None) -> None:
        """Fill what the decision tells before fields are checked, so that the year may be left empty."""
        self.complete()
        super().clean_fields(exclude)


class ConferralChange(models.Model):
    """What became of a conferral: suspended, revoked, stripped or restored, when and by which document."""

    conferral = models.ForeignKey(Conferral, on_delete=models.CASCADE, related_name="changes")
    state = models.CharField(_("Thành"), max_length=10, choices=Conferral.State)
    document = models.ForeignKey(
        "documents.OfficialDocument",
        verbose_name=_("Theo văn bản"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    on = models.DateField(_("Ngày"), default=timezone.localdate)
    reason = models.CharField(_("Lý do"), max_length=300)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("thay đổi hiệu lực")
        verbose_name_plural = _("thay đổi hiệu lực")
        ordering: ClassVar[list[str]] = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_state_display()}, {self.on:%d/%m/%Y}"
