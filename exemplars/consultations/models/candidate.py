"""Somebody proposed for an honour of the State."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import ProtectedError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from exemplars.consultations.models.consultation import Consultation
from exemplars.honours.models import Conferral, Honour
from portal.vietnamese.text import normalise, squash

FROZEN = _(
    "Danh sách đã công bố thì không thêm, sửa, xóa được nữa: Nhân dân phải được xem đúng danh sách ấy đủ 10 ngày làm "
    "việc. Ai phải thôi đề nghị thì rút tên ở “Công bố, gia hạn, kết quả”; thêm người thì mở đợt khác."
)
SHOWN = ("kind", "name", "unit", "honour_id", "honour_class", "verb", "summary", "is_withdrawn")
"""What the people see of somebody proposed: fixed while it is theirs to answer, for opinions are about it."""


class CandidateQuerySet(models.QuerySet):
    """Those proposed."""

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete those of drafts. Raises ``ProtectedError`` when one was shown to the people."""
        shown = set(self.filter(consultation__is_public=True))
        if shown:
            raise ProtectedError("Somebody on a published list is withdrawn, not deleted", shown)
        return super().delete()

    delete.queryset_only = True


class Candidate(Orderable):
    """A person or collective on the list, with the honour proposed and what for.

    A published list is what the people answer to for ten working days: nobody is added to it, renamed or deleted. Who
    must leave it is withdrawn (:func:`exemplars.consultations.publishing.withdraw_candidate`).
    """

    class Kind(models.TextChoices):
        """Who is proposed."""

        PERSON = "person", _("Cá nhân")
        COLLECTIVE = "collective", _("Tập thể")

    consultation = ParentalKey(Consultation, on_delete=models.CASCADE, related_name="candidates")
    kind = models.CharField(_("Đối tượng"), max_length=10, choices=Kind, default=Kind.PERSON)
    name = models.CharField(_("Tên người, tập thể"), max_length=200)
    unit = models.CharField(_("Chức vụ, đơn vị"), max_length=250, blank=True)
    honour = models.ForeignKey(
        Honour,
        verbose_name=_("Đề nghị"),
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"level": Honour.Level.STATE},
    )
    honour_class = models.PositiveSmallIntegerField(_("Hạng"), choices=Conferral.Class, default=Conferral.Class.NONE)
    verb = models.CharField(_("Hình thức trao"), max_length=10, choices=Conferral.Verb, default=Conferral.Verb.GIVEN)
    summary = models.TextField(_("Tóm tắt thành tích"), max_length=3000)
    exemplar = models.ForeignKey(
        "registry.Exemplar",
        verbose_name=_("Hồ sơ trong sổ gương"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="candidacies",
        help_text=_("Bạn đọc thấy liên kết khi hồ sơ đã công bố."),
    )
    is_withdrawn = models.BooleanField(
        _("Đã rút khỏi danh sách"), default=False, help_text=_("Tên không hiện nữa, chỉ còn dòng báo đã rút.")
    )

    objects = CandidateQuerySet.as_manager()

    class Meta(Orderable.Meta):
        verbose_name = _("người, tập thể được đề nghị")
        verbose_name_plural = _("người, tập thể được đề nghị")

    def __str__(self) -> str:
        return f"{self.name} – {self.proposal}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save tidy text. Raises ``ValidationError`` for what would change a published list."""
        self.name, self.unit = squash(self.name), squash(self.unit)
        self.summary = normalise(self.summary).strip()
        self._check_unchanged()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete one of a draft. Raises ``ProtectedError`` for one that was shown to the people."""
        if self.consultation.is_public:
            raise ProtectedError("Somebody on a published list is withdrawn, not deleted", {self})
        return super().delete(*args, **kwargs)

    def _check_unchanged(self) -> None:
        """Raise ``ValidationError`` for somebody new on a published list, and for one who would be another there."""
        stored = type(self).objects.filter(pk=self.pk).values("consultation_id", *SHOWN).first()
        lists = {self.consultation_id, stored["consultation_id"] if stored else None}
        now = {name: getattr(self, name) for name in ("consultation_id", *SHOWN)}
        if stored != now and Consultation.objects.public().filter(pk__in=lists - {None}).exists():
            raise ValidationError(FROZEN)

    def clean(self) -> None:
        """Refuse a class the honour does not have, and an honour that is not for such a recipient."""
        super().clean()
        if not self.honour_id:
            return
        problems: dict[str, str] = {}
        if self.honour_class > self.honour.classes or (self.honour.classes and not self.honour_class):
            problems["honour_class"] = gettext("“%s” không có hạng này.") % self.honour
        fits = self.honour.for_individual if self.kind == self.Kind.PERSON else self.honour.for_collective
        if not fits:
            problems["kind"] = gettext("“%s” không dành cho đối tượng này.") % self.honour
        if problems:
            raise ValidationError(problems)

    @property
    def proposal(self) -> str:
        """What is proposed, as it is written: “truy tặng Huân chương Lao động hạng Ba”."""
        grade = f" {self.get_honour_class_display()}" if self.honour_class else ""
        return f"{self.get_verb_display()} {self.honour.name}{grade}"
