"""What is asked of an index, said once for every engine: small parts that each engine translates into its own query.

:class:`Planner` makes them of a question: one part ranks, a ladder of others decides what counts as found.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import ceil
from typing import TypeAlias

from search import question as asked
from search.engines import base
from search.engines.base import Closeness
from search.engines.fields import FACETS, TEXT, TITLE, facet_term, field_name, filter_field
from search.question import Question

TITLE_BOOST = 0.6
"""A word in the title counts in the text too; this much is added."""
NUMBER_BOOST = 3.0
SENTENCE = 6
"""Questions of more syllables are sentences: their answers hold perhaps half the words."""


@dataclass(frozen=True, slots=True)
class Everything:
    """Every entry."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No entry."""


@dataclass(frozen=True, slots=True)
class Term:
    """Entries with this token in this field, scored by BM25."""

    field: str
    token: str


@dataclass(frozen=True, slots=True)
class Row:
    """Entries with these tokens next to each other, in this order."""

    field: str
    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """The entries with these ids."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Boost:
    """What matches ``part``, its score multiplied."""

    part: Part
    by: float


@dataclass(frozen=True, slots=True)
class AnyOf:
    """What matches one part or more; scores add up. Nothing, when there are no parts."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """What matches every part; scores add up."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """What matches so many of the parts."""

    number: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Excluding:
    """What matches ``part`` and none of the others."""

    part: Part
    without: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What matches ``ranking`` and all demands, scored by the ranking alone."""

    ranking: Part
    demands: tuple[Part, ...]


Part: TypeAlias = Everything | Nothing | Term | Row | Named | Boost | AnyOf | AllOf | AtLeast | Excluding | Narrowed


@dataclass(frozen=True, slots=True)
class Weights:
    """How much the three streams count against each other."""

    exact: float
    folded: float
    pairs: float


def weights_for(question: Question) -> Weights:
    """Return the weights by the form of the question.

    Tuned on data/search_dev and measured on five other sets: with accents, exact syllables lead and folded ones
    forgive; without any, exact ones still tell toneless words (thi) from others (thị).
    """
    if question.accents == 0:
        return Weights(exact=0.2, folded=1.0, pairs=0.6)
    if question.accents < 0.45:
        return Weights(exact=1.0, folded=0.5, pairs=1.0)
    return Weights(exact=1.0, folded=0.3, pairs=0.6)


class Planner:
    """Says what one question asks of an index."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.folded = tuple(dict.fromkeys(question.folded))

    def ranking(self) -> Part:
        """Return the part whose score orders what was found: any token may match, all add up."""
        question, weights = self.question, weights_for(self.question)
        if question.is_empty:
            return self._without_excluded(Everything())
        scored = tuple(
            Boost(Term(field_name(place, stream), token), weight * boost)
            for place, boost in ((TEXT, 1.0), (TITLE, TITLE_BOOST))
            for stream, tokens, weight in (
                ("exact", question.exact, weights.exact),
                ("folded", self.folded, weights.folded),
                ("pairs", question.pairs, weights.pairs),
                ("numbers", question.numbers, NUMBER_BOOST),
            )
            for token in tokens
        )
        return self._without_excluded(AnyOf(scored))

    def ladder(self) -> Iterator[tuple[Closeness, Part]]:
        """Yield what an entry must match to count as found, from the strictest demand to the mildest."""
        for closeness, demand in self._demands():
            yield closeness, self._without_excluded(demand)

    def _demands(self) -> Iterator[tuple[Closeness, Part]]:
        if self.question.is_empty:
            yield Closeness.FULL, Everything()
            return
        words = _terms("folded", self.folded)
        yield Closeness.FULL, self._quoted(self._full())
        yield Closeness.NEAR, self._quoted(_most(words))
        if self.question.phrases:
            yield Closeness.NEAR, self._quoted(Everything())
            yield Closeness.ANY, _most(words)
        # One syllable in common is chance: half the words, or two that stand together.
        some = _at_least(max(2, ceil(len(words) / 2)), words)
        yield Closeness.ANY, AnyOf((some, *_terms("pairs", self.question.pairs)))

    def _full(self) -> Part:
        """Ask for the words, as accented as they were typed, and for some of them side by side.

        Body texts are long, and most hold every common syllable somewhere: without pairs "dien hinh" would count
        each article with "điện" here and "hình" there.
        """
        accented = tuple(
            Term(field_name(TEXT, "exact"), exact) if exact != folded else Term(field_name(TEXT, "folded"), folded)
            for exact, folded in zip(self.question.exact, self.question.folded, strict=True)
        )
        words = _most(accented)
        pairs = _terms("pairs", self.question.pairs)
        if len(self.folded) > SENTENCE:
            found = (words, _at_least(ceil(len(pairs) / 5), pairs))
            return AnyOf((*found, *self._whole_numbers()))
        if pairs:
            words = AllOf((words, _at_least(ceil(len(pairs) / 3), pairs)))
        return AnyOf((words, *self._whole_numbers()))

    def _whole_numbers(self) -> tuple[Part, ...]:
        """A document number with its symbol (a dot inside) is an answer by itself."""
        return _terms("numbers", (one for one in self.question.numbers if one.count(".") > 1))

    def _quoted(self, part: Part) -> Part:
        phrases = tuple(_phrase(phrase) for phrase in self.question.phrases)
        return AllOf((part, *phrases)) if phrases else part

    def _without_excluded(self, part: Part) -> Part:
        excluded = tuple(_phrase(phrase) for phrase in self.question.excluded)
        return Excluding(part, excluded) if excluded else part


def needed(words: int) -> int:
    """Return how many of so many words must be there: Elasticsearch's "3<75% 6<60%"."""
    if words <= 3:
        return words
    return int(words * (0.75 if words <= SENTENCE else 0.6))


def facet_filters(filters: Mapping[str, str]) -> tuple[Part, ...]:
    """Return one part per filter chosen."""
    return tuple(Term(filter_field(name), facet_term(name, value)) for name, value in sorted(filters.items()))


def any_term(terms: Collection[base.Term], kinds: Collection[str] = ()) -> Part:
    """Return what has any of the terms, of these kinds if any are named; all terms weigh alike and add up."""
    ranking = AnyOf(tuple(Term(field_name(TEXT, term.stream), term.token) for term in terms))
    of_kinds = AnyOf(tuple(Term(FACETS, facet_term("kind", kind)) for kind in kinds))
    return Narrowed(ranking, (of_kinds,)) if kinds else ranking


def all_of(demands: Iterable[Part]) -> Part:
    """Return what meets all demands; everything when there are none."""
    parts = tuple(demands)
    return AllOf(parts) if parts else Everything()


def _terms(stream: str, tokens: Iterable[str]) -> tuple[Part, ...]:
    return tuple(Term(field_name(TEXT, stream), token) for token in tokens)


def _phrase(phrase: asked.Phrase) -> Part:
    stream, words = ("exact", phrase.exact) if phrase.accented else ("folded", phrase.folded)
    field = field_name(TEXT, stream)
    return Term(field, words[0]) if len(words) == 1 else Row(field, words)


def _most(terms: tuple[Part, ...]) -> Part:
    return _at_least(needed(len(terms)), terms)


def _at_least(number: int, parts: tuple[Part, ...]) -> Part:
    return AtLeast(number, parts) if parts else Nothing()
