"""Abbreviations, which staff edit, and the vocabulary learned from the portal's own texts."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.vietnamese.text import squash
from search.streams import streams

MOST_SYLLABLES = 12


class Abbreviation(models.Model):
    """A short form and what it stands for; whoever asks with one finds the other (DOMAIN.md section 5)."""

    short = models.CharField(_("viết tắt"), max_length=40, help_text=_("Ví dụ: TĐKT, UBND, KT-XH"))
    expansion = models.CharField(
        _("viết đầy đủ"),
        max_length=120,
        help_text=_("Ví dụ: thi đua, khen thưởng. Một chữ tắt có nhiều nghĩa thì thêm mỗi nghĩa một dòng."),
    )
    active = models.BooleanField(
        _("đang dùng"), default=True, help_text=_("Bỏ chọn để tìm kiếm không mở rộng chữ tắt này nữa.")
    )

    class Meta:
        verbose_name = _("chữ viết tắt")
        verbose_name_plural = _("chữ viết tắt")
        ordering = ("short", "expansion")
        constraints = [
            models.UniqueConstraint(
                fields=["short", "expansion"],
                name="lexicon_abbreviation_once",
                violation_error_message=_("Chữ tắt này với nghĩa này đã có."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.short} – {self.expansion}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save in normal form, whoever saves."""
        self.short, self.expansion = squash(self.short), squash(self.expansion)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Bring both forms to normal form; refuse what has no word in it, or too many."""
        self.short, self.expansion = squash(self.short), squash(self.expansion)
        short, full = streams(self.short).exact, streams(self.expansion).exact
        if not short:
            raise ValidationError({"short": _("Cần ít nhất một chữ.")})
        if not full or len(full) > MOST_SYLLABLES:
            raise ValidationError({"expansion": _("Cần từ 1 đến %(most)d chữ.") % {"most": MOST_SYLLABLES}})
        if short == full:
            raise ValidationError({"expansion": _("Viết đầy đủ phải khác viết tắt.")})


class Vocabulary(models.Model):
    """The words of the portal's own texts, as learned last: one row, replaced as a whole."""

    learned_at = models.DateTimeField(_("học lúc"))
    entries = models.PositiveIntegerField(_("số mục đã đọc"))
    data = models.BinaryField(_("dữ liệu"))

    class Meta:
        verbose_name = _("vốn từ")
        verbose_name_plural = _("vốn từ")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.learned_at:%d/%m/%Y %H:%M}"
