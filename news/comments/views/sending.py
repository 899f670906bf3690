"""The form: on a page of its own, or as a fragment the article fetches."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from news.comments import pipeline
from news.comments.forms import CommentForm
from news.comments.models import Comment
from news.comments.models.comment import MAX_DEPTH
from news.comments.policy import standing
from portal.base.models import BasePage
from portal.intake.agents import ua_class
from portal.intake.forms import posted_key
from portal.intake.guard import reader_form
from portal.intake.network import Period, earlier_hashes, network_hash
from portal.intake.receipts import token_for
from portal.intake.work import BITS

REPLY, FRAGMENT, AS_IS = "tra-loi", "manh", "nguyen-van"
SECONDS_TO_WAIT = 3600


@reader_form(asks=(CommentForm,))
@require_http_methods(["GET", "HEAD", "POST"])
def comment_form(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show the form for a page, or take what was written: then lead on to the receipt."""
    page = _page(page_id)
    parent = _parent(request, page)
    if request.method == "POST":
        return _take(request, page, parent)
    now = standing(page)
    if not now.is_open:
        return _show(request, page, parent, None, paused=now.is_paused)
    return _show(request, page, parent, _form(parent))


def _page(page_id: int) -> BasePage:
    """Return a live, public page of a kind that takes comments."""
    page = BasePage.objects.live().public().filter(pk=page_id).first() if page_id < 2**63 else None
    if page is None or page.specific_class is None or not page.specific_class.takes_comments:
        raise Http404
    return page


def _parent(request: HttpRequest, page: BasePage) -> Comment | None:
    """Return the public comment this one answers; an answer to what is gone becomes a comment of its own."""
    asked = request.POST.get(REPLY) or request.GET.get(REPLY) or ""
    try:
        public_id = uuid.UUID(asked)
    except ValueError:
        return None
    found = Comment.objects.public().filter(page=page, public_id=public_id, tombstone=False, depth__lt=MAX_DEPTH)
    return found.select_related("root").first()


def _form(parent: Comment | None, data: Any = None) -> CommentForm:
    return CommentForm(data, answerable=parent is None or parent.depth + 1 < MAX_DEPTH)


def _take(request: HttpRequest, page: BasePage, parent: Comment | None) -> HttpResponse:
    form = _form(parent, request.POST)
    known = pipeline.stored(posted_key(request.POST))
    form.is_valid()
    if known is not None:
        return _sent_before(request, page, parent, form, known)
    now = standing(page)
    if not now.is_open:
        return _show(request, page, parent, form, status=409, closed=True, paused=now.is_paused)
    if form.errors:
        return _show(request, page, parent, form, status=form.status)
    values = form.cleaned_data
    if pipeline.lacks_accents(values["body"]) and AS_IS not in request.POST:
        return _show(request, page, parent, form, asks_for_accents=True)
    letter = pipeline.Letter(
        page=page,
        parent=parent,
        name=values["name"],
        body=values["body"],
        email=values["email"],
        follow=values.get("follow", False),
        submit_key=values["submit_key"],
        net_hash=network_hash(request, pipeline.PURPOSE, Period.WEEK),
        earlier=earlier_hashes(request, pipeline.PURPOSE),
        ua_class=ua_class(request),
        trapped=form.trapped,
        work=values["work"] or "",
    )
    try:
        _comment, token = pipeline.receive(letter)
    except pipeline.TooMany:
        return _too_many(request, page, parent, form)
    return HttpResponseRedirect(reverse("comment_receipt", args=[token]))


def _sent_before(
    request: HttpRequest, page: BasePage, parent: Comment | None, form: CommentForm, known: Comment
) -> HttpResponse:
    """Sent twice: lead on to the receipt; another text under the same key is a comment that is still to be sent."""
    first = known.revisions.get(n=1)
    words = (form.cleaned_data.get("name"), form.cleaned_data.get("body"))
    if first.is_erased or words == (first.name, first.body):
        return HttpResponseRedirect(reverse("comment_receipt", args=[token_for(known.submit_key)]))
    form.renew()
    form.add_error(None, _("Ý kiến trước của bạn đã được nhận. Nếu đây là ý kiến mới, xin bấm gửi lần nữa."))
    return _show(request, page, parent, form)


def _too_many(request: HttpRequest, page: BasePage, parent: Comment | None, form: CommentForm) -> HttpResponse:
    form.add_error(
        None, _("Hôm nay đã nhận nhiều ý kiến từ mạng này. Xin giữ lại nội dung bên dưới và gửi vào ngày mai.")
    )
    response = _show(request, page, parent, form, status=429)
    response["Retry-After"] = str(SECONDS_TO_WAIT)
    return response


def _show(
    request: HttpRequest,
    page: BasePage,
    parent: Comment | None,
    form: CommentForm | None,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    fragment = request.method != "POST" and FRAGMENT in request.GET
    context = {
        "article": page,
        "article_url": page.get_url(request),
        "parent": parent,
        "form": form,
        # Asked anew each time the form is shown: its key may be another one.
        "work_bits": BITS if form is not None and pipeline.is_flooded() else 0,
        "breadcrumbs": [{"title": page.title, "url": page.get_url(request)}, {"title": _("Gửi ý kiến"), "url": ""}],
        **more,
    }
    template = "comments/form.html" if fragment else "comments/form_page.html"
    return render(request, template, context, status=status)
