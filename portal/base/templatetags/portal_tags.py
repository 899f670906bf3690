"""Small tags every public template may use."""

from typing import Any

from django import template
from django.utils import timezone

from portal.base import metadata
from portal.vietnamese import dates

register = template.Library()


@register.inclusion_tag("components/metadata.html", takes_context=True)
def page_metadata(context: dict[str, Any]) -> dict[str, Any]:
    """Write the head's metadata for the page being shown."""
    return metadata.page_metadata(context["page"], context["request"], context.get("breadcrumbs", []))


@register.filter
def long_time(value: Any) -> str:
    """Write a moment as readers know it: “Thứ Hai, 08/01/2024 | 15:52”.

    Midnight stands for a day whose hour nobody wrote down (imported articles): the day alone is shown.
    """
    if not value:
        return ""
    text = dates.long_time(timezone.localtime(value))
    return text.removesuffix(" | 00:00")


@register.filter
def long_date(value: Any) -> str:
    """Write a day in words: “Thứ Hai, ngày 8 tháng 1 năm 2024”."""
    if not value:
        return ""
    return dates.long_date(timezone.localtime(value).date() if hasattr(value, "hour") else value)
