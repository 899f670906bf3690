"""Documents that pages cite alike: for search entries, and as facts that relate pages."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from news.documents.models import Citation, OfficialDocument
from portal.base.models import BasePage
from search import registry
from search.entry import Entry
from search.related.facts import FactSource
from search.related.facts import register as register_fact

WEIGHT = 0.25


def _citations() -> QuerySet[Citation]:
    return Citation.objects.filter(state=Citation.State.LINKED)


def _reasons(documents: Collection[int]) -> Mapping[int, str]:
    cited = OfficialDocument.objects.filter(public=True).select_related("type", "issuer").in_bulk(documents)
    return {pk: _("Cùng viện dẫn %s") % document.label for pk, document in cited.items()}


def add_cites(page: BasePage, entry: Entry) -> Entry:
    """Return a page's entry with the documents it cites."""
    cited = {str(row.document_id) for row in page.citations.all() if row.state == Citation.State.LINKED}
    return replace(entry, cites=tuple(sorted(cited)))


def register() -> None:
    """Tell search what pages cite; count it among the facts they share."""
    registry.extend_pages(add_cites, prefetch="citations")
    register_fact(FactSource("cites", WEIGHT, _citations, "page", "document", _reasons))
