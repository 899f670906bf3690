"""How exemplars hang together, and where what they did was done again."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from exemplars.registry.models.exemplar import Exemplar


class ExemplarRelation(models.Model):
    """Two dossiers of the same person, event or model."""

    class Kind(models.TextChoices):
        """What they share."""

        PERSON = "person", _("Cùng một người")
        EVENT = "event", _("Cùng một việc")
        MODEL = "model", _("Cùng một mô hình")

    exemplar = ParentalKey(Exemplar, on_delete=models.CASCADE, related_name="relations")
    other = models.ForeignKey(
        Exemplar, verbose_name=_("Gương liên quan"), on_delete=models.CASCADE, related_name="relations_in"
    )
    kind = models.CharField(_("Quan hệ"), max_length=6, choices=Kind)

    class Meta:
        verbose_name = _("quan hệ")
        verbose_name_plural = _("quan hệ")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(fields=["exemplar", "other", "kind"], name="one_exemplar_relation_of_a_kind")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.other}"

    def clean(self) -> None:
        """Refuse an exemplar related to itself."""
        super().clean()
        if self.other_id and self.other_id == self.exemplar_id:
            raise ValidationError({"other": _("Gương không thể liên quan với chính nó.")})


class Replication(Orderable):
    """Where the example was followed (nhân rộng): who, when, with what result."""

    exemplar = ParentalKey(Exemplar, on_delete=models.CASCADE, related_name="replications")
    organisation = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("Tổ chức làm theo"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    place = models.ForeignKey(
        "places.Place",
        verbose_name=_("Địa phương làm theo"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    year = models.PositiveSmallIntegerField(
        _("Năm"), null=True, blank=True, validators=[MinValueValidator(1945), MaxValueValidator(2100)]
    )
    result = models.CharField(_("Kết quả"), max_length=300, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("nơi nhân rộng")
        verbose_name_plural = _("nơi nhân rộng")
        constraints: ClassVar[list] = [
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False) | models.Q(place__isnull=False),
                name="replication_is_somewhere",
                violation_error_message=_("Chọn tổ chức hoặc địa phương làm theo."),
            )
        ]

    @property
    def where(self) -> str:
        """Who or where."""
        return ", ".join(str(one) for one in (self.organisation, self.place) if one)
