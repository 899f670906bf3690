""" "Có phải bạn muốn tìm": accents put back, slips and keys of typing methods mended, from the index's own words."""

from __future__ import annotations

import re

from portal.vietnamese.text import fold, same_tone
from portal.vietnamese.typed import residue
from search.lexicon import kept
from search.lexicon.words import Words
from search.question import Question
from search.streams import same_spelling

MOST_SYLLABLES = 24
ACCENTED = 0.5
"""The share of marked syllables from which a question counts as typed with accents: what has none needs none."""
_RUN = re.compile(r"\w+")


def suggest(question: Question, words: Words | None = None) -> str | None:
    """Return a better way to type the question, or None when it is typed well or nobody can tell.

    What was typed with accents stays unless no text has it; numbers, names in quotation marks and signs stay.
    """
    words = kept.words() if words is None else words
    if not words.entries or not 0 < len(question.typed) <= MOST_SYLLABLES:
        return None
    runs = [match for match in _RUN.finditer(question.text) if "_" not in match[0]]
    typed = [same_spelling(same_tone(match[0]).lower()) for match in runs]
    accented = question.accents >= ACCENTED
    candidates = [_candidates(word, words, accented) for word in typed]
    if not runs or any(not one for one in candidates):
        return None
    meant = words.accented(candidates)
    if meant == typed:
        return None
    parts, at = [], 0
    for match, word, better in zip(runs, typed, meant, strict=True):
        parts += [question.text[at : match.start()], match[0] if word == better else _cased(better, match[0])]
        at = match.end()
    return "".join([*parts, question.text[at:]])


def _candidates(word: str, words: Words, accented: bool) -> list[str]:
    """Return what a word may have been meant to be; nothing when nobody can tell."""
    if not word.isalpha():
        return [word]
    if word in words.spelt and (accented or word != fold(word)):
        return [word]
    decoded = residue(word)
    if decoded:
        return [decoded]
    folded = fold(word)
    if words.knows(folded):
        return words.spellings(folded)
    near = words.near(folded)
    return [spelling for one in near for spelling in words.spellings(one)[:4]]


def _cased(word: str, like: str) -> str:
    """Return a word in the capitals of another."""
    if like.isupper() and len(like) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if like[:1].isupper() else word
