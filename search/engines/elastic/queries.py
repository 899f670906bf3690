"""From the parts of a plan to Elasticsearch's queries."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch

from elasticsearch_dsl.query import (
    Bool,
    ConstantScore,
    Ids,
    MatchAll,
    MatchNone,
    MatchPhrase,
    Query,
)
from elasticsearch_dsl.query import Term as TermQuery

from search.engines import plan


@singledispatch
def query(part: plan.Part) -> Query:
    """Return a part as a query."""
    raise TypeError(part)


@query.register
def _everything(part: plan.Everything) -> Query:
    return MatchAll()


@query.register
def _nothing(part: plan.Nothing) -> Query:
    return MatchNone()


@query.register
def _term(part: plan.Term) -> Query:
    return TermQuery(**{part.field: {"value": part.token}})


@query.register
def _row(part: plan.Row) -> Query:
    return MatchPhrase(**{part.field: {"query": " ".join(part.tokens)}})


@query.register
def _named(part: plan.Named) -> Query:
    return Ids(values=list(part.ids))


@query.register
def _boost(part: plan.Boost) -> Query:
    if isinstance(part.part, plan.Term):
        return TermQuery(**{part.part.field: {"value": part.part.token, "boost": part.by}})
    return Bool(must=[query(part.part)], boost=part.by)


@query.register
def _any_of(part: plan.AnyOf) -> Query:
    # A query without a single clause would match everything.
    return Bool(should=_each(part.parts), minimum_should_match=1) if part.parts else MatchNone()


@query.register
def _all_of(part: plan.AllOf) -> Query:
    return Bool(must=_each(part.parts))


@query.register
def _at_least(part: plan.AtLeast) -> Query:
    return Bool(should=_each(part.parts), minimum_should_match=part.number)


@query.register
def _excluding(part: plan.Excluding) -> Query:
    return Bool(must=[query(part.part)], must_not=_each(part.without))


@query.register
def _narrowed(part: plan.Narrowed) -> Query:
    ranking = [query(part.ranking)]
    demands = _each(part.demands)
    return Bool(should=ranking, filter=demands) if part.unranked else Bool(must=ranking, filter=demands)


@query.register
def _refined(part: plan.Refined) -> Query:
    return query(plan.AnyOf((part.part, part.more)))


def only_matching(part: plan.Part) -> Query:
    """Return a part as a query that spends nothing on scores."""
    return ConstantScore(filter=query(part))


def _each(parts: Iterable[plan.Part]) -> list[Query]:
    return [query(part) for part in parts]
