"""The alphabet of given names (tên): Đ after D, Ơ after Ô, Ư after U.

Letters are ranges of the sort key, so that each list is read from its index however long the registry is. In
addresses a letter is typed as in Telex: dd is Đ, ow is Ơ.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.db.models import Exists, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from exemplars.registry.cards import with_facts
from exemplars.registry.facets.reading import load
from exemplars.registry.identity import LETTERS
from exemplars.registry.listing.parameters import BY_NAME, SORTS
from exemplars.registry.listing.rows import Rows
from exemplars.registry.models import Exemplar
from portal.base.paging import page_of
from portal.vietnamese.names import sort_key

PER_PAGE = 30
TELEX = {"Ă": "aw", "Â": "aa", "Đ": "dd", "Ê": "ee", "Ô": "oo", "Ơ": "ow", "Ư": "uw"}
OTHERS = "khac"
AFTER_Z = "z2"


class Letter(NamedTuple):
    """A place in the alphabet: what readers see, its part of the address, and where its sort keys begin and end."""

    letter: str
    slug: str
    begin: str
    end: str

    @property
    def url(self) -> str:
        """The address of its list."""
        return reverse("exemplar_letter", args=[self.slug])

    def range(self) -> Q:
        """Return the condition on the sort key; numbers stand before all letters, other scripts after them."""
        if self.slug == OTHERS:
            return Q(sort_key__lt=self.end) | Q(sort_key__gte=AFTER_Z)
        return Q(sort_key__gte=self.begin, sort_key__lt=self.end)


def _letter(letter: str) -> Letter:
    begin = sort_key(letter)[:2]
    return Letter(letter, TELEX.get(letter, letter.lower()), begin, begin[0] + chr(ord(begin[1]) + 1))


# Keys of numbers stand before those of letters.
ALPHABET = (*map(_letter, LETTERS), Letter("0-9", OTHERS, "", "a"))
BY_SLUG = {one.slug: one for one in ALPHABET}


def letter_row(chosen: str = "") -> list[dict[str, Any]]:
    """Return the alphabet for a row of links: ``letter``, ``url`` (empty when nobody is found there), ``current``."""
    public = Exemplar.objects.public().order_by()
    site = Site.objects.order_by("pk").values("pk")[:1]
    there = {f"has_{one.slug}": Exists(public.filter(one.range())) for one in ALPHABET}
    # One row of a table that always has one, only to ask all letters at once.
    row = Site.objects.filter(pk__in=site).annotate(**there).values(*there).first() or {}
    shown = [one for one in ALPHABET if one.slug != OTHERS or row.get(f"has_{OTHERS}")]
    return [
        {
            "letter": one.letter,
            "url": one.url if row.get(f"has_{one.slug}") else "",
            "current": one.slug == chosen,
        }
        for one in shown
    ]


@require_safe
def exemplar_letters(request: HttpRequest) -> HttpResponse:
    """Show the alphabet with the first names of it."""
    return _answer(request, None)


@require_safe
def exemplar_letter(request: HttpRequest, letter: str) -> HttpResponse:
    """List the exemplars whose given name (or whose name, if it is no person) begins with a letter."""
    found = BY_SLUG.get(letter)
    if found is None:
        raise Http404
    return _answer(request, found)


def _answer(request: HttpRequest, letter: Letter | None) -> HttpResponse:
    page, asked_wrong = page_of(_paginator(letter), request.GET.get("page"))
    page.object_list = with_facts(page.object_list)
    title = _("Vần %(letter)s") % {"letter": letter.letter} if letter else _("Theo vần chữ cái")
    context = {
        "letter": letter,
        "title": title,
        "alphabet": letter_row(letter.slug if letter else ""),
        "exemplars": page,
        "page_asked_wrong": asked_wrong,
        "breadcrumbs": _way(letter, title),
    }
    return render(request, "registry/letters.html", context)


def _paginator(letter: Letter | None) -> Paginator:
    """Return the pages of a letter, or of everybody: those are counted from the set, not from the table."""
    if letter is None:
        everybody = load().everybody
        return Paginator(Rows(everybody, len(everybody), SORTS[BY_NAME]), PER_PAGE)
    rows = Exemplar.objects.public().with_card().filter(letter.range())
    return Paginator(rows.order_by(*SORTS[BY_NAME]), PER_PAGE)


def _way(letter: Letter | None, title: str) -> list[dict[str, str]]:
    way = [{"title": _("Sổ gương sáng"), "url": reverse("exemplar_list")}]
    if letter:
        way.append({"title": _("Theo vần chữ cái"), "url": reverse("exemplar_letters")})
    return [*way, {"title": title, "url": ""}]
