"""From a question to Tantivy queries: one that ranks, and three that decide what counts as found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil

import tantivy
from tantivy import Occur, Query

from search.engines.base import Closeness, Term
from search.engines.documents import TEXT, TITLE, facet_term, filter_field, index_option
from search.question import Phrase, Question

TITLE_BOOST = 0.6
"""A word in the title counts in the text too; this much is added."""
NUMBER_BOOST = 3.0
SENTENCE = 6
"""Questions of more syllables are sentences: their answers hold perhaps half the words."""


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


class QueryMaker:
    """Makes the queries of one question against one schema."""

    def __init__(self, schema: tantivy.Schema, question: Question) -> None:
        self.schema = schema
        self.question = question
        self.folded = tuple(dict.fromkeys(question.folded))

    def ranking(self) -> Query:
        """Return the query whose score orders what was found: any token may match, all add up."""
        question, weights = self.question, weights_for(self.question)
        scored = [
            self._boosted(place, stream, token, weight * boost)
            for place, boost in ((TEXT, 1.0), (TITLE, TITLE_BOOST))
            for stream, tokens, weight in (
                ("exact", question.exact, weights.exact),
                ("folded", self.folded, weights.folded),
                ("pairs", question.pairs, weights.pairs),
                ("numbers", question.numbers, NUMBER_BOOST),
            )
            for token in tokens
        ]
        return _any(scored)

    def filters(self) -> Iterable[tuple[Closeness, Query]]:
        """Yield what an entry must match to count as found, from the strictest demand to the mildest."""
        words = self._terms("folded", self.folded)
        yield Closeness.FULL, self._quoted(self._full())
        yield Closeness.NEAR, self._quoted(self._most(words))
        if self.question.phrases:
            yield Closeness.NEAR, self._quoted(Query.all_query())
            yield Closeness.ANY, self._most(words)
        # One syllable in common is chance: half the words, or two that stand together.
        some = _at_least(max(2, ceil(len(words) / 2)), words)
        yield Closeness.ANY, _any([some, *self._terms("pairs", self.question.pairs)])

    def _full(self) -> Query:
        """Ask for the words, as accented as they were typed, and for some of them side by side.

        Body texts are long, and most hold every common syllable somewhere: without pairs "dien hinh" would count
        each article with "điện" here and "hình" there.
        """
        accented = [
            self._term(TEXT, "exact" if exact != folded else "folded", exact if exact != folded else folded)
            for exact, folded in zip(self.question.exact, self.question.folded, strict=True)
        ]
        words = self._most(accented)
        pairs = self._terms("pairs", self.question.pairs)
        if len(self.folded) > SENTENCE:
            found = [words, _at_least(ceil(len(pairs) / 5), pairs)]
            return _any([*found, *self._whole_numbers()])
        if pairs:
            words = _all([words, _at_least(ceil(len(pairs) / 3), pairs)])
        return _any([words, *self._whole_numbers()])

    def _most(self, terms: list[Query]) -> Query:
        return _at_least(needed(len(terms)), terms)

    def _whole_numbers(self) -> list[Query]:
        """A document number with its symbol (a dot inside) is an answer by itself."""
        whole = [one for one in self.question.numbers if one.count(".") > 1]
        return self._terms("numbers", whole)

    def _quoted(self, query: Query) -> Query:
        phrases = [self._phrase(phrase) for phrase in self.question.phrases]
        return _all([query, *phrases]) if phrases else query

    def _phrase(self, phrase: Phrase) -> Query:
        stream, words = ("exact", phrase.exact) if phrase.accented else ("folded", phrase.folded)
        if len(words) == 1:
            return self._term(TEXT, stream, words[0])
        return Query.phrase_query(self.schema, f"{TEXT}_{stream}", list(words))

    def _terms(self, stream: str, tokens: Iterable[str]) -> list[Query]:
        return [self._term(TEXT, stream, token) for token in tokens]

    def _term(self, place: str, stream: str, token: str) -> Query:
        field = f"{place}_{stream}"
        return Query.term_query(self.schema, field, token, index_option(field))

    def _boosted(self, place: str, stream: str, token: str, weight: float) -> Query:
        return Query.boost_query(self._term(place, stream, token), weight)


def needed(words: int) -> int:
    """Return how many of so many words must be there: Elasticsearch's "3<75% 6<60%"."""
    if words <= 3:
        return words
    return int(words * (0.75 if words <= SENTENCE else 0.6))


def facet_filters(schema: tantivy.Schema, filters: Mapping[str, str]) -> list[Query]:
    """Return one query per filter chosen."""
    return [
        Query.term_query(schema, filter_field(name), facet_term(name, value), "basic")
        for name, value in sorted(filters.items())
    ]


def of_kinds(schema: tantivy.Schema, kinds: Iterable[str]) -> Query:
    """Return a query for entries of these kinds."""
    return _any([Query.term_query(schema, "facets", facet_term("kind", kind), "basic") for kind in sorted(kinds)])


def any_term(schema: tantivy.Schema, terms: Iterable[Term]) -> Query:
    """Return a query whose score adds up the terms an entry holds."""
    fields = [(f"{TEXT}_{stream}", token) for stream, token in terms]
    return _any([Query.term_query(schema, field, token, index_option(field)) for field, token in fields])


def narrowed(ranking: Query, demands: Iterable[Query]) -> Query:
    """Return ``ranking`` over what meets all demands, which add nothing to the score."""
    return Query.boolean_query(
        [(Occur.Must, ranking), *((Occur.Must, Query.const_score_query(demand, 0.0)) for demand in demands)]
    )


def both(demands: list[Query]) -> Query:
    """Return what meets all demands; everything when there are none."""
    return _all(demands) if demands else Query.all_query()


def _any(queries: list[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _all(queries: list[Query]) -> Query:
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def _at_least(number: int, queries: list[Query]) -> Query:
    if not queries:
        return Query.empty_query()
    return Query.boolean_query([(Occur.Should, query) for query in queries], minimum_number_should_match=number)
