"""Mentions as readers and staff see them. Only what is public now is shown: asked in the query that reads the rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast

from portal.base.models import BasePage
from search.mentions.models import Mention
from search.mentions.names import NameSource, source_of, sources


@dataclass(frozen=True, slots=True)
class Link:
    """Words of a page's text, and the public page of what they name."""

    words: str
    label: str
    url: str


def links_of(page: BasePage) -> list[Link]:
    """Return what a page names that has a public page now: one query, once a page."""
    kept = page.__dict__.get("_shown_mentions")
    if kept is None:
        parts = [_linked(page, source) for source in sources() if source.address]
        kept = []
        if parts and page.pk:
            for kind, label, slug, words in parts[0].union(*parts[1:], all=True):
                kept.append(Link(words, label, source_of(kind).address(slug)))
        page.__dict__["_shown_mentions"] = kept
    return kept


def _linked(page: BasePage, source: NameSource) -> QuerySet:
    """Return kind, label, slug and words of what a page names of one kind."""
    named = Mention.objects.filter(page_id=page.pk, kind=source.kind)
    words = named.filter(target=OuterRef("pk")).order_by().values("words")[:1]
    rows = source.rows().order_by().filter(pk__in=named.order_by().values("target"))
    columns = {
        "_kind": Value(source.kind, CharField()),
        "_label": Cast(source.label_field, CharField()),
        "_slug": Cast("slug", CharField()),
        "_words": Subquery(words, output_field=CharField()),
    }
    return rows.annotate(**columns).values_list(*columns)


def labels(keys: Iterable[str]) -> dict[str, str]:
    """Return the names of those targets ("exemplar:12") that readers may be told of, a query for each kind."""
    wanted: dict[str, list[str]] = {}
    for key in keys:
        kind, _, target = key.partition(":")
        wanted.setdefault(kind, []).append(target)
    found: dict[str, str] = {}
    for kind, targets in wanted.items():
        source = source_of(kind)
        if source is not None:
            rows = source.rows().filter(pk__in=targets).values_list("pk", source.label_field)
            found |= {f"{kind}:{pk}": label for pk, label in rows}
    return found


def named_in(page: BasePage) -> list[dict[str, Any]]:
    """Return what a page names, for staff: kind, label, the words, how often, and the public page if there is one."""
    mentions = list(Mention.objects.filter(page_id=page.pk).order_by("offset"))
    named = labels(mention.key for mention in mentions)
    urls = {link.words: link.url for link in links_of(page)}
    return [
        {
            "kind": source_of(mention.kind).label,
            "label": named[mention.key],
            "words": mention.words,
            "count": mention.count,
            "url": urls.get(mention.words, ""),
        }
        for mention in mentions
        if mention.key in named
    ]


def pages_naming(kind: str, target: int) -> QuerySet[BasePage]:
    """Return the public pages that name something, newest first."""
    naming = Mention.objects.filter(kind=kind, target=target).order_by().values("page")
    return BasePage.objects.public_rows().filter(pk__in=naming).newest_first()
