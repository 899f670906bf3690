"""What the counts are shown as."""

from __future__ import annotations

from django.utils.translation import gettext as _

from news.readership.models import PageViews
from portal.base.models import BasePage
from portal.base.templatetags.portal_look import vi_number

SHOWN = 5
CANDIDATES = 40
"""Pages looked at for those five: some may have been taken down since they were read."""


def views_of(page: int) -> int:
    """Return how often a page was read, as far as it was counted."""
    return PageViews.objects.filter(page=page).values_list("total", flat=True).first() or 0


def views_text(views: int) -> str:
    """Return the count as readers know it: “lượt xem: 1.181”."""
    return _("lượt xem: %s") % vi_number(views)


def most_read(section: BasePage | None = None) -> list[BasePage]:
    """Return the public pages read most in the last seven days, of a section or of all; one query."""
    read = PageViews.objects.filter(week__gt=0, page__live=True)
    if section is not None:
        read = read.filter(page__section=section.pk)
    candidates = read.order_by("-week", "-page").values("page")[:CANDIDATES]
    return list(BasePage.objects.public_rows().filter(pk__in=candidates).order_by("-page_views__week", "-pk")[:SHOWN])
