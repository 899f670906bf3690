"""Views of the work list "chưa có văn bản"."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from news.documents.citations import worklist
from news.documents.models import Citation, OfficialDocument
from portal.base.paging import page_of
from portal.vietnamese.numbers import whole_number

PERMISSION = "documents.change_officialdocument"
PER_PAGE = 20
PAGES_PER_PAGE = 30


class WorkListMixin(WagtailAdminTemplateMixin, TemplateView):
    """Only those who may change documents decide what pages mean."""

    header_icon = "link"
    page_title = gettext_lazy("Viện dẫn cần xem")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the address at which a document is created."""
        create = OfficialDocument.snippet_viewset.get_url_name("add")
        return super().get_context_data(**kwargs) | {"create_url": create}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse others."""
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class WorkListView(WorkListMixin):
    """Missing, ambiguous or decided citations, grouped by what they cite."""

    template_name = "documents/admin/worklist.html"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Home, then here."""
        return [*self.breadcrumbs_items, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The tab asked for, its page of groups, and the counts of all tabs."""
        asked = self.request.GET.get("tinh-trang", "missing")
        tab = asked if asked in worklist.TABS else "missing"
        page, _wrong = page_of(Paginator(worklist.grouped(tab), PER_PAGE), self.request.GET.get("p"))
        address = reverse("citation_worklist:index")
        tabs = [
            {
                "label": label,
                "url": f"{address}?tinh-trang={name}",
                "count": page.paginator.count if name == tab else worklist.grouped(name).count(),
                "current": name == tab,
            }
            for name, (label, _filter) in worklist.TABS.items()
        ]
        context = super().get_context_data(**kwargs)
        return context | {"tabs": tabs, "tab": tab, "page_obj": page, "groups": worklist.filled(list(page))}


class GroupView(WorkListMixin):
    """One group: every page that cites so, and the decision for all of them."""

    template_name = "documents/admin/citation_group.html"

    @cached_property
    def sample(self) -> Citation:
        """The citation that stands for the group."""
        return get_object_or_404(Citation, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        """What is cited."""
        return f"{self.sample.raw}{' ' + self.sample.tail if self.sample.tail else ''}"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Home, the work list, then here."""
        listed = {"url": reverse("citation_worklist:index"), "label": str(WorkListMixin.page_title)}
        return [*self.breadcrumbs_items, listed, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """All citations of the group, paged, with what the library has that is like it."""
        citations = worklist.of_group(self.sample)
        page, _wrong = page_of(Paginator(citations, PAGES_PER_PAGE), self.request.GET.get("p"))
        row = {"group_key": self.sample.group_key, "sample": self.sample.pk, "times": 0, "pages": 0}
        group = worklist.filled([row])[0]
        context = super().get_context_data(**kwargs)
        return context | {
            "sample": self.sample,
            "page_obj": page,
            "suggestions": group.suggestions,
            "is_decided": citations.filter(manual=True).exists(),
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Decide for the whole group: link, ignore, or let the resolver look again."""
        citations = worklist.of_group(self.sample)
        decision = request.POST.get("decision")
        if decision == "link":
            number = whole_number(request.POST.get("document"), 18)
            document = get_object_or_404(OfficialDocument, pk=number or 0)
            done = worklist.decide(citations, request.user, document=document)
        elif decision == "ignore":
            done = worklist.decide(citations, request.user)
        elif decision == "undo":
            done = worklist.undo(citations, request.user)
        else:
            messages.error(request, _("Không hiểu yêu cầu; chưa có gì thay đổi."))
            return redirect("citation_worklist:group", pk=pk)
        said = ngettext("Đã ghi quyết định cho %(count)s viện dẫn.", "Đã ghi quyết định cho %(count)s viện dẫn.", done)
        messages.success(request, said % {"count": done})
        return redirect("citation_worklist:index")


class WorkListMenuItem(MenuItem):
    """Shown to those who may decide."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this user may."""
        return request.user.has_perm(PERMISSION)


class WorkListViewSet(ViewSet):
    """The work list in the admin."""

    name = "citation_worklist"
    url_prefix = "vien-dan"
    icon = "link"
    menu_label = gettext_lazy("Viện dẫn cần xem")
    menu_name = "citation-worklist"
    menu_item_class = WorkListMenuItem

    def get_urlpatterns(self) -> list[Any]:
        """The list and the page of a group."""
        return [
            path("", self.construct_view(WorkListView), name="index"),
            path("<int:pk>/", self.construct_view(GroupView), name="group"),
        ]
