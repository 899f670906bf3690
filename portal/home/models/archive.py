"""How many public pages a section carried in each month."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.base.models import BasePage


class ArchiveMonth(models.Model):
    """A month of a section's archive and its count of public pages.

    Counted at publish, so that a section page with a hundred thousand articles counts as fast as one with ten. Derived:
    :func:`portal.home.archive.rebuild` makes it anew from the pages.
    """

    section = models.ForeignKey(BasePage, on_delete=models.CASCADE, related_name="archive_months")
    month = models.DateField(_("Tháng"))
    count = models.PositiveIntegerField(_("Số bài"), default=0)

    class Meta:
        verbose_name = _("tháng lưu trữ")
        verbose_name_plural = _("tháng lưu trữ")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(fields=["section", "month"], name="one_row_per_section_and_month")
        ]

    def __str__(self) -> str:
        return f"{self.section_id} {self.month:%m/%Y}: {self.count}"
