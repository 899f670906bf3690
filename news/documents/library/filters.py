"""The filters of the library: what may be asked, what was asked, and what made no sense."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils.translation import gettext as _

from news.documents.models.official import OfficialDocument
from news.documents.models.status import Status
from news.documents.models.vocabulary import DocumentType, Issuer
from portal.vietnamese.text import fold, squash

MAX_QUERY = 120  # characters of a search that are looked at
MAX_WORDS = 10

# The names of parameters in addresses; published, so they never change.
QUERY, TYPE, ISSUER, YEAR, STATUS, KIND, SORT = "q", "loai", "co-quan", "nam", "hieu-luc", "he", "sap-xep"

SORTS = {
    "moi": (F("issued_on").desc(nulls_last=True), F("pk").desc()),
    "cu": (F("issued_on").asc(nulls_last=True), F("pk").asc()),
    "hieu-luc": (F("effective_on").desc(nulls_last=True), F("pk").desc()),
}


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a filter, for a form's select."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter with its options; the empty option ("Tất cả") is the template's."""

    name: str
    label: str
    options: list[Option]

    @property
    def chosen(self) -> Option | None:
        """The option asked for."""
        return next((option for option in self.options if option.chosen), None)


@dataclass(slots=True)
class Asked:
    """What a request asks of the library, as far as it makes sense."""

    query: str = ""
    sort: str = "moi"
    filters: list[Filter] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def values(self) -> dict[str, str]:
        """Parameter → value, of what narrows the list."""
        chosen = {one.name: one.chosen.value for one in self.filters if one.chosen}
        return ({QUERY: self.query} if self.query else {}) | chosen

    def address(self, without: str | None = None) -> str:
        """The query string of this list, or of it without one filter; "?" alone for the whole list."""
        values = {name: value for name, value in self.values.items() if name != without}
        if self.sort != "moi":
            values[SORT] = self.sort
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
            {"label": f"{one.label}: {one.chosen.label}", "url": self.address(one.name)}
            for one in self.filters
            if one.chosen
        ]
        if self.query:
            chips.insert(0, {"label": _("Tìm: “%s”") % self.query, "url": self.address(QUERY)})
        return chips

    @property
    def sorts(self) -> list[Option]:
        """The ways to sort."""
        labels = {"moi": _("Ban hành mới nhất"), "cu": _("Ban hành cũ nhất"), "hieu-luc": _("Hiệu lực mới nhất")}
        return [Option(value, label, value == self.sort) for value, label in labels.items()]


def _facets() -> dict[str, list[tuple[str, str]]]:
    """Types, issuers and years that public documents have, in one query."""
    public = OfficialDocument.objects.filter(public=True).order_by()
    text = CharField()
    types = DocumentType.objects.filter(pk__in=public.values("type")).order_by()
    issuers = Issuer.objects.filter(pk__in=public.values("issuer")).order_by()
    issuer_rows = issuers.annotate(facet=Value(ISSUER), place=F("province"))
    rows = (
        types.annotate(facet=Value(TYPE), place=Value("", output_field=text))
        .values_list("facet", "code", "name", "place", "rank")
        .union(
            issuer_rows.values_list("facet", "code", "name", "place", "rank"),
            public.filter(listing_year__isnull=False)
            .annotate(
                facet=Value(YEAR),
                value=Cast("listing_year", text),
                label=Cast("listing_year", text),
                place=Value("", output_field=text),
                rank=-F("listing_year"),
            )
            .values_list("facet", "value", "label", "place", "rank"),
        )
    )
    facets: dict[str, list[tuple[str, str]]] = {TYPE: [], ISSUER: [], YEAR: []}
    for facet, value, label, place, _rank in sorted(rows, key=lambda row: (row[4], row[2])):
        shown = label if not place or place in label else f"{label} {place}"
        facets[facet].append((value, shown))
    return facets


def read(params: QueryDict) -> Asked:
    """What the address asks; every value that is not offered gives a polite complaint and no filter."""
    facets = _facets()
    asked = Asked(query=squash(params.get(QUERY, "").replace("\0", ""))[:MAX_QUERY])
    statuses = [(state.value, str(state.label)) for state in Status]
    kinds = [("state", _("Nhà nước")), ("party", _("Đảng"))]
    for name, label, offered in (
        (TYPE, _("Loại văn bản"), facets[TYPE]),
        (ISSUER, _("Cơ quan ban hành"), facets[ISSUER]),
        (YEAR, _("Năm ban hành"), facets[YEAR]),
        (STATUS, _("Hiệu lực"), statuses),
        (KIND, _("Hệ thống"), kinds),
    ):
        value = params.get(name, "").strip()
        if value and value not in {code for code, _label in offered}:
            said = {"name": label.lower(), "value": squash(value)[:40]}
            asked.complaints.append(_("Không có %(name)s “%(value)s” nên điều kiện này được bỏ qua.") % said)
        asked.filters.append(Filter(name, label, [Option(code, text, code == value) for code, text in offered]))
    sort = params.get(SORT, "moi") or "moi"
    if sort in SORTS:
        asked.sort = sort
    else:
        asked.complaints.append(_("Không có cách sắp xếp “%s”; danh sách xếp theo ngày ban hành.") % squash(sort)[:40])
    return asked


def apply(asked: Asked, documents: QuerySet[OfficialDocument]) -> QuerySet[OfficialDocument]:
    """The documents asked for, in the order asked for. `documents` has `status_now` (`with_status`)."""
    values = asked.values
    if TYPE in values:
        documents = documents.filter(type__code=values[TYPE])
    if ISSUER in values:
        documents = documents.filter(Q(issuer__code=values[ISSUER]))
    if YEAR in values:
        documents = documents.filter(listing_year=int(values[YEAR]))
    if STATUS in values:
        documents = documents.filter(status_now=values[STATUS])
    if KIND in values:
        party = Q(issuer__system="party")
        documents = documents.filter(party if values[KIND] == "party" else ~party)
    for word in search_words(asked.query):
        documents = documents.filter(search_text__contains=word)
    return documents.order_by(*SORTS[asked.sort])


def search_words(query: str) -> list[str]:
    """The words of a search as the folded column holds them; quotes and commas do not count."""
    cleaned = "".join(" " if char in "\"'“”‘’,;:()[]" else char for char in fold(query))
    return cleaned.split()[:MAX_WORDS]
