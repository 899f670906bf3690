"""From the parts of a plan to Tantivy's queries."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatchmethod

import tantivy
from tantivy import Occur, Query

from search.engines import plan
from search.engines.documents import index_option


class QueryMaker:
    """Makes queries against one schema."""

    def __init__(self, schema: tantivy.Schema) -> None:
        self.schema = schema

    @singledispatchmethod
    def query(self, part: plan.Part) -> Query:
        """Return a part as a query."""
        raise TypeError(part)

    @query.register
    def _everything(self, part: plan.Everything) -> Query:
        return Query.all_query()

    @query.register
    def _nothing(self, part: plan.Nothing) -> Query:
        return Query.empty_query()

    @query.register
    def _term(self, part: plan.Term) -> Query:
        return Query.term_query(self.schema, part.field, part.token, index_option(part.field))

    @query.register
    def _row(self, part: plan.Row) -> Query:
        return Query.phrase_query(self.schema, part.field, list(part.tokens))

    @query.register
    def _named(self, part: plan.Named) -> Query:
        return Query.term_set_query(self.schema, "id", list(part.ids))

    @query.register
    def _boost(self, part: plan.Boost) -> Query:
        return Query.boost_query(self.query(part.part), part.by)

    @query.register
    def _any_of(self, part: plan.AnyOf) -> Query:
        return Query.boolean_query(self._each(Occur.Should, part.parts))

    @query.register
    def _all_of(self, part: plan.AllOf) -> Query:
        return Query.boolean_query(self._each(Occur.Must, part.parts))

    @query.register
    def _at_least(self, part: plan.AtLeast) -> Query:
        return Query.boolean_query(self._each(Occur.Should, part.parts), minimum_number_should_match=part.number)

    @query.register
    def _excluding(self, part: plan.Excluding) -> Query:
        without = self._each(Occur.MustNot, part.without)
        return Query.boolean_query([(Occur.Must, self.query(part.part)), *without])

    @query.register
    def _narrowed(self, part: plan.Narrowed) -> Query:
        demands = ((Occur.Must, Query.const_score_query(self.query(demand), 0.0)) for demand in part.demands)
        occur = Occur.Should if part.unranked else Occur.Must
        return Query.boolean_query([(occur, self.query(part.ranking)), *demands])

    @query.register
    def _refined(self, part: plan.Refined) -> Query:
        return self.query(plan.AnyOf((part.part, part.more)))

    def counting(self, few: plan.Part, parts: Iterable[plan.Part]) -> Query:
        """Return a query for what matches ``few``, scored by how many of the parts it matches."""
        ones = ((Occur.Should, Query.const_score_query(self.query(part), 1.0)) for part in parts)
        return Query.boolean_query([(Occur.Must, Query.const_score_query(self.query(few), 0.0)), *ones])

    def _each(self, occur: Occur, parts: Iterable[plan.Part]) -> list[tuple[Occur, Query]]:
        return [(occur, self.query(part)) for part in parts]
