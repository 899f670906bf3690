"""What an address asks of the registry, as far as it makes sense."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial, reduce
from operator import and_
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from pyroaring import FrozenBitMap

from exemplars.registry.facets.reading import Sets, load
from exemplars.registry.facets.terms import words_of
from exemplars.registry.listing import parameters as names
from exemplars.registry.listing.offered import OFFERS, Choice, FacetShown, Option, places
from exemplars.registry.listing.rows import Rows
from exemplars.registry.models import Exemplar
from portal.places.models import Place
from portal.vietnamese.text import squash

LOADED = ("kind", "field", "level", "movement", "year", "direct", "province")


@dataclass
class Asked:
    """A list of public exemplars: what narrows it, how many that leaves, in which order they come."""

    sets: Sets
    query: str = ""
    sort: str = names.NEWEST
    choices: Mapping[str, list[Choice]] = field(default_factory=dict)
    chosen: dict[str, Choice] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)

    @cached_property
    def _parts(self) -> dict[str, FrozenBitMap]:
        """What each parameter leaves by itself."""
        parts = {name: self.sets.of(*choice.term) for name, choice in self.chosen.items()}
        for word in query_words(self.query):
            parts[f"{names.QUERY}:{word}"] = self.sets.of("word", word)
        return parts

    def _without(self, name: str | None = None) -> FrozenBitMap:
        kept = [members for part, members in self._parts.items() if part != name]
        # The smallest first: what follows only gets smaller.
        return reduce(and_, sorted(kept, key=len), self.sets.everybody)

    @cached_property
    def members(self) -> FrozenBitMap:
        """The ids of all exemplars asked for."""
        return self._without()

    @property
    def count(self) -> int:
        """How many exemplars are asked for."""
        return len(self.members)

    @property
    def values(self) -> dict[str, str]:
        """Parameter → value, of what narrows the list."""
        chosen = {name: choice.value for name, choice in self.chosen.items()}
        return ({names.QUERY: self.query} if self.query else {}) | chosen

    def address(self, **changes: str | None) -> str:
        """Return the query string of this list with parameters changed; None takes one away. "?" is the whole list."""
        values = {name: value for name, value in (self.values | changes).items() if value}
        if self.sort != names.NEWEST:
            values.setdefault(names.SORT, self.sort)
        return "?" + urlencode(values)

    @property
    def keep(self) -> str:
        """The parameters that links to other pages of the list keep, with the "&" after them."""
        query = self.address()[1:]
        return f"{query}&" if query else ""

    @property
    def chips(self) -> list[dict[str, str]]:
        """What is chosen, each with the address of the list without it."""
        chips = [
            {"label": f"{names.LABELS[name]}: {choice.label}", "url": self.address(**{name: None})}
            for name, choice in self.chosen.items()
        ]
        if self.query:
            chips.insert(0, {"label": _("Tìm: “%s”") % self.query, "url": self.address(**{names.QUERY: None})})
        return chips

    @cached_property
    def facets(self) -> list[FacetShown]:
        """Every facet, each value with how many exemplars it leaves beside what else is chosen."""
        return [self._facet(name) for name in names.FACETS]

    def _facet(self, name: str) -> FacetShown:
        among = self._without(name)
        chosen = self.chosen.get(name)
        options = []
        for choice in self.choices[name]:
            is_chosen = chosen is not None and choice.value == chosen.value
            count = self.sets.of(*choice.term).intersection_cardinality(among)
            if count or is_chosen:
                url = partial(self.address, **{name: choice.value})
                options.append(Option(choice.value, choice.label, count, is_chosen, url))
        return FacetShown(name, str(names.LABELS[name]), options)

    @property
    def sorts(self) -> list[Option]:
        """The ways to sort."""
        return [
            Option(value, str(label), self.count, value == self.sort, partial(self.address, **{names.SORT: value}))
            for value, label in names.SORT_LABELS.items()
        ]

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is chosen or sorted otherwise: machines index the plain list only."""
        return bool(self.values) or self.sort != names.NEWEST

    def rows(self) -> QuerySet[Exemplar]:
        """Return the exemplars asked for, in order; for reading all of them."""
        rows = Exemplar.objects.public()
        if self._parts:
            rows = rows.filter(pk__in=list(self.members))
        return rows.order_by(*names.SORTS[self.sort])

    def paginator(self, per_page: int) -> Paginator:
        """Return pages of exemplars with what their cards show; as quick on a large registry as on a small one."""
        return Paginator(Rows(self.members, len(self.sets.everybody), names.SORTS[self.sort]), per_page)


def query_words(query: str) -> list[str]:
    """Return the folded syllables of a search; all of them must be found."""
    return sorted(words_of(query))[: names.MAX_WORDS]


def read(params: QueryDict) -> Asked:
    """Return what an address asks; what is not on offer gives a polite complaint and narrows nothing.

    Four queries, whatever the size of the registry.
    """
    query = squash(params.get(names.QUERY, "")[:1000])[: names.MAX_QUERY]
    wanted = {name: squash(params.get(name, "")[:200]) for name in names.FACETS}
    place = _place(wanted[names.PLACE])
    terms = [("word", word) for word in query_words(query)]
    sets = load(LOADED, terms=terms, units_of=(place.province_id or place.pk) if place else None)
    choices = {name: offer(sets) for name, offer in OFFERS.items()} | {names.PLACE: places(sets, place)}
    asked = Asked(sets, query, choices=choices)
    for name in names.FACETS:
        _choose(asked, name, wanted[name])
    sort = squash(params.get(names.SORT, "")[:40])
    if sort and sort not in names.SORTS:
        asked.complaints.append(_("Không có cách sắp xếp “%s”; danh sách xếp theo ngày công bố.") % sort)
    asked.sort = sort if sort in names.SORTS else names.NEWEST
    return asked


def _choose(asked: Asked, name: str, value: str) -> None:
    if not value:
        return
    choice = next((one for one in asked.choices[name] if one.value == value), None)
    if choice is None:
        said = {"name": str(names.LABELS[name]).lower(), "value": value[:40]}
        asked.complaints.append(_("Không có %(name)s “%(value)s” nên điều kiện này được bỏ qua.") % said)
        return
    asked.chosen[name] = choice


def _place(slug: str) -> Place | None:
    """Return the place of an address. Any place is a fair question, also where nobody is yet."""
    return Place.objects.select_related("province").filter(slug=slug).first() if slug else None
