"""What an address of the search page asks for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import QueryDict

from portal.vietnamese.text import squash
from search import registry
from search.engines import get_engine
from search.engines.base import Sort
from search.question import Question
from search.understanding import understand

SORTS = ("relevance", "date")
LONGEST_VALUE = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the facets it is narrowed by, and the order wanted."""

    question: Question
    filters: dict[str, str]
    sort: Sort
    parameters: QueryDict

    @property
    def is_nothing(self) -> bool:
        """Whether there is neither a word nor a filter to look for."""
        return self.question.is_empty and not self.filters

    @property
    def query(self) -> str:
        """The parameters of the same search without its order; empty for no search at all."""
        return self.url(sort=None)[1:]

    @property
    def sort_asked(self) -> str:
        """The order the address names; empty when it leaves it to us."""
        return self.sort if self.parameters.get("sort") in SORTS else ""

    def url(self, **changes: str | None) -> str:
        """Return the address of the same search with changes, from page 1."""
        query = QueryDict(mutable=True)
        wanted = {"q": self.question.text, **self.filters, "sort": self.sort_asked, **changes}
        query.update({name: value for name, value in wanted.items() if value})
        return f"?{query.urlencode()}" if query else "?"

    def without(self, facets: set[str]) -> Asked:
        """Return the same without these filters."""
        return replace(self, filters={name: value for name, value in self.filters.items() if name not in facets})


def read(parameters: QueryDict) -> Asked:
    """Return what an address asks. Whether the values of its filters exist is found out with the answer."""
    question = understand(parameters.get("q", ""), get_engine())
    chosen = {facet.name: squash(parameters.get(facet.name, "")[:LONGEST_VALUE]) for facet in registry.facets()}
    filters = {name: value for name, value in chosen.items() if value}
    sort: Sort = "date" if parameters.get("sort") == "date" or question.is_empty else "relevance"
    return Asked(question, filters, sort, parameters)
