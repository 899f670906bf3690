"""What is asked of an index, said once for every engine: small parts that each engine translates into its own query.

``engines.planner`` makes them of a question.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from search.engines import base
from search.engines.fields import FACETS, TEXT, facet_term, field_name, filter_field

REFINED = 20
"""Hits put in order anew. Always as many, wherever a page begins: so pages neither overlap nor leave anything out."""


@dataclass(frozen=True, slots=True)
class Everything:
    """Every entry."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No entry."""


@dataclass(frozen=True, slots=True)
class Term:
    """Entries with this token in this field, scored by BM25."""

    field: str
    token: str


@dataclass(frozen=True, slots=True)
class Row:
    """Entries with these tokens next to each other, in this order."""

    field: str
    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """The entries with these ids."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Boost:
    """What matches ``part``, its score multiplied."""

    part: Part
    by: float


@dataclass(frozen=True, slots=True)
class AnyOf:
    """What matches one part or more; scores add up. Nothing, when there are no parts."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """What matches every part; scores add up."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """What matches so many of the parts."""

    number: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Excluding:
    """What matches ``part`` and none of the others."""

    part: Part
    without: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What matches ``ranking`` and all demands, scored by the ranking alone.

    With ``unranked`` also what meets the demands and has no place in the ranking: it comes last.
    """

    ranking: Part
    demands: tuple[Part, ...]
    unranked: bool = False


@dataclass(frozen=True, slots=True)
class Refined:
    """What matches ``part``, scored by it; the ``REFINED`` best are put in order anew by what ``more`` adds.

    For what is dear to ask of everything, and seldom lifts anything from far below.
    """

    part: Part
    more: Part


Part: TypeAlias = (
    Everything | Nothing | Term | Row | Named | Boost | AnyOf | AllOf | AtLeast | Excluding | Narrowed | Refined
)


def facet_filters(filters: Mapping[str, str]) -> tuple[Part, ...]:
    """Return one part per filter chosen."""
    return tuple(Term(filter_field(name), facet_term(name, value)) for name, value in sorted(filters.items()))


def any_term(terms: Collection[base.Term], kinds: Collection[str] = ()) -> Part:
    """Return what has any of the terms, of these kinds if any are named; all terms weigh alike and add up."""
    ranking = AnyOf(tuple(Term(field_name(TEXT, term.stream), term.token) for term in terms))
    of_kinds = AnyOf(tuple(Term(FACETS, facet_term("kind", kind)) for kind in kinds))
    return Narrowed(ranking, (of_kinds,)) if kinds else ranking


def all_of(demands: Iterable[Part]) -> Part:
    """Return what meets all demands; everything when there are none."""
    parts = tuple(demands)
    return AllOf(parts) if parts else Everything()


def in_two(part: Part) -> tuple[Part, Part | None]:
    """Return a part without what refines it, and that, if anything does."""
    match part:
        case Refined(kept, more):
            return kept, more
        case Excluding(inner, without):
            kept, more = in_two(inner)
            return Excluding(kept, without), more
        case Narrowed(ranking, demands, unranked):
            kept, more = in_two(ranking)
            # What meets the demands is found, also where only the refinement would give it a score.
            return Narrowed(kept, demands, unranked or more is not None), more
    return part, None
