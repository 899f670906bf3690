"""Somebody proposed for an honour of the State."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from exemplars.consultations.models.consultation import Consultation
from exemplars.honours.models import Conferral, Honour
from portal.vietnamese.text import normalise, squash


class Candidate(Orderable):
    """A person or collective on the list, with the honour proposed and what for."""

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

    class Meta(Orderable.Meta):
        verbose_name = _("người, tập thể được đề nghị")
        verbose_name_plural = _("người, tập thể được đề nghị")

    def __str__(self) -> str:
        return f"{self.name} – {self.proposal}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save tidy text."""
        self.name, self.unit = squash(self.name), squash(self.unit)
        self.summary = normalise(self.summary).strip()
        super().save(*args, **kwargs)

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
