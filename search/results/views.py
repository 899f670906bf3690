"""The search page, /tim-kiem/."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from search import registry
from search.engines import get_engine
from search.engines.base import IndexUnavailable
from search.entry import Entry
from search.question import parse
from search.questions.pins import pinned_to
from search.questions.views import token_for
from search.results.answered import Answered, Unknown, answer_to, context_of
from search.results.asked import Asked, read
from search.results.understood import did_you_mean, understood

NEWEST = 3
LATEST = 40
"""Entries looked through for them."""


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Answer ``q``, narrowed by facets (kind, place, year …), sorted by ``sort``; whatever is typed gives 200.

    A filter typed by its name leads to the address that says it by its value.
    """
    asked = read(request.GET)
    answered, unavailable = None, False
    if not asked.is_nothing:
        try:
            answered = answer_to(asked)
        except IndexUnavailable:
            unavailable = True
    if answered and (address := _address_meant(asked, answered.unknown)):
        return _never_indexed(redirect(address))
    shown = _context(answered.asked if answered else asked)
    if answered:
        shown |= _answer_context(answered)
    response = _never_indexed(render(request, "search/results.html", shown | {"unavailable": unavailable}))
    if unavailable or shown.get("from_standby"):
        response.headers["Cache-Control"] = "no-store"
    return response


def _address_meant(asked: Asked, unknown: list[Unknown]) -> str:
    """Return the address with the values that typed filters mean; empty unless each means exactly one."""
    meant = {one.facet.name: next(iter(one.meant)) for one in unknown if len(one.meant) == 1}
    return reverse("search") + asked.url(**meant) if meant and len(meant) == len(unknown) else ""


def _context(asked: Asked) -> dict[str, Any]:
    return {
        "query": asked.question.text,
        "question": asked.question,
        "asked": asked,
        "typed_only_signs": bool(asked.question.text) and asked.question.is_empty,
        "understood": understood(asked.question),
        "feed_query": "" if asked.is_nothing else asked.query,
    }


def _answer_context(answered: Answered) -> dict[str, Any]:
    asked = answered.asked
    beside = _beside(answered)
    context = context_of(answered)
    pinned = {one["url"] for one in beside["pinned"]}
    return {
        **context,
        **beside,
        # What stands first already is not said twice.
        "rows": [row for row in context["rows"] if row.entry.url not in pinned],
        "did_you_mean": _meant_question(asked),
        "newest": [] if answered.answer.total else _newest(),
        "refused_filter": any(not one.meant for one in answered.unknown),
        "meant": [
            {"label": one.facet.label, "typed": one.value, "choices": _choices(asked, one)}
            for one in answered.unknown
            if one.meant
        ],
    }


def _beside(answered: Answered) -> dict[str, Any]:
    """Return what staff pinned, and what counts the question: on the first page of the bare question alone."""
    asked = answered.asked
    if asked.filters or answered.unknown or asked.parameters.get("page"):
        return {"pinned": [], "asked_token": ""}
    pinned = pinned_to(asked.question)
    kinds = registry.kind_labels({one.kind for one in pinned})
    return {
        "pinned": [{"title": one.title, "url": one.url, "kind": kinds.get(one.kind, "")} for one in pinned],
        "asked_token": token_for(asked.question, answered.answer.total),
    }


def _meant_question(asked: Asked) -> dict[str, str] | None:
    text = did_you_mean(asked.question)
    return {"text": text, "url": asked.url(q=text)} if text else None


def _newest() -> list[Entry]:
    """Return what is newest in the sections, for those who found nothing; not the sections themselves."""
    latest = get_engine().ask(parse(""), sort="date").hits(0, LATEST)
    return [hit.entry for hit in latest if hit.entry.section is not None][:NEWEST]


def _choices(asked: Asked, unknown: Unknown) -> list[dict[str, str]]:
    name = unknown.facet.name
    return [{"label": label, "url": asked.url(**{name: value})} for value, label in unknown.meant.items()]


def _never_indexed(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex"
    return response
