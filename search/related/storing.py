"""Keeping the links of pages: a page's own are replaced, its neighbours' are completed."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db import transaction
from django_tasks import task

from portal.base.models import BasePage
from search.related.choosing import KEPT, Candidate, related_to
from search.related.facts import pinned
from search.related.models import RelatedBan, RelatedLink

MAX_REASON = 200
AT_A_TIME = 50
"""Pages related by one task."""
PIN_SCORE = 1000.0
"""Above what any page can score; the first pin has the most."""


@transaction.atomic
def store_pins(page: BasePage) -> None:
    """Bring the pinned links of a page in step with what editors pinned: part of publishing it."""
    pins = dict(pinned(page))
    RelatedLink.objects.filter(page_id=page.pk, pinned=True).exclude(related__in=pins).delete()
    RelatedLink.objects.bulk_create(
        [
            RelatedLink(
                page_id=page.pk, related_id=pk, score=PIN_SCORE - place, pinned=True, reason=reason[:MAX_REASON]
            )
            for place, (pk, reason) in enumerate(pins.items())
        ],
        update_conflicts=True,
        unique_fields=["page", "related"],
        update_fields=["score", "pinned", "reason", "fact"],
    )


@task()
def relate_pages(ids: list[int], tell_neighbours: bool = True) -> None:
    """Task: work out and store what belongs beside these pages; those not public any more lose their links."""
    public = {page.pk: page for page in BasePage.objects.live().public().filter(pk__in=ids).specific()}
    for pk in ids:
        if pk in public:
            relate(public[pk], tell_neighbours=tell_neighbours)
        else:
            unrelate(pk)


@transaction.atomic
def relate(page: BasePage, *, tell_neighbours: bool = True) -> None:
    """Replace the links of a page by what belongs beside it now, after its pins; add it to its neighbours' lists."""
    found = related_to(page)
    store_pins(page)
    pins = set(RelatedLink.objects.filter(page_id=page.pk, pinned=True).values_list("related_id", flat=True))
    own = [_link(page.pk, one.page, one) for one in found if one.page not in pins][: max(KEPT - len(pins), 0)]
    before = RelatedLink.objects.filter(page_id=page.pk, pinned=False)
    if [_values(link) for link in before.order_by("-score", "-related")] != [_values(link) for link in own]:
        before.delete()
        RelatedLink.objects.bulk_create(own)
    if tell_neighbours:
        _tell(page.pk, found)


def unrelate(pk: int) -> None:
    """Take a page out of all lists, and its own list away."""
    links = RelatedLink.objects.filter(related_id=pk)
    short = list(links.values_list("page_id", flat=True))
    links.delete()
    RelatedLink.objects.filter(page_id=pk).delete()
    relate_when_committed(short, tell_neighbours=False)


def relate_when_committed(ids: Collection[int], *, tell_neighbours: bool = True) -> None:
    """Have pages related once the running transaction is committed."""
    ordered = sorted(set(ids))
    for start in range(0, len(ordered), AT_A_TIME):
        some = ordered[start : start + AT_A_TIME]
        transaction.on_commit(lambda some=some: relate_pages.enqueue(some, tell_neighbours), robust=True)


def _tell(pk: int, found: Iterable[Candidate]) -> None:
    """Put a page into the lists of those beside it: facts and nearness are the same seen from there, likeness nearly.

    Neighbours it had before and has no more forget it. So a publish costs the same whatever its neighbours are.
    """
    near = {one.page: one for one in found}
    lost = RelatedLink.objects.filter(related_id=pk, pinned=False).exclude(page_id__in=near)
    poorer = list(lost.values_list("page_id", flat=True))
    lost.delete()
    pinned_there = set(RelatedLink.objects.filter(related_id=pk, pinned=True).values_list("page_id", flat=True))
    banned = set(RelatedBan.objects.filter(related_id=pk).values_list("page_id", flat=True))
    RelatedLink.objects.bulk_create(
        [_link(other, pk, one) for other, one in near.items() if other not in pinned_there | banned],
        update_conflicts=True,
        unique_fields=["page", "related"],
        update_fields=["score", "reason", "fact"],
    )
    _trim(near)
    _refill(poorer)


def _refill(pages: Collection[int]) -> None:
    """Work out anew the lists that lost their last link: of many texts alike each shows one, and not the same one."""
    filled = RelatedLink.objects.filter(page_id__in=pages).values("page_id")
    for page in BasePage.objects.live().public().filter(pk__in=pages).exclude(pk__in=filled).specific():
        relate(page, tell_neighbours=False)


def _trim(pages: Collection[int]) -> None:
    """Cut lists that became too long."""
    seen: dict[int, int] = {}
    surplus = []
    links = RelatedLink.objects.filter(page_id__in=pages).order_by("page", "-pinned", "-score", "-related")
    for link, page, pin in links.values_list("pk", "page_id", "pinned"):
        seen[page] = seen.get(page, 0) + 1
        if seen[page] > KEPT and not pin:
            surplus.append(link)
    RelatedLink.objects.filter(pk__in=surplus).delete()


def _link(page: int, related: int, one: Candidate) -> RelatedLink:
    return RelatedLink(
        page_id=page, related_id=related, score=round(one.score, 6), reason=one.reason[:MAX_REASON], fact=one.fact
    )


def _values(link: RelatedLink) -> tuple:
    return link.related_id, link.score, link.reason, link.fact
