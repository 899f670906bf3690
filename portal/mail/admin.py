"""What staff see of letters that cannot be sent: a banner on the first page, and the list with a way to try again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.mail import outbox
from portal.mail.models import Letter

PERMISSION = "mail.change_letter"
SHOWN = 100


class MailPanel(Component):
    """The banner: how many letters wait since when, how many were given up."""

    name = "mail"
    template_name = "mail/admin/panel.html"
    order = 10

    def __init__(self, troubles: dict[str, Any]) -> None:
        self.troubles = troubles

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """The figures, with the way to the list for those who may open it."""
        may_look = parent_context["request"].user.has_perm(PERMISSION)
        return {**self.troubles, "url": reverse("mail_troubles") if may_look else ""}


class TroublesView(WagtailAdminTemplateMixin, TemplateView):
    """Letters that could not be sent so far; neither addresses nor texts are shown."""

    template_name = "mail/admin/troubles.html"
    page_title = gettext_lazy("Thư chưa gửi được")
    header_icon = "mail"
    http_method_names = ["get", "head", "post", "options"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse everybody without the permission."""
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Home, then here."""
        return [*self.breadcrumbs_items, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The newest of them, those given up first."""
        letters = Letter.objects.exclude(state=Letter.State.SENT).exclude(last_error="")
        context = super().get_context_data(**kwargs)
        return {**context, **outbox.troubles(), "letters": letters.order_by("state", "-pk")[:SHOWN]}

    def post(self, request: HttpRequest) -> HttpResponse:
        """Try those given up once more."""
        count = outbox.try_again(Letter.objects.all())
        text = ngettext("Đã đưa %(count)s thư vào hàng gửi lại.", "Đã đưa %(count)s thư vào hàng gửi lại.", count)
        messages.success(request, text % {"count": count} if count else _("Không có thư nào để gửi lại."))
        return redirect("mail_troubles")
