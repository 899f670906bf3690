"""Where the letters about answers lead: to confirm that one wants them, and to stop them. Looking changes nothing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from news.comments import following
from news.comments.models import Follow
from portal.intake.guard import reader_form

CONFIRM, STOP = "xac-nhan", "dung"


@reader_form
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """Show whether answers to a comment are told; take the confirmation, or the wish to stop."""
    wish = request.POST.get("viec", "") if request.method == "POST" else None
    found = following.find(token)
    if wish == STOP:
        return _stop(request, token)
    if found is None or wish is None:
        return _show(request, found)
    if wish != CONFIRM:
        return _show(request, found, problem=_("Không rõ bạn muốn làm gì. Xin chọn lại."), status=400)
    following.confirm(found)
    return _private(HttpResponseRedirect(reverse("comment_follow", args=[token])))


@reader_form
@require_http_methods(["GET", "HEAD", "POST"])
def unfollow(request: HttpRequest, token: str) -> HttpResponse:
    """Stop: a mail program's POST does it at once (RFC 8058), a person who follows the link is asked by a button."""
    if request.method == "POST":
        return _stop(request, token)
    return _show(request, following.find(token), stopping=True)


def _stop(request: HttpRequest, token: str) -> HttpResponse:
    pk = following.read(token)
    if pk is None:
        return _show(request, None)
    # Gone already (the button pressed twice) is what was asked for.
    for comment in Follow.objects.filter(pk=pk).values_list("comment", flat=True):
        following.stop(comment)
    return _show(request, None, stopped=True)


def _show(
    request: HttpRequest,
    found: Follow | None,
    *,
    stopping: bool = False,
    stopped: bool = False,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "follow": found,
        "comment": found.comment if found else None,
        "stopping": stopping,
        "stopped": stopped,
        "problem": problem,
        "breadcrumbs": [{"title": _("Thư báo câu trả lời"), "url": ""}],
    }
    status = status if found or stopped else 404
    return _private(render(request, "comments/follow.html", context, status=status))


def _private(response: HttpResponse) -> HttpResponse:
    """The address is the key: it goes to no other site, and into no index."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
