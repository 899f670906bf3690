"""“Lượt xem” among the reports: what is read, in all and this week; to be taken away as a table."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from news.readership.models import PageViews

PERMISSION = "readership.view_pageviews"


def _edit_url(row: PageViews) -> str:
    return reverse("wagtailadmin_pages:edit", args=[row.page_id])


def _day(value: datetime | None) -> str:
    return f"{timezone.localtime(value):%d/%m/%Y}" if value else ""


class ViewsReport(ReportView):
    """Pages with their views, those read most this week first."""

    model = PageViews
    page_title = _("Lượt xem")
    header_icon = "view"
    index_url_name = "readership_report"
    index_results_url_name = "readership_report_results"
    permission_policy = ModelPermissionPolicy(PageViews)
    any_permission_required: ClassVar[list[str]] = ["view"]
    default_ordering = "-week"
    is_searchable = False
    columns: ClassVar[list[Column]] = [
        TitleColumn("page", label=_("Bài"), accessor="page.title", get_url=_edit_url),
        Column("section", label=_("Chuyên mục"), accessor="page.section"),
        Column("published", label=_("Ngày đăng"), accessor=lambda row: _day(row.page.display_date)),
        Column("week", label=_("Bảy ngày qua"), sort_key="week"),
        Column("total", label=_("Tất cả"), sort_key="total"),
    ]
    list_export: ClassVar[list[str]] = ["page.title", "page.section", "page.display_date", "week", "total"]
    export_headings: ClassVar[dict[str, Any]] = {
        "page.title": _("Bài"),
        "page.section": _("Chuyên mục"),
        "page.display_date": _("Ngày đăng"),
        "week": _("Bảy ngày qua"),
        "total": _("Tất cả"),
    }

    def get_queryset(self) -> QuerySet[PageViews]:
        """All pages that were read at all."""
        return self.order_queryset(PageViews.objects.select_related("page__section"))


class ViewsMenuItem(MenuItem):
    """Shown to those who may see views."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this user may."""
        return request.user.has_perm(PERMISSION)
