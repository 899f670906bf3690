"""Days off and working days that no calendar knows beforehand."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.vietnamese.workdays import Workdays


class DayChange(models.Model):
    """A day that the Prime Minister made a day off, or a day off that is worked on in exchange."""

    day = models.DateField(_("Ngày"), unique=True)
    is_workday = models.BooleanField(
        _("Là ngày làm việc"),
        default=False,
        help_text=_("Chọn khi đi làm bù vào ngày nghỉ; để trống khi nghỉ vào ngày thường."),
    )
    note = models.CharField(
        _("Theo văn bản, ghi chú"), max_length=200, blank=True, help_text=_("Ví dụ: Nghỉ Tết, hoán đổi với 22/8/2026")
    )

    class Meta:
        verbose_name = _("ngày nghỉ, ngày làm bù")
        verbose_name_plural = _("ngày nghỉ, ngày làm bù")
        ordering: ClassVar[list[str]] = ["-day"]

    def __str__(self) -> str:
        kind = _("làm việc") if self.is_workday else _("nghỉ")
        return f"{self.day:%d/%m/%Y}: {kind}"

    @classmethod
    def calendar(cls) -> Workdays:
        """Return the calendar with all changes; one query."""
        return Workdays(dict(cls.objects.order_by().values_list("day", "is_workday")))
