"""The pages of the work lists, and the panel on the admin's first page."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import NoReverseMatch, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.base import ViewSet

from exemplars.honours.models import Conferral
from exemplars.registry.admin.common import StaffView, url_of
from exemplars.registry.models import Exemplar
from exemplars.registry.worklists import BY_NAME, LISTS, WorkList, namesakes, without_decision
from news.documents.citations import worklist as citations
from portal.base.paging import page_of

PERMISSION = "registry.change_exemplar"
PER_PAGE = 30


def counted() -> list[dict[str, Any]]:
    """Return every work list with its count and address, citations without document last."""
    lists = [
        {
            "label": one.label,
            "advice": one.advice,
            "url": reverse("registry_worklists:list", args=[one.name]),
            "count": one.rows().count(),
        }
        for one in LISTS
    ]
    cited = {
        "label": _("Viện dẫn chưa có văn bản"),
        "advice": _("Bài đã đăng nhắc đến văn bản mà thư viện chưa có."),
        "url": reverse("citation_worklist:index"),
        "count": citations.grouped("missing").count(),
    }
    return [*lists, cited]


class WorkListsView(StaffView):
    """All lists with their counts."""

    template_name = "registry/admin/worklists.html"
    page_title = _("Việc cần làm")
    header_icon = "list-ul"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Home, then here."""
        return [*self.breadcrumbs_items, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Count them."""
        return {**super().get_context_data(**kwargs), "lists": counted()}


class WorkListView(StaffView):
    """The rows of one list."""

    template_name = "registry/admin/worklist.html"
    header_icon = "list-ul"

    @cached_property
    def asked(self) -> WorkList:
        """The list of the address."""
        if self.kwargs["name"] not in BY_NAME:
            raise Http404
        return BY_NAME[self.kwargs["name"]]

    def get_page_title(self) -> str:
        """What the list is called."""
        return str(self.asked.label)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Home, all lists, then here."""
        every = {"url": reverse("registry_worklists:index"), "label": str(WorkListsView.page_title)}
        return [*self.breadcrumbs_items, every, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One page of it."""
        rows: QuerySet = self.asked.rows()
        if rows.model is Exemplar and self.asked.rows is not namesakes:
            rows = rows.select_related("place__province", "organisation").order_by("sort_key", "pk")
        page, _wrong = page_of(Paginator(rows, PER_PAGE), self.request.GET.get("p"))
        context = super().get_context_data(**kwargs)
        return {**context, "asked": self.asked, "page_obj": page, "rows": _shown(self.asked, list(page))}


def _shown(asked: WorkList, page: list[Any]) -> list[dict[str, Any]]:
    """Return what the table shows of each row."""
    if asked.rows is namesakes:
        return [_group(group) for group in page]
    if asked.rows is without_decision:
        return [_conferral(conferral) for conferral in page]
    return [
        {
            "title": one.name,
            "url": url_of("decide", one.pk),
            "facts": [one.reference, one.get_kind_display(), str(one.place or one.organisation or "")],
            "state": one.get_state_display(),
        }
        for one in page
    ]


def _group(group: dict[str, Any]) -> dict[str, Any]:
    """The dossiers of one name and year of birth, with links to compare each with the first."""
    same = Exemplar.objects.filter(
        merged_into=None, name_key=group["name_key"], kind=group["kind"], birth_year=group["birth_year"]
    )
    dossiers = list(same.select_related("place__province", "organisation").order_by("pk")[:10])
    first = dossiers[0]
    return {
        "title": first.name,
        "url": url_of("edit", first.pk),
        "facts": [str(first.birth_year or _("chưa rõ năm sinh")), str(first.place or "")],
        "state": first.get_state_display(),
        "others": [
            {
                "label": ", ".join(filter(None, (one.reference, str(one.place or ""), str(one.organisation or "")))),
                "url": url_of("merge", first.pk, one.pk),
            }
            for one in dossiers[1:]
        ],
    }


def _conferral(conferral: Conferral) -> dict[str, Any]:
    """An honour with its recipient, opened where honours are edited."""
    viewset = getattr(Conferral, "snippet_viewset", None)
    try:
        url = reverse(viewset.get_url_name("edit"), args=[conferral.pk]) if viewset else ""
    except NoReverseMatch:
        url = ""
    who = conferral.exemplar.name if conferral.exemplar else conferral.recipient_name
    return {
        "title": who,
        "url": url,
        "facts": [str(conferral), conferral.decision_text],
        "state": conferral.get_state_display(),
    }


class WorkListsMenuItem(MenuItem):
    """Shown to those who may change exemplars."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this user may."""
        return request.user.has_perm(PERMISSION)


class WorkListsViewSet(ViewSet):
    """The work lists in the admin."""

    name = "registry_worklists"
    url_prefix = "viec-can-lam"
    icon = "list-ul"
    menu_label = _("Việc cần làm")
    menu_name = "registry-worklists"
    menu_item_class = WorkListsMenuItem

    def get_urlpatterns(self) -> list[Any]:
        """All lists, and one of them."""
        return [
            path("", self.construct_view(WorkListsView), name="index"),
            path("<slug:name>/", self.construct_view(WorkListView), name="list"),
        ]


class WorkPanel(Component):
    """The counts on the admin's first page."""

    name = "registry-work"
    template_name = "registry/admin/work_panel.html"
    order = 60

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Only the lists in which something waits."""
        return {"lists": [one for one in counted() if one["count"]], "all_url": reverse("registry_worklists:index")}
