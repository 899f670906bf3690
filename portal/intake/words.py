"""Text as readers send it, made safe to store: whole, in NFC, without what cannot be seen, or refused in words."""

from __future__ import annotations

import re
import unicodedata

from django.utils.translation import gettext as _

from portal.vietnamese.text import nfc, normalise

MARKS = 3
"""Combining marks on one letter; Vietnamese needs two when decomposed, none in NFC."""

# Composing never makes a text longer, and nothing honest loses three characters of four in cleaning.
_SPARE = 4
# Half a pair, or the sign Django puts where bytes were none: broken on the way, or by a program.
_BROKEN = re.compile("[\ud800-\udfff\ufffd]")
# U+FFFE and its like are no characters: XML may not hold them.
_NO_CHARACTER = re.compile("[\ufdd0-\ufdef\ufffe\uffff\U0001fffe\U0001ffff\U0010fffe\U0010ffff]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_SPACES = re.compile(r"[ ]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


class Refused(Exception):
    """A text that is not taken; the message says why, in Vietnamese. ``broken``: no honest client sends such a text."""

    def __init__(self, message: str, *, broken: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.broken = broken


def clean(raw: object, *, most: int, least: int = 0, lines: bool = True) -> str:
    """Return a reader's text as it may be stored: plain text in NFC of ``least`` to ``most`` characters.

    Control, bidirectional, zero-width and NUL characters are taken out, more than three combining marks on a letter
    cut off, odd spaces made plain. With ``lines`` line breaks stay, two in a row at most; without, they become spaces.
    Markup is text like any other. Raises :class:`Refused`.
    """
    if not isinstance(raw, str) or _BROKEN.search(raw):
        raise Refused(_("Nội dung có ký tự hỏng, không đọc được. Xin gõ lại."), broken=True)
    if len(raw) > most * _SPARE + 200:
        raise Refused(_too_long(len(raw), most))
    text = few_marks(_NO_CHARACTER.sub("", normalise(raw)))
    text = _laid_out(text) if lines else " ".join(text.split())
    if len(text) > most:
        raise Refused(_too_long(len(text), most))
    if len(text) < least:
        raise Refused(_too_short(text, least))
    return text


def _too_long(now: int, most: int) -> str:
    return _("Dài quá: %(now)s ký tự, tối đa %(most)s. Xin rút gọn.") % {"now": now, "most": most}


def _too_short(text: str, least: int) -> str:
    if not text:
        return _("Xin điền vào đây.")
    return _("Ngắn quá, cần ít nhất %(least)s ký tự.") % {"least": least}


def few_marks(text: str) -> str:
    """Return NFC text with at most three combining marks after one another."""
    if not _NOT_ASCII.search(text):
        return text
    kept: list[str] = []
    run = 0
    for char in text:
        run = run + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if run <= MARKS:
            kept.append(char)
    return nfc("".join(kept))


def _laid_out(text: str) -> str:
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def count_links(text: str) -> int:
    """Return how many web addresses a text names."""
    return len(_LINK.findall(text))
