"""Word rules, found as exact syllables of NFC text; a folded likeness is a hint for the moderator and no more.

Taking accents away from Vietnamese makes every second word somebody's insult ("di", "cho", "lon"): rules are compared
as they are written, with accents. Only where the reader himself wrote without accents is the folded form looked at,
and then nothing is held for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import ahocorasick
from django.db.models import F

from news.comments.models import Comment, WordRule
from portal.vietnamese.text import fold, nfc, same_tone, syllables

_STANDS_FOR = r"\S{1,6}"
_MOST_STARS = 3


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as it is compared: its row's id, kind, way and text."""

    pk: int
    kind: str
    match: str
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that a text meets."""

    rule: int
    kind: str
    text: str

    def as_json(self) -> dict[str, Any]:
        """Return what is stored with the comment."""
        return {"rule": self.rule, "kind": self.kind, "text": self.text}


def _spaced(words: list[str]) -> str:
    return f" {' '.join(words)} "


def _compared(text: str) -> list[str]:
    return [same_tone(word).lower() for word in syllables(text)]


def _unaccented(text: str) -> list[str]:
    """Return the syllables; those written with accents stand as one sign that no rule holds."""
    return [fold(word) if word.isascii() else "\N{MIDDLE DOT}" for word in syllables(text)]


def _automaton(entries: list[tuple[str, Rule]]) -> ahocorasick.Automaton:
    made = ahocorasick.Automaton()
    for key, rule in entries:
        made.add_word(key, (key, rule))
    made.make_automaton()
    return made


def _found(automaton: ahocorasick.Automaton, text: str) -> list[tuple[int, str, Rule]]:
    return [(end, key, rule) for end, (key, rule) in automaton.iter(text)] if len(automaton) else []


class Matcher:
    """All rules, ready to be looked for in any number of texts."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        by_syllable = [rule for rule in rules if rule.match == WordRule.Match.SYLLABLES]
        self._syllables = _automaton([(_spaced(_compared(rule.text)), rule) for rule in by_syllable])
        accented = [rule for rule in by_syllable if not rule.text.isascii() and " " in rule.text]
        self._hints = _automaton([(_spaced([fold(word) for word in syllables(rule.text)]), rule) for rule in accented])
        phrases = [rule for rule in rules if rule.match == WordRule.Match.PHRASE]
        self._phrases = _automaton([(nfc(rule.text).lower(), rule) for rule in phrases])
        self._patterns = [(_pattern(rule.text), rule) for rule in rules if rule.match == WordRule.Match.PATTERN]

    def hits(self, text: str) -> list[Hit]:
        """Return the rules a text meets, each once, by id."""
        lower = nfc(text).lower()
        rules = [rule for _end, _key, rule in _found(self._syllables, _spaced(_compared(text)))]
        rules += [rule for end, key, rule in _found(self._phrases, lower) if _stands_alone(lower, end, key)]
        rules += [rule for pattern, rule in self._patterns if pattern.search(lower)]
        once = {rule.pk: Hit(rule.pk, rule.kind, rule.text) for rule in rules}
        return [once[pk] for pk in sorted(once)]

    def hints(self, text: str) -> list[str]:
        """Return the rules whose words stand in the text without their accents."""
        return sorted({rule.text for _end, _key, rule in _found(self._hints, _spaced(_unaccented(text)))})


def _pattern(text: str) -> re.Pattern[str]:
    """Return the expression of a rule with stars; each stands for one to six signs within a word."""
    parts = [re.escape(part) for part in text.split("*", _MOST_STARS)]
    return re.compile(rf"(?<!\w){_STANDS_FOR.join(parts)}(?!\w)")


def _stands_alone(text: str, end: int, key: str) -> bool:
    """Tell whether a phrase ending at an index is no part of a longer word."""
    start = end - len(key) + 1
    before = start > 0 and text[start - 1].isalnum() and key[0].isalnum()
    after = end + 1 < len(text) and text[end + 1].isalnum() and key[-1].isalnum()
    return not (before or after)


@lru_cache(maxsize=2)
def _matcher(rules: tuple[Rule, ...]) -> Matcher:
    return Matcher(rules)


def matcher() -> Matcher:
    """Return the rules in force: read each time, made ready anew only when one has changed."""
    rows = WordRule.objects.filter(active=True).order_by("pk").values_list("pk", "kind", "match", "text")
    return _matcher(tuple(Rule(*row) for row in rows))


def count_hits(hits: list[Hit]) -> None:
    """Count that a reader's text met rules; once for each text he sends."""
    WordRule.objects.filter(pk__in=[hit.rule for hit in hits]).update(hits=F("hits") + 1)


def count_false_hits(comment: Comment, by: int = 1) -> None:
    """Count that the rules a reader's text met were wrong about it; ``by`` -1: that they were not after all."""
    # Answers of the office are no hits in the first place.
    if not comment.badge:
        rules = {hit["rule"] for hit in comment.word_hits}
        WordRule.objects.filter(pk__in=rules).update(false_hits=F("false_hits") + by)
