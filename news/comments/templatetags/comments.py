"""{% load comments %}: the comments below an article."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString

from news.comments import linking, shown
from portal.base.models import BasePage

register = template.Library()


@register.inclusion_tag("comments/section.html", takes_context=True)
def comments_of(context: template.Context, page: BasePage) -> dict[str, Any]:
    """Write the comments of a page and the way to its form; nothing in a preview."""
    request = context["request"]
    if not page.takes_comments or getattr(request, "is_preview", False) or not page.pk:
        return {}
    found = shown.comments_of(page, request)
    data = shown.structured_data(page, found, request) if found.threads else ""
    return {"page": page, "shown": found, "json_ld": data, "orders": (shown.CHOSEN_FIRST, shown.NEWEST, shown.OLDEST)}


@register.filter
def as_html(text: str) -> SafeString:
    """Write a published text: paragraphs, and links that vouch for nothing."""
    return linking.body_html(text)
