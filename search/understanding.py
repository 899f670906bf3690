"""From what was typed to a question that also holds what was meant: slips, abbreviations, keys of typing methods."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from portal.vietnamese.text import fold
from portal.vietnamese.typed import residue
from search.engines.base import Engine, IndexUnavailable, Term
from search.lexicon import kept
from search.lexicon.abbreviations import Abbreviations
from search.lexicon.words import Words
from search.question import Alternative, Question, parse

MOST_SLIPS = 3
"""Unknown words of one question that are looked for among the known ones."""
MOST_ALTERNATIVES = 24


def understand(
    typed: str, engine: Engine, words: Words | None = None, abbreviations: Abbreviations | None = None
) -> Question:
    """Return the question in what was typed, with alternatives for its words.

    ``words`` and ``abbreviations`` are the portal's own unless given. The engine is asked only about words the
    vocabulary does not know: a slip is what stands in no text.
    """
    question = parse(typed)
    if question.is_empty:
        return question
    words = kept.words() if words is None else words
    abbreviations = kept.abbreviations() if abbreviations is None else abbreviations
    found = [
        *_keys(question),
        *_abbreviated(question, abbreviations),
        *_slips(question, words, engine),
    ]
    return replace(question, alternatives=tuple(found[:MOST_ALTERNATIVES]))


def _keys(question: Question) -> Iterator[Alternative]:
    """Yield what keys of Telex or VNI were left of; neighbours that were both are decoded both."""
    decoded = [residue(word) or word for word in question.typed]
    for at, (word, meant) in enumerate(zip(question.typed, decoded, strict=True)):
        if meant != word:
            yield _alternative(question.typed, at, at + 1, (meant,), decoded)


def _abbreviated(question: Question, abbreviations: Abbreviations) -> Iterator[Alternative]:
    for start, end, other in abbreviations.found(question.typed, question.text):
        yield _alternative(question.typed, start, end, other)


def _slips(question: Question, words: Words, engine: Engine) -> Iterator[Alternative]:
    folded = [fold(word) for word in question.typed]
    unknown = [
        at
        for at, word in enumerate(folded)
        if not words.knows(word) and words.near(word) and residue(question.typed[at]) is None
    ][:MOST_SLIPS]
    if not unknown:
        return
    try:
        counts = engine.frequencies([Term("folded", folded[at]) for at in unknown]).counts
    except IndexUnavailable:
        return
    for at in unknown:
        if counts.get(Term("folded", folded[at]), 0):
            continue
        before = folded[at - 1] if at else ""
        after = folded[at + 1] if at + 1 < len(folded) else ""
        for near in words.near(folded[at], before, after):
            yield _alternative(question.typed, at, at + 1, (near,))


def _alternative(
    typed: Sequence[str], start: int, end: int, exact: tuple[str, ...], around: Sequence[str] | None = None
) -> Alternative:
    """Return an alternative for ``typed[start:end]``, paired with its neighbours as they stand in ``around``."""
    around = typed if around is None else around
    row = [*around[max(0, start - 1) : start], *exact, *around[end : end + 1]]
    pairs = tuple(f"{left}_{right}" for left, right in pairwise(map(fold, row)))
    return Alternative(tuple(typed[start:end]), exact, tuple(map(fold, exact)), pairs)
