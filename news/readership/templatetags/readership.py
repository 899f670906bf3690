"""The count in an article's byline, and what is read most."""

from __future__ import annotations

from typing import Any

from django import template

from news.readership import reading
from portal.base.models import BasePage

register = template.Library()


@register.inclusion_tag("components/views.html", takes_context=True)
def page_views(context: dict[str, Any], page: BasePage) -> dict[str, Any]:
    """Write how often a page was read, as it was when the page was made; a preview is not counted."""
    previewed = getattr(context["request"], "is_preview", False)
    counted = page.pk is not None and page.live and not previewed
    return {"page": page, "counted": counted, "text": reading.views_text(reading.views_beside(page)) if counted else ""}


@register.simple_tag
def most_read(section: BasePage) -> list[BasePage]:
    """Return the pages of a section read most this week."""
    return reading.most_read(section)
