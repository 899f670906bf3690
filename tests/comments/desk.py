"""The desk as a moderator's browser uses it: its addresses, its forms with what the page showed, its words."""

from __future__ import annotations

import html
from typing import Any

from django.test import Client
from django.urls import reverse

from news.comments.models import Comment


def url(name: str, *args: Any) -> str:
    return reverse(f"comments_desk:{name}", args=args)


def seen(comment: Comment) -> dict[str, int]:
    """Return what the forms of a page carry about the comment it showed."""
    comment.refresh_from_db()
    return {"version": comment.version, "seen": comment.decisions.last().n}


def do(client: Client, what: str, comment: Comment, *, stale: dict[str, int] | None = None, **fields: Any) -> Any:
    """Send one of the forms about a comment, as it is now or as it was."""
    response = client.post(url(what, comment.pk), {**(stale or seen(comment)), **fields})
    comment.refresh_from_db()
    return response


def text_of(response: Any) -> str:
    return html.unescape(response.content.decode())
