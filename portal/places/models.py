"""Places: a row for each unit in each of its shapes, and links that say what became what.

A row is never overwritten. When a unit is merged, split, renamed or raised, its row ends and another begins: the
province of Thái Nguyên until 30/6/2025 and the one since are two rows. Codes were given anew to other names (15 was
Yên Bái and is Lào Cai), so a code alone says nothing; ``slug`` is what addresses and files call a place by.
"""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.places.words import place_key
from portal.vietnamese.names import sort_key
from portal.vietnamese.text import squash


class PlaceQuerySet(models.QuerySet):
    """Lists of places."""

    def in_force(self, on: date | None = None) -> PlaceQuerySet:
        """Return those there on a day (today when none is given)."""
        day = on or timezone.localdate()
        begun = Q(valid_from=None) | Q(valid_from__lte=day)
        return self.filter(begun, Q(valid_to=None) | Q(valid_to__gte=day))

    def with_parents(self) -> PlaceQuerySet:
        """Fetch what the labels name: district and province."""
        return self.select_related("parent", "province")


class Place(models.Model):
    """A province, district or commune as it was in one period. A province has no ``province``: it is one."""

    class Level(models.TextChoices):
        """How high a unit stands."""

        PROVINCE = "province", _("Cấp tỉnh")
        DISTRICT = "district", _("Cấp huyện (đến 30/6/2025)")
        COMMUNE = "commune", _("Cấp xã")

    slug = models.SlugField(_("Đường dẫn"), max_length=140, unique=True)
    code = models.CharField(_("Mã"), max_length=10, blank=True, help_text=_("Mã của cơ quan thống kê."))
    level = models.CharField(_("Cấp"), max_length=8, choices=Level)
    kind = models.CharField(_("Loại"), max_length=40, help_text=_("Ví dụ: tỉnh, thành phố, xã, phường, đặc khu"))
    name = models.CharField(_("Tên"), max_length=120, help_text=_("Không kèm loại. Ví dụ: Thái Nguyên"))
    full_name = models.CharField(_("Tên đầy đủ"), max_length=160, help_text=_("Ví dụ: Tỉnh Thái Nguyên"))
    parent = models.ForeignKey(
        "self", verbose_name=_("Thuộc"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    province = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="units"
    )
    valid_from = models.DateField(_("Có từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("Đến hết ngày"), null=True, blank=True)
    name_key = models.CharField(max_length=120, editable=False, db_index=True)
    sort_key = models.CharField(max_length=400, editable=False)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("địa danh")
        verbose_name_plural = _("địa danh")
        ordering: ClassVar[list[str]] = ["sort_key", "pk"]
        indexes: ClassVar[list] = [
            models.Index(fields=["level", "code"], name="place_code"),
            models.Index(fields=["level", "valid_to", "sort_key"], name="place_listed"),
        ]

    def __str__(self) -> str:
        return self.label

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with keys in step with the name."""
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Work out what is derived from the name: for saves in bulk too."""
        self.name, self.full_name = squash(self.name), squash(self.full_name)
        self.name_key = place_key(self.name)[:120]
        self.sort_key = sort_key(self.name)[:400]

    @property
    def label(self) -> str:
        """The name as shown: a commune or district always with its province, for names repeat across the country."""
        if self.province_id and self.province_id != self.pk:
            return f"{self.full_name}, {self.province.full_name}"
        return self.full_name

    @property
    def full_label(self) -> str:
        """The label with the district of then and the years, for choosing among namesakes."""
        names = [self.full_name]
        if self.parent_id and self.parent_id != self.province_id:
            names.append(self.parent.full_name)
        if self.province_id:
            names.append(self.province.full_name)
        return ", ".join(names) + (f" ({self.period})" if self.period else "")

    @property
    def period(self) -> str:
        """From when to when it was there; empty when nothing is known to have changed."""
        said = {"since": f"{self.valid_from:%d/%m/%Y}" if self.valid_from else ""}
        said["until"] = f"{self.valid_to:%d/%m/%Y}" if self.valid_to else ""
        if said["since"] and said["until"]:
            return _now("%(since)s đến %(until)s") % said
        if said["until"]:
            return _now("đến %(until)s") % said
        return _now("từ %(since)s") % said if said["since"] else ""

    @property
    def is_current(self) -> bool:
        """Whether it is there today."""
        return self.in_force()

    def in_force(self, on: date | None = None) -> bool:
        """Tell whether it was there on a day (today when none is given)."""
        day = on or timezone.localdate()
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    def successors(self, on: date | None = None) -> list[Place]:
        """Return what it has become, over all changes since, as of a day (today when none is given).

        A district, which nothing followed, became what its communes became. A place that is there on that day has
        become nothing else: the list is empty.
        """
        from portal.places.lineage import successors

        return successors(self, on)

    def predecessors(self, on: date | None = None) -> list[Place]:
        """Return what it was made of: as of a day, or everything before it when none is given."""
        from portal.places.lineage import predecessors

        return predecessors(self, on)

    def names_at(self, on: date) -> list[str]:
        """Return the names, with their province, that its ground bore on a day: several where units were joined."""
        from portal.places.lineage import names_at

        return names_at(self, on)


class Succession(models.Model):
    """What a place became: all of it, or a part, went to the successor on a day."""

    class Share(models.TextChoices):
        """How much of the predecessor went over."""

        WHOLE = "whole", _("toàn bộ")
        PART = "part", _("một phần")

    predecessor = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="links_to_successors")
    successor = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="links_to_predecessors")
    share = models.CharField(_("Phần"), max_length=5, choices=Share)
    on = models.DateField(_("Từ ngày"))
    basis = models.CharField(_("Căn cứ"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("kế thừa địa danh")
        verbose_name_plural = _("kế thừa địa danh")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="one_succession_per_pair")
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
