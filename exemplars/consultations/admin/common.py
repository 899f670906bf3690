"""What the admin views of consultations share: one consultation, one permission, Wagtail's frame."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from exemplars.consultations.models import Consultation


def url_of(name: str, *args: Any) -> str:
    """Return the address of one of the admin views of consultations."""
    return reverse(Consultation.snippet_viewset.get_url_name(name), args=args)


class ConsultationView(WagtailAdminTemplateMixin, TemplateView):
    """A view of one consultation for those who have a permission (``permission``: its codename)."""

    permission = "read_opinion"
    header_icon = "group"
    model: Any = Consultation
    index_url_name = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse everybody else."""
        if not request.user.has_perm(f"consultations.{self.permission}"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def consultation(self) -> Consultation:
        """The consultation of the address."""
        return get_object_or_404(Consultation, pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        """Which consultation it is."""
        return self.consultation.title

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """The list, the consultation, then here."""
        listed = {"url": url_of("list"), "label": capfirst(Consultation._meta.verbose_name_plural)}
        one = {"url": url_of("edit", self.consultation.pk), "label": self.consultation.title}
        return [*self.breadcrumbs_items, listed, one, {"url": "", "label": self.get_header_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the consultation."""
        return {**super().get_context_data(**kwargs), "consultation": self.consultation}
