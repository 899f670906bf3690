"""The list beside a page, in one query; with another list of pages where one is shown as well."""

from __future__ import annotations

from django.db.models import BooleanField, Case, OuterRef, Q, Subquery, Value, When

from portal.base.models import BasePage
from portal.base.models.pages import BasePageQuerySet
from search.related.models import RelatedLink

SHOWN = 6
"""Links shown; what is pinned is shown whole."""


def related_rows(page: BasePage, count: int = SHOWN) -> list[BasePage]:
    """Return the public pages beside a page, pinned first, each with its ``reason``."""
    return related_with(page, BasePage.objects.none(), count)[0]


def related_with(page: BasePage, others: BasePageQuerySet, count: int = SHOWN) -> tuple[list[BasePage], list[BasePage]]:
    """Return the same, and the public pages among ``others`` (a list cut to its length), newest first."""
    if page.pk is None:
        return [], []
    linked = RelatedLink.objects.filter(page=page.pk)
    link = linked.filter(related=OuterRef("pk"))
    among = Q(pk__in=others.values("pk"))
    rows = BasePage.objects.public_rows().filter(Q(pk__in=linked.values("related")) | among)
    rows = rows.annotate(
        reason=Subquery(link.values("reason")[:1]),
        pinned=Subquery(link.values("pinned")[:1]),
        score=Subquery(link.values("score")[:1]),
        among=Case(When(among, then=Value(True)), default=Value(False), output_field=BooleanField()),
    )
    found = list(rows.newest_first())
    related = [row for row in found if row.score is not None]
    related.sort(key=lambda row: (-row.pinned, -row.score, -row.pk))
    pins = sum(1 for row in related if row.pinned)
    return related[: max(count, pins)], [row for row in found if row.among]
