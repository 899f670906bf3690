"""Emulation movements (phong trào thi đua)."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.base.slugs import free_slug
from portal.vietnamese.names import sort_key
from portal.vietnamese.text import fold, squash


def _written(day: date | None) -> str:
    return f"{day.day}/{day.month}/{day.year}" if day else ""


class Movement(models.Model):
    """A movement: who launched it by which decision, for whom, from when to when, under which slogan."""

    class Scope(models.TextChoices):
        """How far it reaches (Law 06/2022/QH15, article 16)."""

        NATIONAL = "national", _("Toàn quốc")
        MINISTRY = "ministry", _("Bộ, ban, ngành, đoàn thể")
        PROVINCE = "province", _("Tỉnh, thành phố")
        CLUSTER = "cluster", _("Cụm, khối thi đua")
        UNIT = "unit", _("Cơ quan, đơn vị")

    name = models.CharField(_("Tên phong trào"), max_length=250, unique=True)
    slogan = models.CharField(_("Khẩu hiệu"), max_length=250, blank=True)
    scope = models.CharField(_("Phạm vi"), max_length=10, choices=Scope, default=Scope.PROVINCE)
    decision = models.ForeignKey(
        "documents.OfficialDocument",
        verbose_name=_("Văn bản phát động"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="movements",
    )
    launched_by = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("Cơ quan phát động"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="movements",
    )
    starts_on = models.DateField(_("Từ ngày"), null=True, blank=True)
    ends_on = models.DateField(_("Đến ngày"), null=True, blank=True)
    summary = models.TextField(_("Nội dung chính"), blank=True)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("Hưởng ứng phong trào"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="followers",
    )
    is_public = models.BooleanField(_("Công bố"), default=True)
    is_demo = models.BooleanField(editable=False, default=False)
    slug = models.SlugField(_("Đường dẫn"), max_length=140, unique=True, blank=True)
    name_key = models.CharField(max_length=250, editable=False, db_index=True)
    sort_key = models.CharField(max_length=700, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("phong trào thi đua")
        verbose_name_plural = _("phong trào thi đua")
        ordering: ClassVar[list] = [models.F("starts_on").desc(nulls_last=True), "sort_key", "pk"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with keys and an address in step with the name."""
        self.name = squash(self.name)
        self.name_key = fold(self.name)
        self.sort_key = sort_key(self.name)[:700]
        self.slug = self.slug or free_slug(type(self), self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """The address of its page."""
        return reverse("movement", args=[self.slug])

    @property
    def is_running(self) -> bool:
        """Whether the movement goes on today."""
        today = timezone.localdate()
        return (self.starts_on is None or self.starts_on <= today) and (self.ends_on is None or today <= self.ends_on)

    @property
    def period(self) -> str:
        """The time it runs, in words: "giai đoạn 2021-2025", "từ 24/4/2025"; "" when nobody wrote it down."""
        start, end = self.starts_on, self.ends_on
        if start and end and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
            if start.year == end.year:
                return gettext("năm %s") % start.year
            return gettext("giai đoạn %(start)s-%(end)s") % {"start": start.year, "end": end.year}
        said = {"start": _written(start), "end": _written(end)}
        if start and end:
            return gettext("từ %(start)s đến %(end)s") % said
        if start:
            return gettext("từ %(start)s") % said
        return gettext("đến %(end)s") % said if end else ""

    def clean(self) -> None:
        """Refuse an end before the beginning, and a movement that follows itself."""
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("Ngày kết thúc trước ngày bắt đầu.")})
        if self.parent_id and self.parent_id == self.pk:
            raise ValidationError({"parent": _("Phong trào không thể hưởng ứng chính nó.")})
