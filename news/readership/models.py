"""Views: what tells one reader's from another's for half an hour, counts by day, counts to show."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.base.models import BasePage


class Reader(models.Model):
    """One reader of one page on one day, as far as can be told; kept for a day.

    ``key`` is an HMAC of network, browser and page under a key of the day; ``crowd`` the same without the browser.
    """

    key = models.CharField(max_length=64, unique=True)
    crowd = models.CharField(max_length=64)
    page = models.ForeignKey(BasePage, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()
    pending = models.PositiveSmallIntegerField(default=1)
    """Views that no count holds yet."""

    class Meta:
        indexes: ClassVar[list] = [
            models.Index(fields=["crowd", "seen_at"], name="reader_crowd"),
            models.Index(fields=["page"], condition=Q(pending__gt=0), name="reader_pending"),
            models.Index(fields=["seen_at"], name="reader_seen"),
        ]

    def __str__(self) -> str:
        return f"{self.page_id} {self.seen_at:%H:%M}"


class DayViews(models.Model):
    """Views of a page on a day, Vietnamese time."""

    page = models.ForeignKey(BasePage, on_delete=models.CASCADE, related_name="+")
    day = models.DateField(_("Ngày"))
    views = models.PositiveIntegerField(_("Lượt xem"), default=0)

    class Meta:
        verbose_name = _("lượt xem trong ngày")
        verbose_name_plural = _("lượt xem trong ngày")
        constraints: ClassVar[list] = [models.UniqueConstraint(fields=["page", "day"], name="one_count_a_page_and_day")]
        indexes: ClassVar[list] = [models.Index(fields=["day", "page"], name="views_by_day")]

    def __str__(self) -> str:
        return f"{self.page_id} {self.day}: {self.views}"


class PageViews(models.Model):
    """Views of a page in all, and in the last seven days (worked out anew every few minutes)."""

    page = models.OneToOneField(BasePage, on_delete=models.CASCADE, related_name="page_views", primary_key=True)
    total = models.PositiveBigIntegerField(_("Tất cả"), default=0)
    week = models.PositiveIntegerField(_("Bảy ngày qua"), default=0)

    class Meta:
        verbose_name = _("lượt xem")
        verbose_name_plural = _("lượt xem")
        default_permissions: ClassVar[list[str]] = ["view"]
        indexes: ClassVar[list] = [models.Index(fields=["-week"], condition=Q(week__gt=0), name="views_of_the_week")]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.total}"
