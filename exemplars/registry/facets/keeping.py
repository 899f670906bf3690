"""Writing the sets: in the transaction that changes an exemplar, or all anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable

from django.db import transaction
from django.db.models import Q
from pyroaring import BitMap

from exemplars.registry.facets.terms import Term, terms_of
from exemplars.registry.models import Exemplar, FacetSet, IndexedTerms
from search.sources import in_chunks

AT_A_TIME = 400
"""Sets written with one statement."""


@transaction.atomic
def keep(exemplars: Collection[Exemplar]) -> None:
    """Put exemplars into the sets of their terms and take them out of those they left.

    What each was in is remembered beside it, so only the sets that change are read and written. They are locked in
    one order, so that two who save at once wait for each other and do not stop each other.
    """
    terms = terms_of(exemplars)
    kept = {row.exemplar_id: row for row in IndexedTerms.objects.filter(exemplar__in=list(terms))}
    joined: dict[Term, set[int]] = defaultdict(set)
    left: dict[Term, set[int]] = defaultdict(set)
    for pk, now in terms.items():
        before = kept[pk].as_terms() if pk in kept else set()
        for term in now - before:
            joined[term].add(pk)
        for term in before - now:
            left[term].add(pk)
    if not joined and not left:
        return
    _change(joined, left)
    _remember(terms)


def _remember(terms: dict[int, set[Term]]) -> None:
    IndexedTerms.objects.bulk_create(
        [IndexedTerms.of(pk, now) for pk, now in terms.items()],
        update_conflicts=True,
        unique_fields=["exemplar"],
        update_fields=["terms"],
        batch_size=AT_A_TIME,
    )


def _change(joined: dict[Term, set[int]], left: dict[Term, set[int]]) -> None:
    touched = sorted({*joined, *left})
    for start in range(0, len(touched), AT_A_TIME):
        some = touched[start : start + AT_A_TIME]
        empty = [FacetSet.of(facet, value, BitMap()) for facet, value in some]
        FacetSet.objects.bulk_create(empty, ignore_conflicts=True)
        rows = list(_named(some).order_by("facet", "value").select_for_update())
        for row in rows:
            term = (row.facet, row.value)
            members = row.unpack()
            members -= BitMap(left.get(term, ()))
            members |= BitMap(joined.get(term, ()))
            row.pack(members)
        FacetSet.objects.bulk_update(rows, ["members", "stamp"], batch_size=AT_A_TIME)


def _named(terms: Iterable[Term]):
    by_facet: dict[str, list[str]] = defaultdict(list)
    for facet, value in terms:
        by_facet[facet].append(value)
    wanted = Q()
    for facet, values in by_facet.items():
        wanted |= Q(facet=facet, value__in=values)
    return FacetSet.objects.filter(wanted)


def to_index() -> Iterable[Exemplar]:
    """Yield all public exemplars with what their terms need, few at a time."""
    rows = Exemplar.objects.public().select_related("organisation", "field")
    return in_chunks(rows.prefetch_related("movements", "conferrals__honour"))


@transaction.atomic
def rebuild(step: Callable[[int], None] = lambda done: None) -> int:
    """Make every set anew from the tables; return how many exemplars are in them. For writes in bulk, and repairs."""
    sets: dict[Term, list[int]] = defaultdict(list)
    IndexedTerms.objects.all().delete()
    total = 0
    for chunk in _portions(to_index()):
        terms = terms_of(chunk)
        for pk, now in terms.items():
            for term in now:
                sets[term].append(pk)
        _remember(terms)
        total += len(chunk)
        step(len(chunk))
    FacetSet.objects.all().delete()
    FacetSet.objects.bulk_create(
        [FacetSet.of(facet, value, _optimized(members)) for (facet, value), members in sorted(sets.items())],
        batch_size=AT_A_TIME,
    )
    return total


def _optimized(members: Collection[int]) -> BitMap:
    bitmap = BitMap(members)
    bitmap.run_optimize()
    return bitmap


def _portions(rows: Iterable[Exemplar], size: int = 1000) -> Iterable[list[Exemplar]]:
    portion: list[Exemplar] = []
    for row in rows:
        portion.append(row)
        if len(portion) == size:
            yield portion
            portion = []
    if portion:
        yield portion
