"""A reader's plain text as HTML: paragraphs, line breaks, and addresses as links that vouch for nothing."""

from __future__ import annotations

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

REL = "ugc nofollow noopener"
_ADDRESS = re.compile(r"https?://[^\s<>\"'”’]+[^\s<>\"'”’.,;:!?)\]]", re.IGNORECASE)


def body_html(text: str) -> SafeString:
    """Return a published text as HTML."""
    paragraphs = (_linked(part).replace("\n", "<br>") for part in text.split("\n\n"))
    # Every character of the reader's is escaped in _linked.
    return mark_safe("".join(f"<p>{part}</p>" for part in paragraphs))


def _linked(text: str) -> str:
    done, end = [], 0
    for found in _ADDRESS.finditer(text):
        address = escape(found[0])
        done += [escape(text[end : found.start()]), f'<a href="{address}" rel="{REL}">{address}</a>']
        end = found.end()
    return "".join([*done, escape(text[end:])])
