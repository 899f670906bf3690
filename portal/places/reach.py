"""Where something that happened at a place is found.

An example of 2019 from Bắc Kạn is found under Bắc Kạn and, since the merger, under Thái Nguyên; one of 2026 from a
commune whose ground lay wholly in Bắc Kạn is found under Bắc Kạn too.
"""

from __future__ import annotations

from collections.abc import Iterable

from portal.places.lineage import Lineage
from portal.places.models import Place


def reach_of(place: Place) -> frozenset[int]:
    """Return the ids of all places under which something at this place is found; about a dozen small queries."""
    return _reach(Lineage(), place.pk)


def reach_of_many(pks: Iterable[int]) -> dict[int, frozenset[int]]:
    """Return the same for many places by their ids: two queries, however many. Ids of no place are left out."""
    graph = Lineage.whole()
    asked = set(pks)
    return {pk: _reach(graph, pk) for pk in graph.nodes(asked)}


def _reach(graph: Lineage, pk: int) -> frozenset[int]:
    [node] = graph.nodes([pk]).values()
    after = graph.all_next(pk)
    # Something in a district lies in one of the communes that followed, but nobody can say in which.
    reached = {pk} if node.level == Place.Level.DISTRICT else {pk, *after}
    reached |= _above(graph, [pk, *after])
    reached |= _common(graph, graph.all_previous(pk))
    # Asked for all at once; one by one it would be a query for each.
    graph.next(set().union(*graph.previous(reached).values()))
    for each in [*reached]:
        reached |= _same(graph, each)
    return frozenset(reached)


def _above(graph: Lineage, pks: Iterable[int]) -> set[int]:
    """Return districts and provinces of places."""
    nodes = graph.nodes(list(pks)).values()
    return {above for node in nodes for above in (node.parent, node.province) if above is not None}


def _common(graph: Lineage, pks: set[int]) -> set[int]:
    """Return the districts and provinces in which all the predecessors lay."""
    shared = [{node.parent, node.province} - {None} for node in graph.nodes(pks).values()]
    return set.intersection(*shared) if shared else set()


def _same(graph: Lineage, pk: int) -> set[int]:
    """Return the earlier shapes of a place only renamed or raised: the one before it became nothing else."""
    shapes: set[int] = set()
    while len(before := graph.previous([pk])[pk]) == 1:
        [earlier] = before
        if earlier in shapes or graph.next([earlier])[earlier] != {pk}:
            break
        shapes.add(earlier)
        pk = earlier
    return shapes
