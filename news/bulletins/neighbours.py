"""The lists under an article: what editors pinned, and what the section carried before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from portal.base.models import BasePage

if TYPE_CHECKING:
    from news.bulletins.models import BulletinPage

OLDER_COUNT = 8


def pinned_cards(page: BulletinPage) -> list[BasePage]:
    """Return the live, public pages pinned to this one, in the editor's order, each with its ``reason``."""
    pins = {pin.related_id: pin for pin in page.pinned_related.all()}
    if not pins:
        return []
    cards = {card.pk: card for card in BasePage.objects.public_cards().filter(pk__in=pins)}
    found = []
    for related_id, pin in pins.items():
        if card := cards.get(related_id):
            card.reason = pin.reason
            found.append(card)
    return found


def older_in_section(page: BulletinPage, count: int = OLDER_COUNT) -> list[BasePage]:
    """Return the articles of the same section shown before this one, newest first (“Các tin đã đưa”)."""
    if page.section_id is None or page.display_date is None:
        return []
    before = Q(display_date__lt=page.display_date) | Q(display_date=page.display_date, pk__lt=page.pk or 0)
    cards = BasePage.objects.public_cards().filter(before, section_id=page.section_id)
    return list(cards.exclude(pk=page.pk).newest_first()[:count])
