"""The comments of a page as readers see them: twenty threads at a time, in three queries at most."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.http import HttpRequest

from news.comments.models import Comment
from news.comments.models.comment import MAX_DEPTH
from news.comments.policy import Standing, standing
from portal.base.metadata import absolute, json_ld
from portal.base.models import BasePage
from portal.base.paging import page_of

PER_PAGE = 20
PAGE, ORDER = "y-kien", "thu-tu"
CHOSEN_FIRST, NEWEST, OLDEST = "", "moi", "cu"
_MACHINES_ONLY = ("word_hits", "hints", "flags", "email_sealed", "net_hash", "author_token_hash", "search_text")


@dataclass
class Node:
    """A comment with the answers to it."""

    comment: Comment
    replies: list[Node] = field(default_factory=list)

    @property
    def takes_replies(self) -> bool:
        """Whether it is not as deep as a thread may go."""
        return self.comment.depth < MAX_DEPTH and not self.comment.tombstone


@dataclass
class Shown:
    """One page of threads, how many comments there are in all, and how the page stands."""

    standing: Standing
    total: int = 0
    threads: list[Node] = field(default_factory=list)
    listing: Page | None = None
    order: str = CHOSEN_FIRST


def _order_of(request: HttpRequest) -> str:
    asked = request.GET.get(ORDER, "")
    return asked if asked in (NEWEST, OLDEST) else CHOSEN_FIRST


def _sorted_roots(rows: list[tuple[int, int | None, bool]], order: str) -> list[int]:
    """Return the ids of the threads in order; rows come oldest first as (id, root, chosen)."""
    roots = [(pk, chosen) for pk, root, chosen in rows if root is None]
    if order != OLDEST:
        roots.reverse()
    if order == CHOSEN_FIRST:
        roots.sort(key=lambda row: not row[1])
    return [pk for pk, _chosen in roots]


def comments_of(page: BasePage, request: HttpRequest) -> Shown:
    """Return what is shown below a page for a reader's request."""
    shown = Shown(standing(page), order=_order_of(request))
    if not shown.standing.published or not shown.standing.is_shown:
        return shown
    public = Comment.objects.public().filter(page=page).order_by("created", "pk")
    rows = list(public.values_list("pk", "root_id", "chosen"))
    shown.total = len(rows)
    shown.listing, _wrong = page_of(Paginator(_sorted_roots(rows, shown.order), PER_PAGE), request.GET.get(PAGE))
    wanted = list(shown.listing.object_list)
    found = public.filter(Q(pk__in=wanted) | Q(root__in=wanted)).defer(*_MACHINES_ONLY)
    nodes = {comment.pk: Node(comment) for comment in found}
    for node in nodes.values():
        if node.comment.parent_id in nodes:
            nodes[node.comment.parent_id].replies.append(node)
    shown.threads = [nodes[pk] for pk in wanted if pk in nodes]
    return shown


def address_of(comment: Comment) -> str:
    """Return the path to a public comment on its article; beyond one page of threads, to the page it stands on.

    Oldest first, for in that order alone what comes later moves nothing.
    """
    roots = Comment.objects.public().filter(page=comment.page_id, parent=None)
    query = ""
    if roots.count() > PER_PAGE:
        first = comment.root or comment
        before = roots.filter(Q(created__lt=first.created) | Q(created=first.created, pk__lt=first.pk)).count()
        query = f"?{ORDER}={OLDEST}&{PAGE}={before // PER_PAGE + 1}"
    _site, _root, path = comment.page.get_url_parts()
    return f"{path}{query}#{comment.anchor}"


def structured_data(page: BasePage, shown: Shown, request: HttpRequest) -> str:
    """Return the JSON-LD of the comments shown: published ones and nothing else."""
    return json_ld(
        {
            "@context": "https://schema.org",
            "@type": page.schema_type,
            "url": absolute(request, page.get_url(request)),
            "commentCount": shown.total,
            "comment": _described(shown.threads),
        }
    )


def _described(nodes: list[Node]) -> list[dict[str, Any]]:
    described = []
    for node in nodes:
        if node.comment.tombstone:
            described += _described(node.replies)
            continue
        data: dict[str, Any] = {
            "@type": "Comment",
            "text": node.comment.current_body,
            "dateCreated": node.comment.created.isoformat(timespec="seconds"),
            "author": {"@type": "Person" if not node.comment.badge else "Organization", "name": node.comment.name},
        }
        if node.replies:
            data["comment"] = _described(node.replies)
        described.append(data)
    return described
