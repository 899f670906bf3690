"""The editable vocabularies: types of document, and who issues them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.vietnamese.slug import slugify_vi


class System(models.TextChoices):
    """Whose numbering and form a document follows."""

    STATE = "state", _("Nhà nước")
    PARTY = "party", _("Đảng")
    MASS = "mass", _("Mặt trận, đoàn thể")
    BOTH = "both", _("Nhà nước và Đảng")


class Level(models.TextChoices):
    """How high an issuer stands."""

    NATIONAL = "national", _("Trung ương")
    PROVINCIAL = "provincial", _("Cấp tỉnh")
    DISTRICT = "district", _("Cấp huyện (đến 30/6/2025)")
    COMMUNE = "commune", _("Cấp xã")


def free_code(row: models.Model, name: str, length: int) -> str:
    """A code from a name that no other row of the vocabulary has."""
    base = slugify_vi(name, length - 4)
    taken = set(type(row)._default_manager.filter(code__startswith=base).values_list("code", flat=True))
    return next(code for code in (base, *(f"{base}-{turn}" for turn in range(2, 1000))) if code not in taken)


class DocumentType(models.Model):
    """A type of document (thể loại văn bản): the 29 of Decree 30/2020/NĐ-CP, Party types, laws."""

    code = models.SlugField(
        _("Mã"),
        max_length=40,
        unique=True,
        blank=True,
        help_text=_("Để trống thì lấy theo tên. Không đổi sau khi tạo."),
    )
    name = models.CharField(_("Tên"), max_length=80, unique=True)
    abbreviation = models.CharField(
        _("Chữ viết tắt"), max_length=12, blank=True, help_text=_("Trong số ký hiệu của Nhà nước. Ví dụ: KH")
    )
    party_abbreviation = models.CharField(
        _("Chữ viết tắt của Đảng"), max_length=12, blank=True, help_text=_("Trong số ký hiệu của Đảng. Ví dụ: KL")
    )
    system = models.CharField(_("Hệ thống"), max_length=8, choices=System, default=System.BOTH)
    is_legal = models.BooleanField(
        _("Văn bản quy phạm pháp luật"),
        default=False,
        help_text=_("Luôn ghi năm trong số, như 98/2023/NĐ-CP."),
    )
    aliases = models.TextField(_("Cách viết khác"), blank=True, help_text=_("Mỗi dòng một cách viết."))
    rank = models.PositiveSmallIntegerField(_("Thứ tự"), default=100)

    class Meta:
        verbose_name = _("loại văn bản")
        verbose_name_plural = _("loại văn bản")
        ordering: ClassVar[list[str]] = ["rank", "name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with a code."""
        self.code = self.code or free_code(self, self.name, 40)
        super().save(*args, **kwargs)

    @property
    def alias_list(self) -> list[str]:
        """The other ways to write it."""
        return [line.strip() for line in self.aliases.splitlines() if line.strip()]

    @property
    def abbreviations(self) -> list[str]:
        """All abbreviations that stand for it in symbols."""
        from news.documents.citations.vocabulary import is_abbreviation

        own = [self.abbreviation, self.party_abbreviation]
        return [piece for piece in own if piece] + [alias for alias in self.alias_list if is_abbreviation(alias)]


class Issuer(models.Model):
    """Who issues documents (cơ quan ban hành), with the time it existed and what it became.

    "UBND tỉnh" with an empty province is that of the portal's own province; another province's is a
    row of its own, with the province's name.
    """

    code = models.SlugField(
        _("Mã"),
        max_length=60,
        unique=True,
        blank=True,
        help_text=_("Để trống thì lấy theo tên. Không đổi sau khi tạo."),
    )
    abbreviation = models.CharField(
        _("Chữ viết tắt"), max_length=20, help_text=_("Như trong số ký hiệu. Ví dụ: UBND, SNV, TW")
    )
    name = models.CharField(_("Tên"), max_length=160)
    level = models.CharField(_("Cấp"), max_length=12, choices=Level, default=Level.PROVINCIAL)
    system = models.CharField(_("Hệ thống"), max_length=8, choices=System, default=System.STATE)
    province = models.CharField(
        _("Tỉnh, thành phố"),
        max_length=60,
        blank=True,
        help_text=_("Chỉ ghi với cơ quan của tỉnh khác. Để trống: cấp trung ương hoặc của tỉnh mình."),
    )
    locality = models.CharField(
        _("Xã, phường, huyện"), max_length=80, blank=True, help_text=_("Với cơ quan cấp xã, cấp huyện.")
    )
    aliases = models.TextField(_("Cách viết khác"), blank=True, help_text=_("Mỗi dòng một cách viết."))
    valid_from = models.DateField(_("Có từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("Đến hết ngày"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", verbose_name=_("Cơ quan kế tục"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    rank = models.PositiveSmallIntegerField(_("Thứ tự"), default=500)

    class Meta:
        verbose_name = _("cơ quan ban hành")
        verbose_name_plural = _("cơ quan ban hành")
        ordering: ClassVar[list[str]] = ["rank", "name"]

    def __str__(self) -> str:
        place = self.locality or self.province
        return self.name if not place or place.casefold() in self.name.casefold() else f"{self.name} {place}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with a code."""
        self.code = self.code or free_code(self, str(self), 60)
        super().save(*args, **kwargs)

    @property
    def alias_list(self) -> list[str]:
        """The other ways to write it."""
        return [line.strip() for line in self.aliases.splitlines() if line.strip()]

    @property
    def is_local_elsewhere(self) -> bool:
        """True for an issuer of a particular other place, which the grammar reads as "name + place"."""
        return bool(self.province or self.locality)
