"""The editor's first page: what people come for, one click away, and what waits for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from wagtail.admin.ui.components import Component

from news.bulletins.models import BulletinPage
from portal.base.models import BasePage


def sections_to_write_in(user: AbstractBaseUser) -> Iterator[BasePage]:
    """Yield the sections in which ``user`` may add a bulletin."""
    for parent in BasePage.objects.live().type(*BulletinPage.allowed_parent_page_models()).order_by("path"):
        if parent.permissions_for_user(user).can_add_subpage():
            yield parent


class WritePanel(Component):
    """“Viết bài mới”: a link for each section the editor may write in, and the editor's own drafts."""

    name = "write"
    template_name = "desk/write_panel.html"
    order = 50

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Return sections and drafts of the person logged in."""
        user = parent_context["request"].user
        kind = (BulletinPage._meta.app_label, BulletinPage._meta.model_name)
        sections = [
            {"title": page.title, "url": reverse("wagtailadmin_pages:add", args=[*kind, page.pk])}
            for page in sections_to_write_in(user)
        ]
        drafts = BulletinPage.objects.filter(owner=user, has_unpublished_changes=True)
        return {"sections": sections, "drafts": drafts.order_by("-latest_revision_created_at")[:5]}
