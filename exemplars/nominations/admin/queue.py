"""The curators' queue, and the panel on the admin's first page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from exemplars.nominations.admin.common import QueueView, url_of
from exemplars.nominations.models import OPEN, Confirmation, Nomination, NominationDecision, State
from portal.base.paging import page_of
from portal.vietnamese.text import fold, squash

PER_PAGE = 30
ALL, ANSWERED, SILENT, TO_FILE = "tat-ca", "co-tra-loi", "qua-han", "cho-lap-ho-so"


def answered() -> QuerySet[Nomination]:
    """Return open nominations with an answer from outside that came after the last decision."""
    last = NominationDecision.objects.filter(nomination=OuterRef("pk")).order_by("-at").values("at")[:1]
    fresh = Confirmation.objects.filter(nomination=OuterRef("pk"), recorded_by=None, answered_at__gt=OuterRef("last"))
    return _live().filter(state__in=OPEN).annotate(last=Subquery(last)).filter(Exists(fresh))


def silent() -> QuerySet[Nomination]:
    """Return open nominations with a question whose time ran out without an answer, and no later one that waits."""
    asked = Confirmation.objects.filter(answered_at=None, revoked_at=None)
    now = timezone.now()
    late = asked.filter(expires_at__lte=now).values("nomination")
    waiting = asked.filter(expires_at__gt=now).values("nomination")
    return _live().filter(pk__in=late, state__in=OPEN).exclude(pk__in=waiting)


def to_file() -> QuerySet[Nomination]:
    """Return approved nominations nobody has made a dossier of."""
    return _live().filter(state=State.APPROVED, exemplar=None)


def waiting() -> QuerySet[Nomination]:
    """Return the nominations that are not decided about."""
    return _live().filter(state__in=OPEN)


def _live() -> QuerySet[Nomination]:
    return Nomination.objects.filter(erased_at=None)


LISTS = {
    ANSWERED: (_("Có trả lời mới"), answered),
    SILENT: (_("Quá hạn chưa trả lời"), silent),
    TO_FILE: (_("Chờ lập hồ sơ"), to_file),
}


def counted() -> list[dict[str, Any]]:
    """Return what waits: nominations by state, then the lists that cross states; each with its count and address."""
    states = _live().aggregate(**{one.value: Count("pk", filter=Q(state=one)) for one in OPEN})
    shown = [{"value": one.value, "label": one.label, "count": states[one.value]} for one in OPEN]
    shown += [{"value": name, "label": label, "count": rows().count()} for name, (label, rows) in LISTS.items()]
    return [{**one, "url": f"{url_of('index')}?{urlencode({'loc': one['value']})}"} for one in shown]


def rows_of(chosen: str) -> QuerySet[Nomination]:
    """Return the nominations of a list or state; those that wait for a name that is none of them."""
    if chosen in LISTS:
        return LISTS[chosen][1]()
    if chosen in State.values:
        return Nomination.objects.filter(state=chosen)
    return Nomination.objects.all() if chosen == ALL else waiting()


class IndexView(QueueView):
    """The queue, oldest first; filtered by state or list, searched without accents by name and reference."""

    template_name = "nominations/admin/queue.html"
    http_method_names = ["get", "head", "options"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One page of it."""
        chosen, query = self.request.GET.get("loc", ""), squash(self.request.GET.get("q", "")[:120])
        rows = rows_of(chosen)
        if query:
            rows = rows.filter(Q(name_key__contains=fold(query)) | Q(reference__icontains=query))
        rows = rows.select_related("place__province", "field").order_by("pk")
        page, _wrong = page_of(Paginator(rows, PER_PAGE), self.request.GET.get("p"))
        context = super().get_context_data(**kwargs)
        return {
            **context,
            "lists": counted(),
            "states": State.choices,
            "crossing": [(name, label) for name, (label, _rows) in LISTS.items()],
            "all": ALL,
            "chosen": chosen,
            "query": query,
            "page_obj": page,
            "keep": urlencode({"loc": chosen, "q": query}) + "&",
        }


class QueuePanel(Component):
    """What waits, on the admin's first page."""

    name = "nominations"
    template_name = "nominations/admin/panel.html"
    order = 55

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Only what is not empty."""
        return {"lists": [one for one in counted() if one["count"]], "all_url": url_of("index")}
