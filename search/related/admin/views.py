"""What a page names and what stands beside it, for those who may edit it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.base.models import BasePage
from portal.vietnamese.numbers import whole_number
from search.mentions.shown import named_in
from search.related.banning import allow, ban
from search.related.models import RelatedBan, RelatedLink


class LinksView(WagtailAdminTemplateMixin, TemplateView):
    """Mentions, links with their reasons, and what was banned; a press bans or allows."""

    template_name = "related/admin/links.html"
    page_title = gettext_lazy("Nhắc đến và tin liên quan")
    header_icon = "link"

    @cached_property
    def page(self) -> BasePage:
        """The page whose links these are."""
        return get_object_or_404(BasePage, pk=self.kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse who may not edit the page."""
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """The page's title."""
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Home, the page, then here."""
        edit = {"url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]), "label": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, edit, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the page names, its links as they are stored, and the bans."""
        links = RelatedLink.objects.filter(page_id=self.page.pk).select_related("related")
        return super().get_context_data(**kwargs) | {
            "page": self.page,
            "mentions": named_in(self.page),
            "links": links.order_by("-pinned", "-score", "-related"),
            "bans": RelatedBan.objects.filter(page_id=self.page.pk).select_related("related", "by").order_by("-at"),
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ban a page from this one's list, or allow it again."""
        decide = {"ban": ban, "allow": allow}.get(request.POST.get("decision", ""))
        number = whole_number(request.POST.get("related"), 18)
        related = BasePage.objects.filter(pk=number or 0).exclude(pk=pk).first()
        if decide is None or related is None:
            messages.error(request, _("Không hiểu yêu cầu; chưa có gì thay đổi."))
        else:
            decide(self.page, related, request.user)
            messages.success(request, _("Đã ghi: “%s”.") % related.title)
        return redirect("related_links", pk=pk)
