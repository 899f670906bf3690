"""What related pages add to the Wagtail admin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogFormatter

from portal.base.models import BasePage
from search.related.admin.views import LinksView
from search.related.choosing import NOT_RELATED


@hooks.register("register_admin_urls")
def links_urls() -> list[URLPattern]:
    """The page of a page's links."""
    return [path("tin-lien-quan/<int:pk>/", LinksView.as_view(), name="related_links")]


@hooks.register("register_page_header_buttons")
def links_button(page: BasePage, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Lead there from the menu of a page that may be edited."""
    if (
        page.specific_class
        and page.specific_class.kind not in NOT_RELATED
        and page.permissions_for_user(user).can_edit()
    ):
        address = reverse("related_links", args=[page.pk])
        yield Button(_("Nhắc đến và tin liên quan"), address, icon_name="link", priority=66)


@hooks.register("register_log_actions")
def bans(actions: Any) -> None:
    """Bans stand in the history of the page."""

    @actions.register_action("related.banned")
    class Banned(LogFormatter):
        label = gettext_lazy("Bỏ khỏi tin liên quan")

        def format_message(self, entry: Any) -> str:
            return _("Bỏ “%s” khỏi tin liên quan") % entry.data["title"]

    @actions.register_action("related.allowed")
    class Allowed(LogFormatter):
        label = gettext_lazy("Cho lại vào tin liên quan")

        def format_message(self, entry: Any) -> str:
            return _("Cho “%s” lại vào tin liên quan") % entry.data["title"]
