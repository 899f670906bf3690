"""What staff set: words to look at, where comments are open, whose are put last."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.base.models import BasePage
from portal.vietnamese.text import squash


class WordRule(models.Model):
    """A word or phrase that makes a moderator look twice; it decides nothing."""

    class Kind(models.TextChoices):
        """How much it weighs."""

        HOLD = "hold", _("Giữ lại để xem kỹ")
        SUSPECT = "suspect", _("Đáng ngờ")
        NEVER = "never", _("Không được đăng")

    class Match(models.TextChoices):
        """How it is found."""

        SYLLABLES = "syllables", _("Chuỗi âm tiết")
        PHRASE = "phrase", _("Nguyên văn, kể cả dấu câu")
        PATTERN = "pattern", _("Có dấu * thay cho vài chữ cái")

    kind = models.CharField(_("Mức"), max_length=7, choices=Kind, default=Kind.SUSPECT)
    match = models.CharField(_("Cách so"), max_length=9, choices=Match, default=Match.SYLLABLES)
    text = models.CharField(
        _("Từ, cụm từ"), max_length=120, help_text=_("Viết có dấu như người đọc sẽ gõ; chữ hoa, chữ thường như nhau.")
    )
    note = models.CharField(_("Ghi chú"), max_length=200, blank=True)
    active = models.BooleanField(_("Đang dùng"), default=True)
    hits = models.PositiveIntegerField(_("Số lần gặp"), default=0, editable=False)
    false_hits = models.PositiveIntegerField(_("Số lần gặp nhưng vẫn đăng nguyên văn"), default=0, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("từ cần xem kỹ")
        verbose_name_plural = _("từ cần xem kỹ")
        ordering: ClassVar[list[str]] = ["kind", "text"]
        constraints: ClassVar[list] = [models.UniqueConstraint(fields=["match", "text"], name="one_rule_per_text")]

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the text as it is compared."""
        self.text = squash(self.text).lower()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Keep the text in NFC and lower case; refuse a pattern that would match nearly everything."""
        self.text = squash(self.text).lower()
        letters = self.text.replace("*", "").replace(" ", "")
        if self.match == self.Match.PATTERN and ("*" not in self.text or len(letters) < 2):
            raise ValidationError({"text": _("Cần ít nhất hai chữ cái và một dấu *.")})
        if self.match != self.Match.PATTERN and "*" in self.text:
            raise ValidationError({"text": _("Dấu * chỉ dùng với cách so “có dấu *”.")})


class ThreadPolicy(models.Model):
    """Whether readers may comment on a page, or on all pages below a section."""

    class Mode(models.TextChoices):
        """What applies."""

        INHERIT = "inherit", _("Theo mục bên trên")
        OPEN = "open", _("Mở")
        DATED = "dated", _("Mở trong một số ngày")
        READ_ONLY = "read_only", _("Chỉ đọc")
        CLOSED = "closed", _("Đóng, không hiện")

    page = models.OneToOneField(
        BasePage, verbose_name=_("Trang hoặc mục"), on_delete=models.CASCADE, related_name="thread_policy"
    )
    mode = models.CharField(_("Bình luận"), max_length=9, choices=Mode, default=Mode.DATED)
    close_after_days = models.PositiveSmallIntegerField(
        _("Đóng sau (ngày)"), default=30, validators=[MinValueValidator(1), MaxValueValidator(3650)]
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("chế độ bình luận")
        verbose_name_plural = _("chế độ bình luận")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.get_mode_display()}"


class Sanction(models.Model):
    """A network whose comments wait behind all others for a while. It keeps nobody from writing."""

    net_hash = models.CharField(max_length=64, db_index=True)
    until = models.DateTimeField(_("Đến"))
    reason = models.CharField(_("Lý do"), max_length=300)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("mạng đang bị giữ")
        verbose_name_plural = _("mạng đang bị giữ")

    def __str__(self) -> str:
        return f"{self.net_hash[:8]} {self.until}"
