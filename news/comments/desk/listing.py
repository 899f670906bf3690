"""The queues: one column of comments, each with what is needed to decide about it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch, Subquery
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from wagtail import hooks

from news.comments import queues
from news.comments.above import why_unseen
from news.comments.bulk import MOST
from news.comments.desk.common import DECIDE, JUST_DECIDED, LABELS, SANCTION, DeskView, may, url_of
from news.comments.desk.forms import KEYED
from news.comments.desk.reasons import plain_reasons
from news.comments.desk.rows import came_since, newest, rows_of
from news.comments.desk.undoing import can_be_undone
from news.comments.models import Appeal, Comment, Decision, Report
from news.comments.states import STEPS, why_agreement
from portal.base.paging import page_of
from portal.vietnamese.text import squash

PER_PAGE = 30
SEARCHED = 100
"""Most characters of a search."""


def _with_more(rows: Any) -> Any:
    """Add what the cards show besides: open reports and appeals, the last step."""
    appeals = Appeal.objects.filter(decision__comment=OuterRef("pk"), state=Appeal.State.OPEN)
    steps = Decision.objects.filter(comment=OuterRef("pk")).order_by("-n").values("n")
    complaints = Prefetch("reports", Report.objects.filter(settled=False).order_by("at"), to_attr="complaints")
    return rows.annotate(has_appeal=Exists(appeals), last_step=Subquery(steps[:1])).prefetch_related(complaints)


def cards(comments: list[Comment], user: Any) -> list[dict[str, Any]]:
    """Return what the list shows of each comment."""
    return [
        {
            "comment": one,
            "why_unseen": why_unseen(one),
            "reasons": plain_reasons(one),
            "by_other": one.is_claimed and one.claimed_by_id != user.pk,
            "mine": one.is_claimed and one.claimed_by_id == user.pk,
            "own_article": bool(one.page and one.page.owner_id == user.pk),
            "large_edit": why_agreement(one.proposed) if one.proposed and not one.author_agreed else "",
            "steps": {state.value for state in STEPS[one.state]},
        }
        for one in comments
    ]


def _tabs(waiting: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {"name": name, "label": label, "count": waiting.get(name), "url": url_of("queue", name)}
        for name, label in LABELS.items()
    ]


def _tabs_of_others(request: HttpRequest) -> list[dict[str, Any]]:
    """Return what else readers sent waits elsewhere (nominations): label, count and url, from the hook of that name."""
    return [tab for hook in hooks.get_hooks("readers_queues") for tab in hook(request)]


class QueueView(DeskView):
    """One queue, or what a search finds in it."""

    template_name = "comments/desk/queue.html"

    @property
    def name(self) -> str:
        """The queue of the address."""
        asked = self.kwargs.get("name", queues.NEW)
        if asked not in LABELS:
            raise Http404
        return asked

    def get_page_title(self) -> str:
        """Which queue it is."""
        return f"{_('Ý kiến bạn đọc')}: {LABELS[self.name]}"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Home, then here."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One page of the queue; a fixed number of queries, however many comments wait."""
        user, words = self.request.user, squash(self.request.GET.get("q", ""))[:SEARCHED]
        rows = rows_of(self.name, user, words)
        size = MOST if self.request.GET.get("so") == str(MOST) else PER_PAGE
        page, _wrong = page_of(Paginator(_with_more(rows), size), self.request.GET.get("p"))
        page.object_list = list(page.object_list)
        waiting = queues.counts(user)
        return {
            **super().get_context_data(**kwargs),
            "queue": self.name,
            "words": words,
            "tabs": [*_tabs(waiting), *_tabs_of_others(self.request)],
            "page_obj": page,
            "cards": cards(page.object_list, user),
            "newest": newest(self.name, user),
            "reasons": KEYED,
            "most": MOST,
            "size": size,
            "keep": _kept(q=words, so=str(size) if size == MOST else ""),
            "may_decide": may(user, DECIDE),
            "may_hold": may(user, SANCTION),
            "undo": can_be_undone(self.request.GET.get(JUST_DECIDED), user),
        }


def _kept(**parameters: str) -> str:
    """Return what links to other pages of the list carry on, with the "&" after it."""
    said = urlencode({name: value for name, value in parameters.items() if value})
    return f"{said}&" if said else ""


def counted(request: HttpRequest) -> dict[str, Any]:
    """Return how many comments wait in each queue, and how many came into one since a list of it was drawn."""
    user = request.user
    name = request.GET.get("hang", "")
    fresh = came_since(name, user, request.GET.get("sau")) if name in LABELS else 0
    label = _("%(count)s ý kiến mới") % {"count": fresh}
    return {"queues": queues.counts(user), "fresh": fresh, "label": label if fresh else ""}


class CountsView(DeskView):
    """The counts, for the script of the list; nothing in them is anybody's words."""

    http_method_names = ("get", "head", "options")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        """Answer with JSON."""
        return JsonResponse(counted(request))


def list_url(name: str, *, just: int | None = None) -> str:
    """Return the address of a queue; ``just``: with the way to undo what was decided about this comment."""
    return url_of("queue", name) + (f"?{JUST_DECIDED}={just}" if just else "")
