"""An answer made ready for the page: rows with marks, facets, and the ways on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.utils.safestring import SafeString

from portal.base.paging import page_of
from search import registry
from search.engines import get_engine
from search.engines.base import Answer, Closeness, Hit
from search.entry import Entry
from search.highlight import Highlighter
from search.question import Question
from search.results.asked import Asked
from search.results.facets import Labels, labels_of, views_of

PER_PAGE = 10
MAX_PAGES = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One result as it is shown."""

    entry: Entry
    title: SafeString
    excerpt: SafeString
    kind: str
    section: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """A filter whose value is none of its facet's; what was typed may mean one of several."""

    facet: registry.Facet
    value: str
    meant: Mapping[str, str]


class _Hits:
    """An answer as the paginator wants it: a length, and slices."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __len__(self) -> int:
        return min(self._answer.total, PER_PAGE * MAX_PAGES)

    def __getitem__(self, part: slice) -> list[Hit]:
        return self._answer.hits(part.start, part.stop - part.start) if part.stop > part.start else []


@dataclass(frozen=True, slots=True)
class Answered:
    """What was asked, of which only the filters that exist are left, with the answer."""

    asked: Asked
    answer: Answer
    labels: Labels
    unknown: list[Unknown]


def answer_to(asked: Asked) -> Answered:
    """Ask the engine. Filters nobody knows are left out and told. Raises ``IndexUnavailable``."""
    answer = get_engine().ask(asked.question, asked.filters, asked.sort)
    labels = labels_of(asked, answer)
    unknown = [
        Unknown(facet, value, facet.typed(value) if facet.typed else {})
        for facet in registry.facets()
        if (value := asked.filters.get(facet.name, "")) and value not in labels[facet.name]
    ]
    if unknown:
        asked = asked.without({one.facet.name for one in unknown})
        answer = get_engine().ask(asked.question, asked.filters, asked.sort)
        labels = labels_of(asked, answer)
    return Answered(asked, answer, labels, unknown)


def context_of(answered: Answered) -> dict[str, Any]:
    """Return what the templates show of an answer."""
    asked, answer = answered.asked, answered.answer
    page, asked_wrong = page_of(Paginator(_Hits(answer), PER_PAGE), asked.parameters.get("page"))
    facets = views_of(asked, answer, answered.labels)
    return {
        "total": answer.total,
        "from_standby": answer.from_standby,
        "results": page,
        "page_asked_wrong": asked_wrong,
        "rows": _rows(page.object_list, asked.question, answered.labels),
        "facets": facets,
        "chosen": [facet for facet in facets if facet.chosen],
        "closeness": answer.closeness.value,
        "quotes_dropped": bool(asked.question.phrases) and answer.closeness is Closeness.ANY,
        "sort": asked.sort,
        "sort_urls": {"relevance": asked.url(sort=None), "date": asked.url(sort="date")},
        "without_filters_url": asked.url(**dict.fromkeys(asked.filters)),
        "keep": f"{asked.url()[1:]}&",
    }


def _rows(hits: list[Hit], question: Question, labels: Labels) -> list[Row]:
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
