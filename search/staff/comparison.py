"""What the staff's search falls back on without an index: comparing in the database, blind to accents and capitals.

Wagtail's plain database backend compares with LIKE: "dien hinh" finds nothing, and on SQLite not even "đại hội"
finds "Đại hội". Here each letter asked for becomes the set of all its Vietnamese forms in a regular expression, which
SQLite and PostgreSQL both understand. It reads every row, so it grows with the site.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django.db.models import Q
from modelsearch.backends.database.fallback import (
    MATCH_NONE,
    DatabaseSearchQueryCompiler,
)
from modelsearch.query import Phrase, PlainText

from portal.vietnamese.text import fold, squash

MAX_WORDS = 12
MAX_LETTERS = 40
_VOWEL_MARKS = ("", "\u0302", "\u0306", "\u031b")
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")


def _forms() -> dict[str, str]:
    """Return, for each plain letter with marked forms, a character class of all of them, small and capital."""
    forms = {"d": "dđ"}
    for letter in "aeiouy":
        made = (unicodedata.normalize("NFC", letter + mark + tone) for mark in _VOWEL_MARKS for tone in _TONES)
        forms[letter] = "".join(dict.fromkeys(form for form in made if len(form) == 1))
    return {letter: f"[{written}{written.upper()}]" for letter, written in forms.items()}


_CLASSES = _forms()


def accent_blind(text: str) -> str:
    """Return a regular expression for ``text`` with any accents, anywhere in a value."""
    return "".join(
        _CLASSES.get(letter) or (r"\s+" if letter == " " else re.escape(letter))
        for letter in fold(squash(text))[:MAX_LETTERS]
    )


class ComparingQueryCompiler(DatabaseSearchQueryCompiler):
    """Matches every word of a question somewhere in the searched fields."""

    def build_single_term_filter(self, term: str) -> Q:
        """Return a condition for one word."""
        pattern = accent_blind(term)
        found = Q()
        for name in self.fields_names:
            found |= Q(**{f"{name}__iregex": pattern})
        return found

    def build_database_filter(self, query: Any, boost: float = 1.0) -> Any:
        """Return a condition for a question; one without any word finds nothing."""
        if isinstance(query, PlainText):
            words = squash(query.query_string.replace('"', " ")).split()[:MAX_WORDS]
            if not words:
                return MATCH_NONE
            return super().build_database_filter(PlainText(" ".join(words), operator=query.operator), boost)
        if isinstance(query, Phrase):
            return self.build_single_term_filter(query.query_string) if squash(query.query_string) else MATCH_NONE
        return super().build_database_filter(query, boost)
