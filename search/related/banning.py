"""Editors take a page out of another's list, and put it back."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from portal.base.models import BasePage
from portal.delivery.purge import purge_when_committed
from search.related.models import RelatedBan, RelatedLink
from search.related.storing import relate_when_committed


@transaction.atomic
def ban(page: BasePage, related: BasePage, user: Any) -> None:
    """Keep a page out of another's list from now on. What is pinned stays: it is taken off where it was pinned."""
    _, made = RelatedBan.objects.get_or_create(page_id=page.pk, related_id=related.pk, defaults={"by": user})
    RelatedLink.objects.filter(page_id=page.pk, related_id=related.pk, pinned=False).delete()
    if made:
        _follow(page, related, user, "related.banned")


@transaction.atomic
def allow(page: BasePage, related: BasePage, user: Any) -> None:
    """Let a banned page stand beside another again."""
    gone, _ = RelatedBan.objects.filter(page_id=page.pk, related_id=related.pk).delete()
    if gone:
        _follow(page, related, user, "related.allowed")


def _follow(page: BasePage, related: BasePage, user: Any, action: str) -> None:
    log(instance=page.specific, action=action, user=user, data={"title": related.title, "page_id": related.pk})
    purge_when_committed()
    relate_when_committed([page.pk], tell_neighbours=False)
