"""The facets of an answer: values, counts, and addresses that choose them or take them off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from search import registry
from search.engines.base import Answer
from search.results.asked import Asked

OPTIONS = 30

Labels = dict[str, Mapping[str, str]]
"""By facet, the names of those of its values that count here or are chosen."""


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
    typed: bool = False
    """Whether a value may be chosen by typing its name."""

    @property
    def chosen(self) -> Option | None:
        """The value chosen."""
        return next((option for option in self.options if option.chosen), None)

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to choose."""
        return bool(self.value) or len(self.options) > 1


def labels_of(asked: Asked, answer: Answer) -> Labels:
    """Return the names of all values met: one question to the database for each facet that has any."""
    found: Labels = {}
    for facet in registry.facets():
        values = {*answer.counts(facet.name), asked.filters.get(facet.name, "")} - {""}
        found[facet.name] = facet.labels(values) if values else {}
    return found


def views_of(asked: Asked, answer: Answer, labels: Labels) -> list[FacetView]:
    """Return the facets there is something to choose in, each value with its count beside what else is chosen."""
    views = [_view(facet, asked, answer.counts(facet.name), labels[facet.name]) for facet in registry.facets()]
    return [view for view in views if view.is_shown]


def _view(facet: registry.Facet, asked: Asked, found: Mapping[str, int], known: Mapping[str, str]) -> FacetView:
    chosen = asked.filters.get(facet.name, "")
    counts = {value: found.get(value, 0) for value in known}
    ordered = sorted(counts, reverse=True) if facet.newest_first else sorted(counts, key=lambda one: -counts[one])
    offered = ordered[:OPTIONS]
    if chosen in counts and chosen not in offered:
        offered.append(chosen)
    options = [
        Option(
            label=known[value],
            count=counts[value],
            url=asked.url(**{facet.name: None if value == chosen else value}),
            chosen=value == chosen,
        )
        for value in offered
    ]
    return FacetView(facet.name, facet.label, chosen, options, facet.typed is not None)
