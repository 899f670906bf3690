"""The search page, /tim-kiem/."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from portal.base.paging import page_of
from portal.vietnamese.text import squash
from search import registry
from search.engines import get_engine
from search.engines.base import Answer, Closeness, Hit, IndexUnavailable, Sort
from search.entry import Entry
from search.highlight import Highlighter
from search.question import Question
from search.understanding import understand

PER_PAGE = 10
MAX_PAGES = 100
FACET_OPTIONS = 30
SORTS = ("relevance", "date")


@dataclass(frozen=True, slots=True)
class Row:
    """One result as it is shown."""

    entry: Entry
    title: SafeString
    excerpt: SafeString
    kind: str
    section: str


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet: how many results it has, and the address with it chosen (or, when chosen, taken off)."""

    label: str
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet with its values."""

    name: str
    label: Any
    value: str
    options: list[Option]

    @property
    def chosen(self) -> Option | None:
        """The value chosen."""
        return next((option for option in self.options if option.chosen), None)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for, once understood."""

    question: Question
    filters: dict[str, str]
    refused: bool
    sort: Sort
    parameters: QueryDict

    @property
    def is_nothing(self) -> bool:
        """Whether there is neither a word nor a filter to look for."""
        return self.question.is_empty and not self.filters

    def url(self, **changes: str | None) -> str:
        """Return the address of the same search with changes, from page 1."""
        query = QueryDict(mutable=True)
        wanted = {"q": self.question.text, **self.filters, "sort": self._sort_asked(), **changes}
        query.update({name: value for name, value in wanted.items() if value})
        return f"?{query.urlencode()}" if query else "?"

    def _sort_asked(self) -> str:
        return self.sort if self.parameters.get("sort") in SORTS else ""


class _Hits:
    """An answer as the paginator wants it: a length, and slices."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __len__(self) -> int:
        return min(self._answer.total, PER_PAGE * MAX_PAGES)

    def __getitem__(self, part: slice) -> list[Hit]:
        return self._answer.hits(part.start, part.stop - part.start) if part.stop > part.start else []


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Answer ``q``, narrowed by facets (kind, section, year …), sorted by ``sort``; whatever is typed gives 200."""
    asked = _understood(request.GET)
    context: dict[str, Any] = {
        "query": asked.question.text,
        "question": asked.question,
        "asked": asked,
        "refused_filter": asked.refused,
        "typed_only_signs": bool(asked.question.text) and asked.question.is_empty,
    }
    unavailable = from_standby = False
    if not asked.is_nothing:
        try:
            context |= _answered(asked)
            from_standby = context["from_standby"]
        except IndexUnavailable:
            unavailable = True
    response = render(request, "search/results.html", context | {"unavailable": unavailable})
    response.headers["X-Robots-Tag"] = "noindex"
    if unavailable or from_standby:
        response.headers["Cache-Control"] = "no-store"
    return response


def _understood(parameters: QueryDict) -> Asked:
    question = understand(parameters.get("q", ""), get_engine())
    chosen = {facet: squash(parameters.get(facet.name, "")[:200]) for facet in registry.facets()}
    filters = {facet.name: value for facet, value in chosen.items() if value and value in facet.labels([value])}
    refused = any(value and facet.name not in filters for facet, value in chosen.items())
    sort: Sort = "date" if parameters.get("sort") == "date" or question.is_empty else "relevance"
    return Asked(question, filters, refused, sort, parameters)


def _answered(asked: Asked) -> dict[str, Any]:
    answer = get_engine().ask(asked.question, asked.filters, asked.sort)
    page, asked_wrong = page_of(Paginator(_Hits(answer), PER_PAGE), asked.parameters.get("page"))
    facets, labels = _facets(asked, answer)
    return {
        "total": answer.total,
        "from_standby": answer.from_standby,
        "results": page,
        "page_asked_wrong": asked_wrong,
        "rows": _rows(page.object_list, asked.question, labels),
        "facets": [facet for facet in facets if len(facet.options) > 1 or facet.value],
        "closeness": answer.closeness.value,
        "quotes_dropped": bool(asked.question.phrases) and answer.closeness is Closeness.ANY,
        "sort": asked.sort,
        "sort_urls": {"relevance": asked.url(sort=None), "date": asked.url(sort="date")},
        "without_filters_url": asked.url(**dict.fromkeys(asked.filters)),
        "keep": f"{asked.url()[1:]}&",
    }


def _facets(asked: Asked, answer: Answer) -> tuple[list[FacetView], dict[str, Mapping[str, str]]]:
    """Return the facets with their counts, and the labels of all values of each."""
    views, labels = [], {}
    for facet in registry.facets():
        counts = answer.counts(facet.name)
        chosen = asked.filters.get(facet.name, "")
        known = facet.labels({*counts, chosen} - {""}) if counts or chosen else {}
        labels[facet.name] = known
        counts = {value: counts.get(value, 0) for value in known}
        ordered = sorted(counts, reverse=True) if facet.newest_first else sorted(counts, key=lambda one: -counts[one])
        options = [
            Option(
                label=known[value],
                count=counts[value],
                url=asked.url(**{facet.name: None if value == chosen else value}),
                chosen=value == chosen,
            )
            for value in ordered[:FACET_OPTIONS]
        ]
        views.append(FacetView(facet.name, facet.label, chosen, options))
    return views, labels


def _rows(hits: list[Hit], question: Question, labels: dict[str, Mapping[str, str]]) -> list[Row]:
    highlighter = Highlighter(question)
    return [
        Row(
            entry=hit.entry,
            title=highlighter.marked(hit.entry.title),
            excerpt=highlighter.excerpt(hit.entry.lead, hit.entry.body),
            kind=labels["kind"].get(hit.entry.kind, ""),
            section=labels["section"].get(str(hit.entry.section), ""),
        )
        for hit in hits
    ]
