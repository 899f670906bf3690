"""{% load exemplars %}: portraits that consent covers, and what rows say of exemplars."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template

from exemplars.registry.cards import with_facts
from exemplars.registry.faces import Portrait, portrait_of
from exemplars.registry.models import Exemplar
from portal.base.context_processors import standing_pages

register = template.Library()

CONTACT_SLUG = "lien-he"


@register.simple_tag
def portrait(exemplar: Exemplar) -> Portrait | None:
    """The portrait, or None where there is none to show: `{% portrait exemplar as picture %}`."""
    return portrait_of(exemplar)


@register.filter
def as_rows(exemplars: Iterable[Exemplar]) -> list[Exemplar]:
    """The exemplars with what rows and cards show, for pages of apps below: `{% for exemplar in found|as_rows %}`."""
    return with_facts(exemplars)


@register.simple_tag(takes_context=True)
def contact_address(context: template.Context) -> str:
    """The address of the page with the office's contacts; the home page while there is none."""
    request: Any = context.get("request")
    pages = standing_pages(request) if request is not None else []
    contact = next((page for page in pages if page.slug == CONTACT_SLUG), None)
    return (contact.get_url(request) if contact else None) or "/"
