"""From a question to the parts of a plan: one part ranks, a ladder of others decides what counts as found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import ceil
from typing import TypeAlias

from portal.vietnamese.text import fold
from search import question as asked
from search.engines.base import Closeness
from search.engines.fields import TEXT, TITLE, field_name
from search.engines.plan import (
    AllOf,
    AnyOf,
    AtLeast,
    Boost,
    Everything,
    Excluding,
    Nothing,
    Part,
    Refined,
    Row,
    Term,
    all_of,
)
from search.question import Alternative, Question

TITLE_BOOST = 0.6
"""A word in the title counts in the text too; this much is added."""
NUMBER_BOOST = 3.0
SENTENCE = 6
"""Questions of more syllables are sentences: their answers hold perhaps half the words."""
LEAST_FOLDED = 1.0
"""What a word guessed counts without its accents: nobody typed them."""
ASKING = 0.1
ASKING_PAIR = 0.3
"""What a word that only asks (gì, nào) and a pair with it count: a text that repeats it answers no better."""


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
        weighed = self._weighed()
        # What counts as found must have a place in the order, if only by what was demanded of it.
        demanded = tuple(Boost(term, weights.folded) for term in _terms("folded", question.demanded))
        if len(self.folded) <= SENTENCE:
            scored = _boosted(TEXT, weighed) + _boosted(TITLE, weighed, TITLE_BOOST)
            return self._without_excluded(AnyOf(scored + demanded))
        # Of so many words, two streams find the best, and the third and the titles put them in order.
        leading, lighter = _apart(weighed, "exact" if weights.exact < weights.folded else "folded")
        in_title = _boosted(TITLE, _in_one_stream(weighed, weights), TITLE_BOOST)
        refined = Refined(AnyOf(_boosted(TEXT, leading) + demanded), AnyOf(_boosted(TEXT, lighter) + in_title))
        return self._without_excluded(refined)

    def _weighed(self) -> dict[tuple[str, str], float]:
        """Return the tokens that are looked for, each with its stream, and what it counts."""
        question, weights = self.question, weights_for(self.question)
        found: dict[tuple[str, str], float] = {}
        asking = {fold(word) for word in question.asking}
        for exact, folded in zip(question.exact, question.folded, strict=True):
            by = ASKING if exact in question.asking else 1.0
            found["exact", exact] = weights.exact * by
            found["folded", folded] = max(found.get(("folded", folded), 0.0), weights.folded * by)
        for pair in question.pairs:
            found["pairs", pair] = weights.pairs * (1.0 if asking.isdisjoint(pair.split("_")) else ASKING_PAIR)
        found |= {("numbers", number): NUMBER_BOOST for number in question.numbers}
        for other in question.alternatives:
            for key, weight in _weighed_alternative(other, weights):
                found[key] = max(found.get(key, 0.0), weight)
        return found

    def ladder(self) -> Iterator[tuple[Closeness, Part]]:
        """Yield what an entry must match to count as found, from the strictest demand to the mildest."""
        for closeness, demand in self._demands():
            yield closeness, self._without_excluded(demand)

    def _demands(self) -> Iterator[tuple[Closeness, Part]]:
        if self.question.is_empty:
            yield Closeness.FULL, Everything()
            return
        if self.question.demanded:
            demanded = _terms("folded", self.question.demanded)
            yield Closeness.FULL, self._quoted(_at_least(self.question.least or len(demanded), demanded))
            return
        words = self._words(accented=False)
        yield Closeness.FULL, self._quoted(self._full())
        yield Closeness.NEAR, self._quoted(_most(words))
        if self.question.phrases:
            yield Closeness.NEAR, self._quoted(Everything())
            yield Closeness.ANY, _most(words)
        # One syllable in common is chance: half the words, or two that stand together.
        some = _at_least(max(2, ceil(len(words) / 2)), words)
        yield Closeness.ANY, AnyOf((some, *self._pairs()))

    def _full(self) -> Part:
        """Ask for the words, as accented as they were typed, and for some of them side by side.

        Body texts are long, and most hold every common syllable somewhere: without pairs "dien hinh" would count
        each article with "điện" here and "hình" there.
        """
        words = _most(self._words(accented=True))
        pairs = self._pairs()
        if len(self.folded) > SENTENCE:
            found = (words, _at_least(ceil(len(pairs) / 5), pairs))
            return AnyOf((*found, *self._whole_numbers()))
        if pairs:
            words = AllOf((words, _at_least(ceil(len(pairs) / 3), pairs)))
        return AnyOf((words, *self._whole_numbers()))

    def _words(self, *, accented: bool) -> tuple[Part, ...]:
        """Return a demand for each word, or for what may stand in its place; words that only ask demand nothing."""
        question = self.question
        asking = question.asking if len(question.asking) < len(question.exact) else frozenset()
        demands: dict[str, Part] = {}
        for exact, folded in zip(question.exact, question.folded, strict=True):
            if exact in asking:
                continue
            marked = accented and exact != folded
            word = Term(field_name(TEXT, "exact" if marked else "folded"), exact if marked else folded)
            others = [_whole(other) for other in question.alternatives if exact in other.replaces]
            demands[word.token] = AnyOf((word, *others)) if others else word
        return tuple(demands.values())

    def _pairs(self) -> tuple[Part, ...]:
        """Return a demand for each pair, or for what may stand in the place of one of its words."""
        demands: list[Part] = []
        for pair in self.question.pairs:
            sides = set(pair.split("_"))
            others = [other for other in self.question.alternatives if not sides.isdisjoint(map(fold, other.replaces))]
            term = Term(field_name(TEXT, "pairs"), pair)
            demands.append(AnyOf((term, *map(_whole, others))) if others else term)
        return tuple(demands)

    def _whole_numbers(self) -> tuple[Part, ...]:
        """A document number with its symbol (a dot inside), or a day, is an answer by itself."""
        return _terms("numbers", (one for one in self.question.numbers if one.count(".") > 1 or one[:2] == "d."))

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


Weighed: TypeAlias = Mapping[tuple[str, str], float]
"""Stream and token, and what that counts."""


def _boosted(place: str, weighed: Weighed, by: float = 1.0) -> tuple[Part, ...]:
    return tuple(
        Boost(Term(field_name(place, stream), token), weight * by) for (stream, token), weight in weighed.items()
    )


def _apart(weighed: Weighed, stream: str) -> tuple[Weighed, Weighed]:
    """Return what is in other streams, and what is in this one."""
    others = {key: weight for key, weight in weighed.items() if key[0] != stream}
    return others, {key: weight for key, weight in weighed.items() if key[0] == stream}


def _in_one_stream(weighed: Weighed, weights: Weights) -> Weighed:
    """Return what is looked for in the titles of a sentence: folded syllables, with the weight of all three streams.

    So long a question tells titles apart by them alone (MRR@10 on data/search_dev the same to 0.0004), and an engine
    has forty things less to look for.
    """
    by = (weights.exact + weights.folded + weights.pairs) / weights.folded
    return {
        (stream, token): weight * by if stream == "folded" else weight
        for (stream, token), weight in weighed.items()
        if stream in ("folded", "numbers")
    }


def _weighed_alternative(other: Alternative, weights: Weights) -> Iterator[tuple[tuple[str, str], float]]:
    for exact, folded in zip(other.exact, other.folded, strict=True):
        if exact != folded:
            yield ("exact", exact), weights.exact * other.weight
        yield ("folded", folded), max(weights.folded, LEAST_FOLDED) * other.weight
    for pair in other.pairs:
        yield ("pairs", pair), weights.pairs * other.weight


def _whole(other: Alternative) -> Part:
    """Return the demand for all of an alternative: its words side by side."""
    pairs = _terms("pairs", other.inner_pairs)
    return all_of(pairs or _terms("folded", other.folded))


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
