"""Asking the server: the parts of a plan answered by the index behind an alias."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch_dsl import A, MultiSearch, Search
from elasticsearch_dsl.query import ConstantScore, Query

from search.engines.answer import FACET_VALUES, TOO_COMMON, Ahead, Tally
from search.engines.base import Hit
from search.engines.elastic.errors import translated
from search.engines.elastic.queries import only_matching, query
from search.engines.fields import FACETS
from search.engines.plan import REFINED, Part, in_two
from search.entry import from_stored

FIRST_PAGE = 10
"""Hits fetched along with the first question."""
DEEPEST = 10_000
"""The server's own limit of offset and limit together."""
MET = "met"
"""How the server names, in a hit, the demand it meets."""


class Asking:
    """Answers parts of a plan (see ``engines.answer.Executor``)."""

    def __init__(self, client: Elasticsearch, index: str) -> None:
        self._client, self._index = client, index
        self._tallies: dict[Part, Tally] = {}
        self._ahead: tuple[Part, bool, list[Hit]] | None = None

    def search(self, plan: Part, limit: int, offset: int = 0, *, newest_first: bool = False) -> list[Hit]:
        """Return what matches: the highest score first, or the newest."""
        limit = min(limit, DEEPEST - offset)
        if limit <= 0:
            return []
        if self._ahead and self._ahead[:2] == (plan, newest_first) and offset + limit <= FIRST_PAGE:
            return self._ahead[2][offset : offset + limit]
        with translated():
            return _hits(self._search(plan, limit, offset, newest_first=newest_first).execute().to_dict())

    def opening(
        self, ranking: Part | None, limit: int, demands: Sequence[Part], ahead: Ahead | None = None
    ) -> tuple[list[Hit], int | None]:
        """Return the best by ``ranking``, and the place of the first demand that any entry meets."""
        if ranking is None:
            return [], self._first_met(demands, ahead)
        # Nearly always one of the best meets the first demand; the server says so along with them.
        with translated():
            best = self._search(ranking, limit, noting=demands[0] if demands else None).execute().to_dict()
        met_at_once = any(MET in hit.get("matched_queries", ()) for hit in best["hits"]["hits"])
        return _hits(best), 0 if met_at_once else self._first_met(demands, None)

    def _first_met(self, demands: Sequence[Part], ahead: Ahead | None) -> int | None:
        """Return the place of the first demand that any entry meets.

        All are asked at once, the first page and its counts along with them: most questions cost one way to the server.
        """
        asked: dict[str, Search] = {}
        if ahead is not None:
            asked["page"] = self._search(ahead.page, FIRST_PAGE, newest_first=ahead.newest_first)
            asked["counted"] = self._tallying(ahead.counted)
        # A demand alone is met or nothing is.
        asked |= {f"demand {place}": self._any(demand) for place, demand in enumerate(demands) if len(demands) > 1}
        if not asked:
            return 0 if demands else None
        together = MultiSearch(using=self._client, index=self._index)
        for search in asked.values():
            together = together.add(search)
        with translated():
            answers = dict(zip(asked, (one.to_dict() for one in together.execute()), strict=True))
        if ahead is not None:
            self._ahead = (ahead.page, ahead.newest_first, _hits(answers["page"]))
            self._tallies[ahead.counted] = _tally(answers["counted"])
        places = (
            place
            for place in range(len(demands))
            if len(demands) == 1 or answers[f"demand {place}"]["hits"]["total"]["value"]
        )
        return next(places, None)

    def ranked(self, plan: Part, limit: int, total: int) -> list[tuple[int, float]]:
        """Return key and score of the best, or of the newest."""
        common = total > limit * TOO_COMMON
        search = (
            self._bare().source(False)[0 : min(limit, DEEPEST)].extra(docvalue_fields=["key"], track_total_hits=False)
        )
        search = search.query(only_matching(plan)).sort("-key") if common else search.query(query(plan))
        with translated():
            hits = search.execute().to_dict()["hits"]["hits"]
        return [(hit["fields"]["key"][0], float(hit["_score"] or 0)) for hit in hits]

    def tally(self, plan: Part) -> Tally:
        """Return the counts of what matches: of all, and of every value of every facet, in one pass."""
        if plan not in self._tallies:
            with translated():
                self._tallies[plan] = _tally(self._tallying(plan).execute().to_dict())
        return self._tallies[plan]

    def _tallying(self, plan: Part) -> Search:
        search = self._bare().query(only_matching(plan))[0:0].extra(track_total_hits=True)
        search.aggs.bucket("values", A("terms", field=FACETS, size=FACET_VALUES))
        return search

    def _bare(self) -> Search:
        return Search(using=self._client, index=self._index)

    def _search(
        self,
        plan: Part,
        limit: int,
        offset: int = 0,
        *,
        newest_first: bool = False,
        noting: Part | None = None,
    ) -> Search:
        """Return a search for these hits; with ``noting``, each of them says whether it meets that."""
        search = self._bare().source(["stored"])[offset : offset + limit].extra(track_total_hits=False)
        if newest_first:
            return search.query(only_matching(plan)).sort("-time")
        plain, more = in_two(plan)
        rescored = [_rescore(query(more), REFINED)] if more else []
        if noting:
            rescored.append(_rescore(ConstantScore(filter=query(noting), boost=0, _name=MET), offset + limit))
        if rescored:
            search = search.extra(rescore=rescored)
        return search.query(query(plain))

    def _any(self, plan: Part) -> Search:
        return self._bare().query(only_matching(plan))[0:0].extra(track_total_hits=1)


def _rescore(added: Query, window: int) -> dict[str, Any]:
    """Return what adds the scores of a query to those of the best."""
    return {"window_size": window, "query": {"rescore_query": added.to_dict()}}


def _hits(answer: dict[str, Any]) -> list[Hit]:
    return [Hit(from_stored(hit["_source"]["stored"])[0], float(hit["_score"] or 0)) for hit in answer["hits"]["hits"]]


def _tally(answer: dict[str, Any]) -> Tally:
    counts = {bucket["key"]: bucket["doc_count"] for bucket in answer["aggregations"]["values"]["buckets"]}
    return Tally(answer["hits"]["total"]["value"], counts)
