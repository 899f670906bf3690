"""What a list can be narrowed by: values, their names, and the set each stands for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import CharField, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from exemplars.honours.models import Honour
from exemplars.movements.models import Movement
from exemplars.registry.facets.reading import Sets
from exemplars.registry.facets.terms import Term, place_term
from exemplars.registry.listing import parameters as names
from exemplars.registry.models import Exemplar, Field
from portal.places.models import Place


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet: what addresses call it, what readers see, how many exemplars it leaves."""

    value: str
    label: str
    count: int
    chosen: bool
    address: Callable[[], str]

    @property
    def url(self) -> str:
        """The list with this value. Made when it is shown: most options are those of a form and need none."""
        return self.address()


@dataclass(frozen=True, slots=True)
class FacetShown:
    """One facet with the values that leave something, and the chosen one whatever it leaves."""

    name: str
    label: str
    options: list[Option] = field(default_factory=list)

    @property
    def chosen(self) -> Option | None:
        """The option asked for."""
        return next((option for option in self.options if option.chosen), None)


@dataclass(frozen=True, slots=True)
class Choice:
    """A value on offer before it is counted."""

    value: str
    label: str
    term: Term


def kinds(sets: Sets) -> list[Choice]:
    """People, collectives, households, models."""
    return [Choice(kind.value, str(kind.label), ("kind", kind.value)) for kind in Exemplar.Kind]


def _named(sets: Sets) -> list[tuple]:
    """Return fields and movements with public exemplars: which, key, slug, name, what sorts them; one query for both.

    Remembered with the sets, which live as long as a request.
    """
    kept = sets.__dict__.get("named")
    if kept is None:
        text = CharField()
        known_fields = Field.objects.order_by().filter(code__in=sets.values("field"))
        known_movements = Movement.objects.order_by().filter(pk__in=sets.values("movement"), is_public=True)
        kept = list(
            known_fields.annotate(what=Value("field"), first=Cast("rank", text))
            .values_list("what", "pk", "code", "name", "first", "sort_key")
            .union(
                known_movements.annotate(what=Value("movement"), first=Cast("starts_on", text)).values_list(
                    "what", "pk", "slug", "name", "first", "sort_key"
                ),
                all=True,
            )
        )
        sets.__dict__["named"] = kept
    return kept


def fields(sets: Sets) -> list[Choice]:
    """The fields somebody public sets an example in, in the order of the vocabulary."""
    found = sorted(
        (int(first), key, code, name) for what, _pk, code, name, first, key in _named(sets) if what == "field"
    )
    return [Choice(code, name, ("field", code)) for _rank, _key, code, name in found]


def levels(sets: Sets) -> list[Choice]:
    """The levels of honours that stand, highest first."""
    return [
        Choice(str(level.value), str(level.label), ("level", str(level.value)))
        for level in sorted(Honour.Level, reverse=True)
        if str(level.value) in sets.values("level")
    ]


def movements(sets: Sets) -> list[Choice]:
    """The movements with public exemplars, newest first, those without a beginning last."""
    found = sorted(
        (key, pk, slug, name, first) for what, pk, slug, name, first, key in _named(sets) if what == "movement"
    )
    found.sort(key=lambda row: row[4] or "", reverse=True)
    return [Choice(slug, name, ("movement", str(pk))) for _key, pk, slug, name, _first in found]


def years(sets: Sets) -> list[Choice]:
    """The years, newest first."""
    return [Choice(year, year, ("year", year)) for year in sorted(sets.values("year"), reverse=True)]


def direct(sets: Sets) -> list[Choice]:
    """People in direct work."""
    return [Choice("1", _("Người trực tiếp lao động"), ("direct", "1"))]


def places(sets: Sets, chosen: Place | None) -> list[Choice]:
    """Provinces of today and of before; after a chosen place, the units of its province."""
    found: dict[int, Term] = {int(value): ("province", value) for value in sets.values("province")}
    for level in ("district", "commune"):
        found |= {int(value.split(".")[1]): (level, value) for value in sets.values(level)}
    if chosen is not None:
        found[chosen.pk] = place_term(chosen)
    # Hundreds at a time: rows, and not objects.
    rows = Place.objects.filter(pk__in=found).values_list(
        "level", "sort_key", "pk", "slug", "full_name", "province__full_name", "valid_to"
    )
    ordered = sorted(rows, key=lambda row: (row[0] != Place.Level.PROVINCE, *row[1:3]))
    return [
        Choice(slug, _label(level, name, province, valid_to), found[pk])
        for level, _key, pk, slug, name, province, valid_to in ordered
    ]


def place_label(place: Place) -> str:
    """Name a place; one of before says until when it was."""
    return _dated(place.label, place.valid_to)


def _label(level: str, name: str, province: str | None, valid_to: date | None) -> str:
    """Name a place of which these are known as :func:`place_label` does."""
    return _dated(name if level == Place.Level.PROVINCE or not province else f"{name}, {province}", valid_to)


def _dated(label: str, valid_to: date | None) -> str:
    return f"{label} ({_('đến %d') % valid_to.year})" if valid_to else label


OFFERS: Mapping[str, Callable[[Sets], list[Choice]]] = {
    names.KIND: kinds,
    names.FIELD: fields,
    names.LEVEL: levels,
    names.MOVEMENT: movements,
    names.YEAR: years,
    names.DIRECT: direct,
}
