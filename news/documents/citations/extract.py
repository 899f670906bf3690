"""From a page's text to its citation rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from news.documents.citations.laws import stored_law_key
from news.documents.citations.mention import Form, Mention
from news.documents.citations.recognise import recognise
from news.documents.citations.resolve import Setting, candidates, resolve
from news.documents.citations.unify import unify
from news.documents.identity import numbered_alias, worded_alias
from news.documents.lexicon import current_vocabulary
from news.documents.models.citation import Citation
from news.documents.models.official import OfficialDocument
from portal.base.models import BasePage, PortalSettings
from portal.vietnamese.text import squash

MAX_RAW = 300


def current_setting() -> Setting:
    """The words and the province of this portal, in three queries."""
    province = PortalSettings.objects.order_by("pk").values_list("province", flat=True).first() or ""
    return Setting(current_vocabulary(), squash(province))


def page_text(page: BasePage) -> str:
    """All words of a page that may cite: title, sapo, and what its body's blocks call searchable."""
    body = getattr(page, "body", None)
    parts = [page.title, page.lead]
    if body:
        parts += [str(part) for part in body.stream_block.get_searchable_content(body)]
    return "\n".join(parts)


def page_date(page: BasePage) -> date:
    """The day from which a page's undated citations are read, in the office's time zone."""
    moment = page.display_date or page.first_published_at or timezone.now()
    return timezone.localdate(moment)


def chosen_documents(page: BasePage) -> Iterator[OfficialDocument]:
    """Documents that an editor put on the page by choice: reference boxes, and the document of a plan."""
    for child in getattr(page, "body", None) or ():
        if child.block_type == "document_reference" and child.value.get("document"):
            yield child.value["document"]
    if getattr(page, "document_id", None):
        yield page.document


def citations_of(page: BasePage, setting: Setting) -> list[Citation]:
    """Unsaved, resolved citation rows of a page, in the order of its text, one for each wording."""
    mentions = unify(recognise(page_text(page), setting.vocabulary), setting.vocabulary)
    rows: dict[tuple[str, str], Citation] = {}
    day = page_date(page)
    for position, mention in enumerate(mentions):
        row = _row(page, mention, position, day)
        kept = rows.setdefault((row.raw, row.tail), row)
        if kept is not row:
            kept.count += 1
    found = list(rows.values())
    documents = candidates(found) if found else []
    for row in found:
        outcome = resolve(row, documents, setting)
        row.state, row.document = outcome.state, outcome.document
    for document in {chosen.pk: chosen for chosen in chosen_documents(page)}.values():
        found.append(_reference(page, document, len(mentions) + len(found), day))
    return found


def _row(page: BasePage, mention: Mention, position: int, day: date) -> Citation:
    raw, tail = squash(mention.raw)[:MAX_RAW], " ".join(mention.tail.split())[:MAX_RAW]
    if mention.symbol_key:
        alias = numbered_alias(mention.number_key, mention.symbol_key, mention.year if mention.dated_number else None)
    else:
        alias = worded_alias(raw)
    row = Citation(
        page_id=page.pk,
        position=position,
        raw=raw,
        tail=squash(tail),
        articles=squash(mention.articles)[:200],
        form=mention.form.value,
        type_code=mention.type_code,
        number=mention.number[:40],
        symbol=mention.symbol[:100],
        number_key=mention.number_key[:40],
        symbol_key=mention.symbol_key[:100],
        dated_number=mention.dated_number,
        year=mention.year,
        year_hint=mention.year_hint,
        issued_on=mention.issued_on,
        issuer_code=mention.issuer,
        level=mention.level,
        place=mention.place[:100],
        term=mention.term[:12],
        law_key=stored_law_key(mention.law_key, mention.amending)[:250],
        alias_key=alias,
        page_date=day,
    )
    row.group_key = group_key(row)
    return row


def group_key(citation: Citation) -> str:
    """What the work list counts as one missing document."""
    if citation.form == Form.LAW:
        return f"{citation.law_key}|{citation.year or ''}"
    if citation.form == Form.PLENUM:
        return f"plenum|{citation.number_key}|{citation.term}"
    period: Any = citation.year or (citation.issued_on.year if citation.issued_on else None)
    if period is None and citation.form == Form.STATE:
        period = citation.year_hint or (citation.page_date.year if citation.page_date else "")
    sign = citation.symbol_key or f"{citation.type_code}|{citation.issuer_code}"
    return "|".join((citation.number_key, sign, str(period or citation.term), citation.level, citation.place))[:400]


def _reference(page: BasePage, document: OfficialDocument, position: int, day: date) -> Citation:
    return Citation(
        page_id=page.pk,
        position=position,
        raw=document.label[:MAX_RAW],
        tail=f"#{document.pk}",
        form=Citation.Form.REFERENCE,
        state=Citation.State.LINKED,
        document=document,
        page_date=day,
    )


@transaction.atomic
def store_citations(page: BasePage, setting: Setting | None = None) -> list[Citation]:
    """Replace a page's citation rows by what its text says now; decisions made by hand stay.

    Writes nothing when nothing changed. `page` is of its own kind (`specific`).
    """
    fresh = citations_of(page, setting or current_setting())
    before = {(row.raw, row.tail): row for row in Citation.objects.filter(page_id=page.pk)}
    for row in fresh:
        old = before.get((row.raw, row.tail))
        if old is not None and old.manual:
            row.manual, row.state, row.document_id = True, old.state, old.document_id
    if _same(before.values(), fresh):
        return list(before.values())
    Citation.objects.filter(page_id=page.pk).delete()
    return Citation.objects.bulk_create(fresh)


def _same(before: Iterable[Citation], fresh: Iterable[Citation]) -> bool:
    return sorted(map(_values, before)) == sorted(map(_values, fresh))


def _values(row: Citation) -> tuple[str, ...]:
    fields = [field.attname for field in Citation._meta.concrete_fields if field.name != "id"]
    return tuple(str(getattr(row, name)) for name in fields)
