"""Figures of exemplars, out of the sets that the list itself counts with: they cannot disagree."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from exemplars.registry import listing
from exemplars.registry.listing import parameters as names
from exemplars.registry.models import Exemplar
from exemplars.registry.statistics.table import Figure, Table
from portal.places.models import Place


def exemplar_tables() -> list[Table]:
    """Return all tables of exemplars; the five queries of the list, and one for today's provinces."""
    asked = listing.read(QueryDict())
    facets = {facet.name: facet for facet in asked.facets}
    everybody = Figure(asked.count, _address())
    tables = [
        _of_facet("doi-tuong", _("Gương điển hình theo đối tượng"), facets[names.KIND], everybody),
        _direct_work(asked),
        _of_facet("linh-vuc", _("Gương điển hình theo lĩnh vực"), facets[names.FIELD]),
        _of_facet("nam", _("Gương điển hình theo năm nêu gương"), facets[names.YEAR]),
        _levels(facets[names.LEVEL]),
        _provinces(facets[names.PLACE]),
        _of_facet("phong-trao", _("Gương điển hình theo phong trào"), facets[names.MOVEMENT], by_count=True),
    ]
    return [table.finish() for table in tables]


def _address(**values: str) -> str:
    query = urlencode({name: value for name, value in values.items() if value})
    return reverse("exemplar_list") + (f"?{query}" if query else "")


def _of_facet(
    code: str, title: str, facet: listing.FacetShown, total: Figure | None = None, *, by_count: bool = False
) -> Table:
    table = Table(code, title, facet.label, [_("Số gương")])
    if total is not None:
        table.add(_("Tất cả"), total, is_total=True)
    options = sorted(facet.options, key=lambda one: -one.count) if by_count else facet.options
    for option in options:
        table.add(option.label, Figure(option.count, _address(**{facet.name: option.value})))
    return table


def _levels(facet: listing.FacetShown) -> Table:
    table = _of_facet("cap-khen", _("Gương điển hình theo cấp khen thưởng đã nhận"), facet)
    table.note = _("Gương nhận khen thưởng ở nhiều cấp được tính ở mỗi cấp.")
    return table


def _direct_work(asked: listing.Asked) -> Table:
    """Return people, and those among them in direct work: the share that offices report."""
    people = asked.sets.of("kind", Exemplar.Kind.INDIVIDUAL.value)
    direct = people.intersection_cardinality(asked.sets.of("direct", "1"))
    kind = {names.KIND: Exemplar.Kind.INDIVIDUAL.value}
    table = Table("truc-tiep", _("Người trực tiếp lao động trong các cá nhân"), _("Cá nhân"), [_("Số gương")])
    table.add(_("Mọi cá nhân"), Figure(len(people), _address(**kind)), is_total=True)
    table.add(
        _("Trực tiếp công tác, lao động, học tập, chiến đấu"),
        Figure(direct, _address(**kind, **{names.DIRECT: "1"})),
    )
    if people:
        share = f"{100 * direct / len(people):.1f}".replace(".", ",").removesuffix(",0")
        table.note = _("Người trực tiếp lao động chiếm %(share)s%% số cá nhân.") % {"share": share}
    return table


def _provinces(facet: listing.FacetShown) -> Table:
    """Return today's provinces; what happened in a former one counts where that land lies now."""
    today = Place.objects.filter(level=Place.Level.PROVINCE, valid_to__isnull=True)
    slugs = set(today.values_list("slug", flat=True))
    table = Table(
        "dia-phuong", _("Gương điển hình theo tỉnh, thành phố hiện nay"), _("Tỉnh, thành phố"), [_("Số gương")]
    )
    table.note = _("Gương ở tỉnh cũ được tính cho tỉnh hiện nay.")
    options = [option for option in facet.options if option.value in slugs]
    for option in sorted(options, key=lambda one: -one.count):
        table.add(option.label, Figure(option.count, _address(**{names.PLACE: option.value})))
    return table
