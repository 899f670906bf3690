"""Organisations (cơ quan, tổ chức, đơn vị), each with the time it existed and what it became."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from portal.base.slugs import free_slug
from portal.vietnamese.names import sort_key
from portal.vietnamese.text import fold, squash


class OrganisationQuerySet(models.QuerySet):
    """Lists of organisations."""

    def in_force(self, on: date | None = None) -> OrganisationQuerySet:
        """Return those there on a day (today when none is given)."""
        day = on or timezone.localdate()
        begun = Q(valid_from=None) | Q(valid_from__lte=day)
        return self.filter(begun, Q(valid_to=None) | Q(valid_to__gte=day))


class Organisation(ClusterableModel):
    """An organisation in one period: a renamed or merged one is a new row with a link to the old."""

    class Kind(models.TextChoices):
        """What sort of body it is."""

        STATE = "state", _("Cơ quan nhà nước")
        PARTY = "party", _("Cơ quan Đảng")
        MASS = "mass", _("Mặt trận, đoàn thể")
        ARMED = "armed", _("Lực lượng vũ trang")
        SCHOOL = "school", _("Trường học")
        HEALTH = "health", _("Cơ sở y tế")
        BUSINESS = "business", _("Doanh nghiệp")
        COOPERATIVE = "cooperative", _("Hợp tác xã")
        COMMUNITY = "community", _("Thôn, bản, tổ dân phố")
        OTHER = "other", _("Khác")

    name = models.CharField(_("Tên"), max_length=200, help_text=_("Ví dụ: Ban Tuyên giáo và Dân vận Tỉnh ủy"))
    short_name = models.CharField(_("Tên tắt"), max_length=60, blank=True)
    kind = models.CharField(_("Loại"), max_length=12, choices=Kind, default=Kind.STATE)
    place = models.ForeignKey(
        "places.Place",
        verbose_name=_("Địa bàn"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organisations",
    )
    parent = models.ForeignKey(
        "self", verbose_name=_("Trực thuộc"), null=True, blank=True, on_delete=models.PROTECT, related_name="units"
    )
    valid_from = models.DateField(_("Có từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("Đến hết ngày"), null=True, blank=True)
    aliases = models.TextField(_("Cách gọi khác"), blank=True, help_text=_("Mỗi dòng một cách gọi."))
    is_demo = models.BooleanField(editable=False, default=False)
    slug = models.SlugField(_("Đường dẫn"), max_length=140, unique=True, blank=True)
    name_key = models.CharField(max_length=200, editable=False, db_index=True)
    sort_key = models.CharField(max_length=600, editable=False)

    objects = models.Manager.from_queryset(OrganisationQuerySet)()

    class Meta:
        verbose_name = _("tổ chức, đơn vị")
        verbose_name_plural = _("tổ chức, đơn vị")
        ordering: ClassVar[list[str]] = ["sort_key", "pk"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse an end before the beginning, and an organisation under itself."""
        super().clean()
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("Ngày kết thúc trước ngày bắt đầu.")})
        if self.parent_id and self.parent_id == self.pk:
            raise ValidationError({"parent": _("Đơn vị không thể trực thuộc chính nó.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with keys and an address in step with the name."""
        self.derive()
        self.slug = self.slug or free_slug(type(self), self.name)
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Work out what is derived from the name: for saves in bulk too."""
        self.name = squash(self.name)
        self.name_key = fold(self.name)
        self.sort_key = sort_key(self.name)[:600]

    def in_force(self, on: date | None = None) -> bool:
        """Tell whether it was there on a day (today when none is given)."""
        day = on or timezone.localdate()
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    @property
    def is_current(self) -> bool:
        """Whether it is there today."""
        return self.in_force()

    @property
    def period(self) -> str:
        """From when to when it was there, as far as is known."""
        since = f"{self.valid_from:%d/%m/%Y}" if self.valid_from else ""
        until = f"{self.valid_to:%d/%m/%Y}" if self.valid_to else ""
        if since and until:
            return _now("%(since)s đến %(until)s") % {"since": since, "until": until}
        if until:
            return _now("đến %(until)s") % {"until": until}
        return _now("từ %(since)s") % {"since": since} if since else ""

    def successors(self, on: date | None = None) -> list[Organisation]:
        """Return what it has become, over all changes, as of a day (today when none is given)."""
        from exemplars.organisations.lineage import successors

        return successors(self, on)

    def predecessors(self, on: date | None = None) -> list[Organisation]:
        """Return what it came from: as of a day, or everything before it when none is given."""
        from exemplars.organisations.lineage import predecessors

        return predecessors(self, on)

    def names_at(self, on: date) -> list[str]:
        """Return the names that it, or what it came from or became, bore on a day."""
        from exemplars.organisations.lineage import names_at

        return names_at(self, on)


class OrganisationSuccession(Orderable):
    """What an organisation became, on a day, by a document."""

    class Share(models.TextChoices):
        """How much went over."""

        WHOLE = "whole", _("toàn bộ")
        PART = "part", _("một phần")

    predecessor = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="links_to_successors")
    successor = models.ForeignKey(
        Organisation,
        verbose_name=_("Tổ chức kế thừa"),
        on_delete=models.CASCADE,
        related_name="links_to_predecessors",
    )
    share = models.CharField(_("Phần"), max_length=5, choices=Share, default=Share.WHOLE)
    on = models.DateField(_("Từ ngày"), null=True, blank=True)
    document = models.ForeignKey(
        "documents.OfficialDocument",
        verbose_name=_("Theo văn bản"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta(Orderable.Meta):
        verbose_name = _("kế thừa")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="one_organisation_succession_per_pair")
        ]

    def clean(self) -> None:
        """Refuse an organisation that became itself."""
        super().clean()
        if self.successor_id and self.successor_id == self.predecessor_id:
            raise ValidationError({"successor": _("Tổ chức không thể kế thừa chính nó.")})
