"""{% load documents %}: states in words, never by colour alone."""

from __future__ import annotations

from urllib.parse import urlsplit

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from news.documents.models import OfficialDocument, PlanMilestone
from news.documents.models.plan import MilestoneState
from news.documents.models.status import Status

register = template.Library()

_DOCUMENT = {Status.IN_FORCE: "state", Status.AMENDED: "state", Status.PENDING: "state state-open"}
_MILESTONE = {MilestoneState.OVERDUE: "state state-late", MilestoneState.PLANNED: "state state-open"}


@register.simple_tag
def document_state(document: OfficialDocument) -> SafeString:
    """Whether a document is in force."""
    css_class = _DOCUMENT.get(document.status_now, "state state-past")
    return format_html('<span class="{}">{}</span>', css_class, document.status_label)


@register.simple_tag
def milestone_state(milestone: PlanMilestone) -> SafeString:
    """How far a milestone is."""
    state = milestone.state
    return format_html('<span class="{}">{}</span>', _MILESTONE.get(state, "state"), state.label)


@register.filter
def urlhost(url: str) -> str:
    """The host of an address, for the words of a link."""
    return urlsplit(url).hostname or url
