"""What the admin views of nominations share: one nomination, one permission, Wagtail's frame."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from exemplars.nominations.models import Nomination

LOOK = "nominations.change_nomination"
DECIDE = "nominations.decide_nomination"


def url_of(name: str, *args: Any) -> str:
    """Return the address of one of these views."""
    return reverse(f"nominations:{name}", args=args)


class QueueView(WagtailAdminTemplateMixin, TemplateView):
    """A view for those who have one permission (``permission``)."""

    permission = LOOK
    header_icon = "mail"
    page_title = gettext_lazy("Phiếu giới thiệu")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse everybody else."""
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Home, then here."""
        return [*self.breadcrumbs_items, {"url": "", "label": str(QueueView.page_title)}]


class NominationView(QueueView):
    """A view of one nomination."""

    @cached_property
    def nomination(self) -> Nomination:
        """The nomination of the address."""
        rows = Nomination.objects.select_related("place__province", "field", "exemplar")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        """Which one it is."""
        return self.nomination.reference

    def get_page_subtitle(self) -> str:
        """Whom it is about."""
        return self.nomination.name

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """The queue, then here."""
        queue = {"url": url_of("index"), "label": str(QueueView.page_title)}
        return [*self.breadcrumbs_items, queue, {"url": "", "label": self.nomination.reference}]
