"""Polls on pages that are kept: the question with the way to the ballot, or the results once it is closed."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from news.polls.models import Poll
from news.polls.results import results_of

register = template.Library()


@register.simple_tag
def standing_poll(*places: str) -> Poll | None:
    """Return the newest open poll that stands at one of these places by itself (``Poll.Place``)."""
    return Poll.objects.open(timezone.now()).filter(place__in=places).order_by("-opens_at", "-pk").first()


@register.inclusion_tag("polls/block.html")
def poll_block(poll: Poll | None, level: int = 2) -> dict[str, Any]:
    """Show a poll; nothing for one that readers may not see. ``level``: of its heading, 2 or 3."""
    shown = poll if poll is not None and poll.is_public else None
    closed = shown is not None and shown.is_closed
    return {"poll": shown, "level": level, "results": results_of(shown) if shown and closed else None}
