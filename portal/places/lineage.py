"""What became what, over several changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from django.utils import timezone

from portal.places.models import Place, Succession


class Node(NamedTuple):
    """What the graph knows of a place."""

    level: str
    parent: int | None
    province: int | None


class Lineage:
    """The graph of places and successions.

    It asks the database for what it has not seen, always for a whole step at once; ``Lineage.whole()`` holds
    everything (two queries, for rebuilding what hangs on thousands of places).
    """

    def __init__(self) -> None:
        self._nodes: dict[int, Node] = {}
        self._next: dict[int, set[int]] = {}
        self._previous: dict[int, set[int]] = {}
        self._complete = False

    @classmethod
    def whole(cls) -> Lineage:
        """Return the graph with everything in it."""
        graph = cls()
        graph._read_nodes(Place.objects.all())
        graph._next = {pk: set() for pk in graph._nodes}
        graph._previous = {pk: set() for pk in graph._nodes}
        children: dict[int, list[int]] = {}
        for predecessor, successor in Succession.objects.values_list("predecessor_id", "successor_id"):
            graph._next[predecessor].add(successor)
            graph._previous[successor].add(predecessor)
        for pk, node in graph._nodes.items():
            if node.parent is not None:
                children.setdefault(node.parent, []).append(pk)
        for pk, node in graph._nodes.items():
            if node.level == Place.Level.DISTRICT:
                graph._next[pk].update(*(graph._next[child] for child in children.get(pk, ())))
        graph._complete = True
        return graph

    def nodes(self, pks: Collection[int]) -> dict[int, Node]:
        """Return what is known of places."""
        missing = [pk for pk in pks if pk not in self._nodes]
        if missing and not self._complete:
            self._read_nodes(Place.objects.filter(pk__in=missing))
        return {pk: self._nodes[pk] for pk in pks if pk in self._nodes}

    def next(self, pks: Collection[int]) -> dict[int, set[int]]:
        """Return what each place became at its end; of a district, what its communes became."""
        missing = [pk for pk in pks if pk not in self._next]
        if missing and not self._complete:
            self._next |= {pk: set() for pk in missing}
            self._add(self._next, Succession.objects.filter(predecessor__in=missing), "predecessor_id", "successor_id")
            nodes = self.nodes(missing)
            districts = [pk for pk in missing if nodes[pk].level == Place.Level.DISTRICT]
            if districts:
                inside = Succession.objects.filter(predecessor__parent__in=districts)
                self._add(self._next, inside, "predecessor__parent_id", "successor_id")
        return {pk: self._next.get(pk, set()) for pk in pks}

    def previous(self, pks: Collection[int]) -> dict[int, set[int]]:
        """Return what each place was made of."""
        missing = [pk for pk in pks if pk not in self._previous]
        if missing and not self._complete:
            self._previous |= {pk: set() for pk in missing}
            found = Succession.objects.filter(successor__in=missing)
            self._add(self._previous, found, "successor_id", "predecessor_id")
        return {pk: self._previous.get(pk, set()) for pk in pks}

    def all_next(self, pk: int) -> set[int]:
        """Return everything a place became, over all changes."""
        return self._walk(pk, forward=True)

    def all_previous(self, pk: int) -> set[int]:
        """Return everything a place was made of, over all changes."""
        return self._walk(pk, forward=False)

    def _walk(self, pk: int, *, forward: bool) -> set[int]:
        seen: set[int] = set()
        step = {pk}
        while step:
            found = self.next(step) if forward else self.previous(step)
            step = set().union(*found.values()) - seen - {pk}
            seen |= step
        return seen

    def _read_nodes(self, places: Iterable) -> None:
        rows = places.order_by().values_list("pk", "level", "parent_id", "province_id")
        self._nodes |= {pk: Node(*rest) for pk, *rest in rows}

    @staticmethod
    def _add(into: dict[int, set[int]], links: Iterable, key: str, value: str) -> None:
        for start, end in links.values_list(key, value):
            into[start].add(end)


def successors(place: Place, on: date | None = None) -> list[Place]:
    """Return what a place has become, as of a day (today when none is given)."""
    day = on or timezone.localdate()
    if place.in_force(day):
        return []
    found = Place.objects.filter(pk__in=Lineage().all_next(place.pk)).in_force(day)
    return list(found.with_parents())


def predecessors(place: Place, on: date | None = None) -> list[Place]:
    """Return what a place was made of: as of a day, or everything before it when none is given."""
    found = Place.objects.filter(pk__in=Lineage().all_previous(place.pk))
    return list((found.in_force(on) if on else found).with_parents())


def names_at(place: Place, on: date) -> list[str]:
    """Return the labels that the ground of a place bore on a day, in Vietnamese order of their names."""
    if place.in_force(on):
        return [_label_at(place, on)]
    before = place.valid_from is not None and on < place.valid_from
    then = predecessors(place, on) if before else successors(place, on)
    return [_label_at(each, on) for each in then]


def _label_at(place: Place, on: date) -> str:
    """Return the label with the province as it was called on the day.

    A commune outlives its province where only the province changed: those of Đồng Nai lay in a province until
    29/4/2026 and lie in a city since.
    """
    province = place.province
    if province is None or province.in_force(on):
        return place.label
    then = predecessors(province, on)
    return f"{place.full_name}, {then[0].full_name}" if len(then) == 1 else place.label
