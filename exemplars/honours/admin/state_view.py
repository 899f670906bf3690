"""Suspending, revoking, stripping and restoring."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from exemplars.honours.admin.forms import ChangeForm
from exemplars.honours.admin.views import address
from exemplars.honours.models import Conferral
from exemplars.honours.states import ChangeRefused, change_state
from exemplars.honours.timeline import for_timeline

PERMISSION = "honours.change_conferral"


class ChangeStateView(WagtailAdminTemplateMixin, TemplateView):
    """One conferral: what became of it so far, and the form for the next change."""

    template_name = "honours/admin/change_state.html"
    header_icon = "rotate"
    page_title = gettext_lazy("Đổi hiệu lực khen thưởng")
    model: Any = Conferral
    index_url_name = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse those who may not change conferrals."""
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def conferral(self) -> Conferral:
        """The conferral of the address."""
        return get_object_or_404(for_timeline(Conferral.objects.select_related("exemplar")), pk=self.kwargs["pk"])

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Home, the list, the conferral, here."""
        return [
            *self.breadcrumbs_items,
            {"url": address("list"), "label": _("Lượt khen thưởng")},
            {"url": address("edit", self.conferral.pk), "label": str(self.conferral)},
            {"url": "", "label": str(self.page_title)},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the conferral, its changes and the form."""
        form = kwargs.pop("form", None) or ChangeForm(conferral=self.conferral)
        context = super().get_context_data(**kwargs)
        media = context["media"] + form.media if "media" in context else form.media
        return context | {"conferral": self.conferral, "form": form, "media": media}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Change the state, or say why not."""
        form = ChangeForm(request.POST, conferral=self.conferral)
        if form.is_valid():
            said = form.cleaned_data
            try:
                change = change_state(
                    self.conferral,
                    said["state"],
                    on=said["on"],
                    reason=said["reason"],
                    document=said["document"],
                    actor=request.user,
                )
            except ChangeRefused as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, _("Đã ghi: %(change)s.") % {"change": change})
                return redirect(address("edit", pk))
        return self.render_to_response(self.get_context_data(form=form))
