"""Places: a row for each unit in each of its shapes, and links that say what became what.

A row is never overwritten. When a unit is merged, split, renamed or raised, its row ends and another begins: the
province of Thái Nguyên until 30/6/2025 and the one since are two rows. Codes were given anew to other names (15 was
Yên Bái and is Lào Cai), so a code alone says nothing; ``slug`` is what addresses and files call a place by.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Place(models.Model):
    """A province, district or commune as it was in one period."""

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

    @property
    def label(self) -> str:
        """The name as shown: a commune or district always with its province."""
        if self.province_id and self.province_id != self.pk:
            return f"{self.full_name}, {self.province.full_name}"
        return self.full_name


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
