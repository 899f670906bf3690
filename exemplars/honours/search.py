"""How honours are found, and decisions by the names of those they honour."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exemplars.honours.models import Conferral, Honour
from exemplars.honours.recipients import NAMED
from news.documents.models import OfficialDocument
from search import indexing, registry
from search.entry import Entry
from search.sources import ModelSource

MAX_NAMES = 5000
"""Recipients of one decision that it is found by."""


def public_honours() -> QuerySet[Honour]:
    """Return the whole vocabulary: all of it is public."""
    return Honour.objects.all()


def honour_entry(honour: Honour) -> Entry:
    """Return an honour's entry."""
    # Not its kind: whoever looks for "thi đua" looks for news, not for every "Danh hiệu thi đua".
    words = (*honour.alias_list, honour.conferred_by, honour.law_number)
    return Entry(
        kind="honour",
        title=honour.name,
        url=reverse("honour", args=[honour.slug]),
        lead=honour.meaning,
        words=" | ".join(filter(None, words)),
        facets={"level": (str(honour.level),)},
    )


def level_names(values: Collection[str]) -> dict[str, str]:
    """Return the names of those levels that exist."""
    return {str(level.value): str(level.label) for level in Honour.Level if str(level.value) in values}


def add_recipients(document: OfficialDocument, entry: Entry) -> Entry:
    """Return a decision's entry with the names readers may know of those it honours, under the levels it confers."""
    named = Conferral.objects.filter(NAMED, decision=document).order_by("pk")[:MAX_NAMES]
    rows = list(named.values_list("exemplar__name", "recipient_name", "honour__level"))
    if not rows:
        return entry
    names = {public or printed for public, printed, _level in rows}
    levels = tuple(sorted({str(level) for *_names, level in rows}))
    return replace(entry, words=" | ".join([entry.words, *sorted(names)]), facets={**entry.facets, "level": levels})


def decisions_changed(decisions: Iterable[int]) -> None:
    """Have the entries of these documents read again, at once: a name may have gone."""
    indexing.changed([f"document:{pk}" for pk in decisions], at_once=True)


def recipient_changed(exemplar: Any) -> None:
    """An exemplar was shown, hidden or renamed: so is its name with the decisions that honour it."""
    rows = Conferral.objects.filter(exemplar=exemplar, decision__isnull=False).order_by()
    decisions_changed(rows.values_list("decision", flat=True).distinct())


def register() -> None:
    """Tell search about honours, and about names in decisions."""
    registry.register(
        ModelSource(Honour, kind="honour", label=_("Danh hiệu"), public=public_honours, entry=honour_entry)
    )
    registry.extend_kind("document", add_recipients)
    registry.register_facet(registry.Facet("level", _("Cấp khen thưởng"), level_names, order=23))
