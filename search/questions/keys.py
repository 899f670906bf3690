"""The form in which questions are compared, and which questions are never kept."""

from __future__ import annotations

import re

from portal.vietnamese.text import squash
from search.question import Question
from search.suggestions.beginnings import folded

LONGEST = 120
"""Characters of a question that may be kept; who types more is telling something."""
MOST_WORDS = 14
# Telephone and identity numbers, however they are grouped; a date or a document's number is shorter or has letters.
_DIGITS = re.compile(r"\d(?:[\s.\-()]{0,2}\d){8,}")
_DATE = re.compile(r"(?<!\d)\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?\d{4}(?!\d)")
_ADDRESSES = re.compile(r"@|https?:|www\.|\.(?:com|vn|net|org)\b", re.IGNORECASE)
# "số nhà 12 ngõ 34": where somebody lives; an account, a card.
_PRIVATE = re.compile(r"\b(?:cccd|cmnd|can cuoc so|so nha|ngo \d|so dien thoai|sdt|stk|so tai khoan|mat khau)\b")


def key_of(text: str) -> str:
    """Return what questions are compared by: "Thi đua, KHEN thưởng" and "thi dua khen thuong" are one."""
    return folded(squash(text))[:LONGEST].strip()


def may_be_kept(question: Question) -> bool:
    """Tell whether a question may be counted: short words, no number or address that may be somebody's."""
    text = question.text
    if question.is_empty or question.cut or len(text) > LONGEST or len(text.split()) > MOST_WORDS:
        return False
    key = key_of(text)
    if len(key) < 2 or _ADDRESSES.search(text) or _PRIVATE.search(key):
        return False
    return not _DIGITS.search(_DATE.sub(" ", text))
