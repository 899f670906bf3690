"""From a title to the beginnings it is found by, and from what is typed to a range of them."""

from __future__ import annotations

from portal.vietnamese.text import fold, same_tone, syllables
from search.streams import same_spelling

WORDS = 14
"""Words of a title it is found from."""
LENGTH = 48
"""Bytes of a beginning."""
QUESTIONS, NAMES, PAGES = b"1", b"2", b"3"
"""The first byte: past questions, things with a name of their own, and pages are looked up apart, so that many
headlines never push out the one movement or decision that is meant.
"""
PAGE_SOURCE = "page:"


def folded(text: str) -> str:
    """Return a text's syllables without accents: "1526/QĐ-TTg" → "1526 qd ttg"."""
    return fold(same_spelling(" ".join(syllables(same_tone(text).lower()))))


def group_of(entry: str) -> bytes:
    """Return in which group an entry is looked up."""
    return PAGES if entry.startswith(PAGE_SOURCE) else NAMES


def beginnings(title: str, group: bytes) -> set[bytes]:
    """Return what a title is found by: itself from each of its first words on. Zeros before numbers are left out."""
    words = folded(title).split()
    found = {" ".join(words[i:])[: LENGTH * 2] for i in range(min(len(words), WORDS))}
    found |= {text.lstrip("0") for text in found if text[0] == "0"} - {""}
    return {group + text.encode()[:LENGTH] for text in found}


def span(prefix: str, group: bytes) -> tuple[bytes, bytes]:
    """Return the first beginning with a prefix, and the first after all of them."""
    start = group + prefix.encode()[:LENGTH]
    return start, start + b"\xff"
