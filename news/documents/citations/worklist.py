"""The work list: what pages cite and the library has not, or cannot tell; and what staff decide."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Count, Max, Min, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from news.documents.citations.refresh import resolve_again
from news.documents.citations.signals import citations_changed
from news.documents.models import Citation, OfficialDocument
from portal.base.models import BasePage

if TYPE_CHECKING:
    from portal.base.models import User

PAGES_SHOWN = 3
SUGGESTIONS = 6

TABS = {
    "missing": (_("Chưa có văn bản"), Q(state=Citation.State.MISSING)),
    "ambiguous": (_("Chưa rõ văn bản nào"), Q(state=Citation.State.AMBIGUOUS)),
    "decided": (_("Đã quyết định"), Q(manual=True)),
}


@dataclass(slots=True)
class Group:
    """One document as pages cite it: how often, where, and what the library has that is like it."""

    sample: Citation
    times: int
    page_count: int
    pages: list[BasePage] = field(default_factory=list)
    suggestions: list[OfficialDocument] = field(default_factory=list)


def cited_on_live_pages() -> QuerySet[Citation]:
    """Citations of live pages; references that an editor chose need no decision."""
    return Citation.objects.filter(page__live=True).exclude(form=Citation.Form.REFERENCE)


def grouped(tab: str) -> QuerySet[Any]:
    """Rows `group_key`, `sample` (a citation's id), `times`, `pages`; most cited first."""
    rows = cited_on_live_pages().filter(TABS[tab][1]).values("group_key")
    counted = rows.annotate(
        sample=Min("pk"), times=Sum("count"), pages=Count("page", distinct=True), newest=Max("page_date")
    )
    return counted.order_by("-pages", "-newest", "sample")


def filled(rows: list[dict[str, Any]]) -> list[Group]:
    """The groups of one page of the list, in three queries however many they are."""
    samples = Citation.objects.select_related("document").in_bulk([row["sample"] for row in rows])
    groups = {row["group_key"]: Group(samples[row["sample"]], row["times"], row["pages"]) for row in rows}
    mentions = cited_on_live_pages().filter(group_key__in=groups).order_by("-page_date", "-pk")
    for citation in mentions.select_related("page")[: len(groups) * 20]:
        pages = groups[citation.group_key].pages
        if len(pages) < PAGES_SHOWN and citation.page not in pages:
            pages.append(citation.page)
    near = _near([group.sample for group in groups.values()])
    for group in groups.values():
        group.suggestions = [document for document in near if _is_near(group.sample, document)][:SUGGESTIONS]
    return list(groups.values())


def _near(samples: list[Citation]) -> list[OfficialDocument]:
    numbers = {sample.number_key for sample in samples if sample.number_key}
    laws = {sample.law_key for sample in samples if sample.law_key}
    found = OfficialDocument.objects.filter(Q(number_key__in=numbers) | Q(law_key__in=laws, law_key__gt=""))
    return list(found.order_by("-issued_on", "-pk")[:500])


def _is_near(citation: Citation, document: OfficialDocument) -> bool:
    """The same law, or the same number with the same symbol, or of the same type where there is none."""
    if citation.law_key and citation.law_key == document.law_key:
        return True
    if not citation.number_key or citation.number_key != document.number_key:
        return False
    if citation.symbol_key:
        return citation.symbol_key == document.symbol_key
    return citation.type_code == document.type.code


def of_group(sample: Citation) -> QuerySet[Citation]:
    """All citations of live pages that belong to the same group, newest page first."""
    same = cited_on_live_pages().filter(group_key=sample.group_key)
    return same.select_related("page", "document").order_by("-page_date", "-pk")


@transaction.atomic
def decide(citations: QuerySet[Citation], user: User, *, document: OfficialDocument | None = None) -> int:
    """Staff say what these citations mean: a document, or (None) that they are none; the number decided."""
    state = Citation.State.LINKED if document else Citation.State.IGNORED
    rows = list(citations)
    Citation.objects.filter(pk__in=[row.pk for row in rows]).update(manual=True, state=state, document=document)
    action = "documents.citation_linked" if document else "documents.citation_ignored"
    _log(
        rows,
        user,
        action,
        {"document": document.label if document else "", "document_id": getattr(document, "pk", None)},
    )
    return len(rows)


@transaction.atomic
def undo(citations: QuerySet[Citation], user: User) -> int:
    """Give decided citations back to the resolver; the number given back."""
    rows = list(citations.filter(manual=True))
    again = Citation.objects.filter(pk__in=[row.pk for row in rows])
    again.update(manual=False, state=Citation.State.MISSING, document=None)
    resolve_again(again)
    _log(rows, user, "documents.citation_reopened", {})
    return len(rows)


def _log(rows: list[Citation], user: User, action: str, data: dict[str, Any]) -> None:
    """One entry a page in the page's own history: who decided what, when."""
    for page in {row.page_id: row.page for row in rows}.values():
        words = [row.raw for row in rows if row.page_id == page.pk]
        log(instance=page, action=action, user=user, data={"citations": words, **data})
    if rows:
        citations_changed.send(sender=Citation, page_ids=frozenset(row.page_id for row in rows))
