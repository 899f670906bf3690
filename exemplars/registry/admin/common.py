"""What the registry's own admin views share: one exemplar, one permission, Wagtail's frame."""

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

from exemplars.registry.models import Exemplar


def url_of(name: str, *args: Any) -> str:
    """Return the address of one of the registry's admin views."""
    return reverse(Exemplar.snippet_viewset.get_url_name(name), args=args)


def find_exemplar(pk: int) -> Exemplar:
    """Return an exemplar with what headings show; raises ``Http404``."""
    rows = Exemplar.objects.select_related("place__province", "organisation", "field", "merged_into")
    return get_object_or_404(rows, pk=pk)


class StaffView(WagtailAdminTemplateMixin, TemplateView):
    """A view for those who have one permission of the registry (``permission``: its codename)."""

    permission = "change_exemplar"
    header_icon = "user"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse everybody else."""
        if not request.user.has_perm(f"registry.{self.permission}"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ExemplarView(StaffView):
    """A view of one exemplar."""

    @cached_property
    def exemplar(self) -> Exemplar:
        """The exemplar of the address."""
        return find_exemplar(self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        """Whose dossier it is."""
        return self.exemplar.name

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """The list, the dossier, then here."""
        listed = {"url": url_of("list"), "label": capfirst(Exemplar._meta.verbose_name_plural)}
        dossier = {"url": url_of("edit", self.exemplar.pk), "label": self.exemplar.name}
        return [*self.breadcrumbs_items, listed, dossier, {"url": "", "label": self.get_header_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the exemplar and the addresses of its views."""
        return {**super().get_context_data(**kwargs), "exemplar": self.exemplar, "urls": urls_of(self.exemplar)}


def urls_of(exemplar: Exemplar) -> dict[str, str]:
    """Return the addresses of the views of one exemplar, by name."""
    names = ("edit", "decide", "withdraw_consent", "evidence", "merge_choose", "history", "usage")
    return {name: url_of(name, exemplar.pk) for name in names}
