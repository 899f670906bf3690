"""The search page, /tim-kiem/."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from search.engines.base import IndexUnavailable
from search.results.answered import Answered, Unknown, answer_to, context_of
from search.results.asked import Asked, read


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
    if unavailable:
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
        "feed_query": "" if asked.is_nothing else asked.query,
    }


def _answer_context(answered: Answered) -> dict[str, Any]:
    asked = answered.asked
    return {
        **context_of(answered),
        "refused_filter": any(not one.meant for one in answered.unknown),
        "meant": [
            {"label": one.facet.label, "typed": one.value, "choices": _choices(asked, one)}
            for one in answered.unknown
            if one.meant
        ],
    }


def _choices(asked: Asked, unknown: Unknown) -> list[dict[str, str]]:
    name = unknown.facet.name
    return [{"label": label, "url": asked.url(**{name: value})} for value, label in unknown.meant.items()]


def _never_indexed(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex"
    return response
