"""Past questions by day, and results pinned to questions."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.vietnamese.text import squash
from search.questions.keys import LONGEST, key_of
from search.questions.resolving import entry_at, path_of


class PastQuestion(models.Model):
    """A question as readers type it, whatever its accents; never who asked."""

    key = models.CharField(max_length=LONGEST, unique=True, editable=False)
    text = models.CharField(_("Câu hỏi"), max_length=LONGEST, editable=False)
    found = models.PositiveIntegerField(_("Kết quả"), editable=False)
    """Results the last time it was asked."""
    readers = models.PositiveIntegerField(_("Lượt hỏi"), default=0, editable=False)
    """How often it was asked within the days kept, each reader once a day."""
    first_asked = models.DateField(_("Hỏi lần đầu"), editable=False)
    last_asked = models.DateField(_("Hỏi gần đây"), editable=False)
    is_hidden = models.BooleanField(
        _("Không gợi ý"), default=False, help_text=_("Câu hỏi này không hiện trong gợi ý khi bạn đọc gõ.")
    )

    class Meta:
        verbose_name = _("câu hỏi của bạn đọc")
        verbose_name_plural = _("câu hỏi của bạn đọc")
        ordering: ClassVar[list[str]] = ["-readers", "key"]
        indexes: ClassVar[list] = [
            models.Index(fields=["-readers", "key"], name="question_most"),
            models.Index(fields=["found", "-readers"], name="question_unanswered"),
            models.Index(fields=["last_asked"], name="question_last"),
        ]

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and suggest it or not."""
        from search.questions.counting import suggest_or_not

        super().save(*args, **kwargs)
        suggest_or_not(self)


class AskedDay(models.Model):
    """How often a question was asked on one day."""

    question = models.ForeignKey(PastQuestion, on_delete=models.CASCADE, related_name="days")
    day = models.DateField(_("Ngày"), db_index=True)
    readers = models.PositiveIntegerField(_("Lượt hỏi"), default=0)

    class Meta:
        verbose_name = _("ngày hỏi")
        verbose_name_plural = _("ngày hỏi")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(fields=["question", "day"], name="one_row_per_question_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.readers}"


class Pin(models.Model):
    """A result that staff put first for a question (ghim kết quả)."""

    question = models.CharField(
        _("Câu hỏi"),
        max_length=LONGEST,
        help_text=_("Có dấu hay không dấu, viết hoa hay thường đều được hiểu như nhau. Ví dụ: lịch tiếp dân"),
    )
    key = models.CharField(max_length=LONGEST, editable=False, db_index=True)
    address = models.CharField(
        _("Địa chỉ của mục được ghim"),
        max_length=500,
        help_text=_("Dán địa chỉ trang trên cổng: bài, văn bản, gương, phong trào, danh hiệu."),
    )
    entry = models.CharField(max_length=60, editable=False)
    sort_order = models.PositiveSmallIntegerField(_("Thứ tự"), default=1, help_text=_("Số nhỏ đứng trước."))

    class Meta:
        verbose_name = _("kết quả ghim")
        verbose_name_plural = _("kết quả ghim")
        ordering: ClassVar[list[str]] = ["key", "sort_order", "pk"]
        constraints: ClassVar[list] = [models.UniqueConstraint(fields=["key", "entry"], name="pinned_once")]

    def __str__(self) -> str:
        return self.question

    def clean(self) -> None:
        """Find the public entry the address is of, and refuse a question without words."""
        super().clean()
        self.question, self.key = squash(self.question), key_of(self.question)
        problems = {}
        if not self.key:
            problems["question"] = _("Câu hỏi phải có ít nhất một chữ hoặc một số.")
        self.entry = entry_at(self.address)
        if self.entry:
            self.address = path_of(self.address)
        else:
            problems["address"] = _(
                "Không có mục công khai nào ở địa chỉ này. Mở trang đã đăng trên cổng rồi chép địa chỉ từ đó."
            )
        if not problems and Pin.objects.filter(key=self.key, entry=self.entry).exclude(pk=self.pk).exists():
            problems["address"] = _("Mục này đã được ghim cho câu hỏi này.")
        if problems:
            raise ValidationError(problems)
