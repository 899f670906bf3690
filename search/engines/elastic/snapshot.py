"""Asking the server: the parts of a plan answered by the index behind an alias."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch_dsl import A, MultiSearch, Search

from search.engines.answer import FACET_VALUES, TOO_COMMON, Tally
from search.engines.base import Hit
from search.engines.elastic.errors import translated
from search.engines.elastic.queries import only_matching, query
from search.engines.fields import FACETS
from search.engines.plan import Part
from search.entry import from_stored

DEEPEST = 10_000
"""The server's own limit of offset and limit together."""


class Asking:
    """Answers parts of a plan (see ``engines.answer.Executor``)."""

    def __init__(self, client: Elasticsearch, index: str) -> None:
        self._client, self._index = client, index
        self._tallies: dict[Part, Tally] = {}

    def search(self, plan: Part, limit: int, offset: int = 0, *, newest_first: bool = False) -> list[Hit]:
        """Return what matches: the highest score first, or the newest."""
        limit = min(limit, DEEPEST - offset)
        if limit <= 0:
            return []
        with translated():
            return _hits(self._search(plan, limit, offset, newest_first).execute().to_dict())

    def opening(self, ranking: Part | None, limit: int, demands: Sequence[Part]) -> tuple[list[Hit], int | None]:
        """Return the best by ``ranking``, and the place of the first demand that any entry meets; all asked at once."""
        together = MultiSearch(using=self._client, index=self._index)
        if ranking is not None:
            together = together.add(self._search(ranking, limit))
        # A demand alone is met or nothing is.
        for demand in demands if len(demands) > 1 else ():
            together = together.add(self._any(demand))
        if ranking is None and len(demands) <= 1:
            return [], 0
        with translated():
            answers = [one.to_dict() for one in together.execute()]
        best = _hits(answers.pop(0)) if ranking is not None else []
        met = (place for place, answer in enumerate(answers) if answer["hits"]["total"]["value"])
        return best, next(met, None)

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
            search = self._bare().query(only_matching(plan))[0:0].extra(track_total_hits=True)
            search.aggs.bucket("values", A("terms", field=FACETS, size=FACET_VALUES))
            with translated():
                found = search.execute().to_dict()
            counts = {bucket["key"]: bucket["doc_count"] for bucket in found["aggregations"]["values"]["buckets"]}
            self._tallies[plan] = Tally(found["hits"]["total"]["value"], counts)
        return self._tallies[plan]

    def _bare(self) -> Search:
        return Search(using=self._client, index=self._index)

    def _search(self, plan: Part, limit: int, offset: int = 0, newest_first: bool = False) -> Search:
        search = self._bare().source(["stored"])[offset : offset + limit].extra(track_total_hits=False)
        if newest_first:
            return search.query(only_matching(plan)).sort("-time")
        return search.query(query(plan))

    def _any(self, plan: Part) -> Search:
        return self._bare().query(only_matching(plan))[0:0].extra(track_total_hits=1)


def _hits(answer: dict[str, Any]) -> list[Hit]:
    return [Hit(from_stored(hit["_source"]["stored"])[0], float(hit["_score"] or 0)) for hit in answer["hits"]["hits"]]
