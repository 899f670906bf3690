"""/tham-do/: every poll; one of them with its ballot or its results; the same as a piece for a script to fetch."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from news.polls import cookie
from news.polls.casting import Ballot, cast, has_voted, refuse
from news.polls.forms import BallotForm
from news.polls.models import Poll, Refusal
from news.polls.results import results_of
from portal.base.metadata import absolute, breadcrumb_data, json_ld
from portal.base.paging import page_of
from portal.intake.agents import is_bot, user_agent
from portal.intake.guard import reader_form
from portal.intake.network import Period, network_hash

TITLE = gettext_lazy("Thăm dò ý kiến")
PER_PAGE = 20


@require_safe
def poll_list(request: HttpRequest) -> HttpResponse:
    """List polls, those that take votes first."""
    rows = Poll.objects.public().order_by("-opens_at", "-pk")
    page, asked_wrong = page_of(Paginator(rows, PER_PAGE), request.GET.get("page"))
    crumbs = [{"title": TITLE, "url": ""}]
    context = {
        "title": TITLE,
        "description": _("Các câu hỏi đang lấy ý kiến bạn đọc và kết quả các lần trước."),
        "canonical": absolute(request, request.path),
        "breadcrumbs": crumbs,
        "breadcrumb_json_ld": json_ld(breadcrumb_data(crumbs, request)),
        "listing": page,
        "open_polls": [one for one in page if one.is_open],
        "other_polls": [one for one in page if not one.is_open],
        "page_asked_wrong": asked_wrong,
    }
    return render(request, "polls/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@reader_form
def poll(request: HttpRequest, slug: str) -> HttpResponse:
    """One poll: the ballot, or the results for who voted and for everybody once it is closed."""
    found = get_object_or_404(Poll.objects.public(), slug=slug)
    return _ballot(request, found, "polls/poll.html", "poll")


@require_http_methods(["GET", "HEAD", "POST"])
@reader_form
def ballot(request: HttpRequest, slug: str) -> HttpResponse:
    """The same without the frame of a page, for a script to fetch."""
    found = get_object_or_404(Poll.objects.public(), slug=slug)
    response = _ballot(request, found, "polls/ballot.html", "poll_ballot")
    response["X-Robots-Tag"] = "noindex"
    return response


def _ballot(request: HttpRequest, found: Poll, template: str, way_back: str) -> HttpResponse:
    token, forged = cookie.token_in(request)
    if request.method == "POST":
        return _cast(request, found, token, forged, template, way_back)
    if found.is_closed or has_voted(found, token):
        return _shown(request, found, template, {"results": results_of(found), "has_voted": not found.is_closed})
    return _shown(request, found, template, {"form": BallotForm(poll=found) if found.is_open else None})


def _cast(request: HttpRequest, found: Poll, token: str, forged: bool, template: str, way_back: str) -> HttpResponse:
    if not found.is_open:
        refuse(found, Refusal.Why.CLOSED)
        return redirect(way_back, found.slug)
    form = BallotForm(request.POST, poll=found)
    if not form.is_valid():
        # A script's fetch would report a mistake of the reader as one of the page.
        status = form.status if way_back == "poll" else 200
        return _shown(request, found, template, {"form": form}, status=status)
    if forged:
        refuse(found, Refusal.Why.FORGED)
    key, agent = form.cleaned_data["submit_key"], user_agent(request)
    network = network_hash(request, "polls", Period.DAY)
    token = token or cookie.token_of_form(key, network, agent)
    robot = form.trapped or is_bot(agent)
    cast(found, Ballot(form.cleaned_data["option"], token, submit_key=key, network=network, robot=robot))
    response = redirect(way_back, found.slug)
    if has_voted(found, token):
        cookie.set_token(response, token)
    return response


def _shown(request: HttpRequest, found: Poll, template: str, state: dict[str, Any], status: int = 200) -> HttpResponse:
    crumbs = [{"title": TITLE, "url": reverse("poll_list")}, {"title": found.question, "url": ""}]
    context = {
        "title": found.question,
        "description": found.intro or found.question,
        "canonical": absolute(request, found.get_absolute_url()),
        "breadcrumbs": crumbs,
        "breadcrumb_json_ld": json_ld(breadcrumb_data(crumbs, request)),
        "poll": found,
        "action": request.path,
        **state,
    }
    return render(request, template, context, status=status)
