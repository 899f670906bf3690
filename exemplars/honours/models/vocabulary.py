"""The vocabulary of honours: titles of emulation (danh hiệu thi đua) and forms of commendation (hình thức khen thưởng).

Names, levels and who confers what are data (``exemplars/honours/data``), with the time each is in force: laws change,
archives keep the old names.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.base.slugs import free_slug
from portal.vietnamese.names import sort_key
from portal.vietnamese.text import fold, squash


class Honour(models.Model):
    """A title or form of commendation, whatever its class (hạng)."""

    class Kind(models.TextChoices):
        """What sort of honour (Law 06/2022/QH15, articles 9 and 19)."""

        TITLE = "title", _("Danh hiệu thi đua")
        ORDER = "order", _("Huân chương")
        MEDAL = "medal", _("Huy chương")
        STATE_TITLE = "state_title", _("Danh hiệu vinh dự nhà nước")
        PRIZE = "prize", _("Giải thưởng")
        BADGE = "badge", _("Kỷ niệm chương")
        CERTIFICATE = "certificate", _("Bằng khen")
        COMMENDATION = "commendation", _("Giấy khen")

    class Level(models.IntegerChoices):
        """How high it stands; larger is higher."""

        COMMUNE = 10, _("Cấp xã")
        UNIT = 20, _("Cấp cơ sở")
        DISTRICT = 30, _("Cấp huyện (đến 30/6/2025)")
        PROVINCE = 40, _("Cấp bộ, ban, ngành, tỉnh")
        STATE = 50, _("Cấp Nhà nước")

    code = models.SlugField(_("Mã"), max_length=80, unique=True, help_text=_("Không đổi sau khi tạo."))
    name = models.CharField(_("Tên"), max_length=160, help_text=_("Đúng chính tả của luật, không kèm hạng."))
    kind = models.CharField(_("Loại"), max_length=12, choices=Kind)
    level = models.PositiveSmallIntegerField(_("Cấp"), choices=Level)
    classes = models.PositiveSmallIntegerField(
        _("Số hạng"), default=0, help_text=_("3 nếu có hạng Nhất, Nhì, Ba; 0 nếu không chia hạng.")
    )
    rank = models.PositiveSmallIntegerField(
        _("Thứ bậc"), default=0, help_text=_("Số lớn đứng trước trong cùng một cấp.")
    )
    for_individual = models.BooleanField(_("Cho cá nhân"), default=True)
    for_collective = models.BooleanField(_("Cho tập thể"), default=False)
    for_household = models.BooleanField(_("Cho hộ gia đình"), default=False)
    conferred_by = models.CharField(_("Thẩm quyền"), max_length=300, blank=True)
    law = models.ForeignKey(
        "documents.OfficialDocument",
        verbose_name=_("Văn bản quy định"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    law_number = models.CharField(_("Số văn bản quy định"), max_length=60, blank=True)
    article = models.CharField(_("Điều, khoản"), max_length=80, blank=True)
    meaning = models.TextField(_("Ý nghĩa, đối tượng"), blank=True)
    aliases = models.TextField(_("Cách gọi khác, tên cũ"), blank=True, help_text=_("Mỗi dòng một cách gọi."))
    valid_from = models.DateField(_("Có từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("Đến hết ngày"), null=True, blank=True)
    slug = models.SlugField(_("Đường dẫn"), max_length=140, unique=True, blank=True)
    name_key = models.CharField(max_length=160, editable=False, db_index=True)
    sort_key = models.CharField(max_length=500, editable=False)

    class Meta:
        verbose_name = _("danh hiệu, hình thức khen thưởng")
        verbose_name_plural = _("danh hiệu, hình thức khen thưởng")
        ordering: ClassVar[list[str]] = ["-level", "-rank", "sort_key", "pk"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with keys and an address in step with the name."""
        self.derive()
        self.slug = self.slug or free_slug(type(self), self.name)
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Work out what follows from the name: for saves in bulk too."""
        self.name = squash(self.name)
        self.name_key = fold(self.name)
        self.sort_key = sort_key(self.name)[:500]

    def clean(self) -> None:
        """Refuse an end before the beginning, and an honour for nobody."""
        super().clean()
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("Ngày kết thúc trước ngày bắt đầu.")})
        if not (self.for_individual or self.for_collective or self.for_household):
            raise ValidationError({"for_individual": _("Chọn ít nhất một đối tượng được tặng.")})

    @property
    def alias_list(self) -> list[str]:
        """Its other and former names."""
        return [line.strip() for line in self.aliases.splitlines() if line.strip()]

    @property
    def recipients_line(self) -> str:
        """Who may receive it, in words."""
        who = (
            (self.for_individual, _("cá nhân")),
            (self.for_collective, _("tập thể")),
            (self.for_household, _("hộ gia đình")),
        )
        return ", ".join(str(word) for may, word in who if may).capitalize()
