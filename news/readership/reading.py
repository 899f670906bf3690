"""What the counts are shown as."""

from __future__ import annotations

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from news.readership.models import PageViews
from portal.base.models import BasePage
from portal.base.templatetags.portal_look import vi_number

SHOWN = 5
CANDIDATES = 40
"""Pages looked at for those five: some may have been taken down since they were read."""


def beside_page(page: BasePage) -> dict[str, Subquery]:
    """Return what is read beside a page: how often it was read."""
    return {"view_total": Subquery(PageViews.objects.filter(page=OuterRef("pk")).values("total")[:1])}


def views_of(page: int) -> int:
    """Return how often a page was read, as far as it was counted."""
    return PageViews.objects.filter(page=page).values_list("total", flat=True).first() or 0


def views_beside(page: BasePage) -> int:
    """Return the same of a page that is shown: as read beside it, or in a query of its own."""
    return (page.view_total or 0) if hasattr(page, "view_total") else views_of(page.pk)


def views_text(views: int) -> str:
    """Return the count as readers know it: “lượt xem: 1.181”."""
    return _("lượt xem: %s") % vi_number(views)


def read_this_week(section: BasePage | None = None) -> QuerySet:
    """Return the ids of live pages read most in the last seven days, for the condition of another query."""
    read = PageViews.objects.filter(week__gt=0, page__live=True)
    if section is not None:
        read = read.filter(page__section=section.pk)
    return read.order_by("-week", "-page").values("page")[:CANDIDATES]


def most_read_of(pages: list[BasePage]) -> list[BasePage]:
    """Return those read most of pages that carry ``week``, the views of the last seven days."""
    return sorted((page for page in pages if page.week), key=lambda page: (-page.week, -page.pk))[:SHOWN]


def most_read(section: BasePage) -> list[BasePage]:
    """Return the public pages of a section read most in the last seven days; one query."""
    rows = BasePage.objects.public_rows().filter(pk__in=read_this_week(section))
    return most_read_of(list(rows.annotate(week=F("page_views__week"))))
