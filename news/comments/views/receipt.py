"""The receipt: what became of a comment, and what its writer may do about it, by a private link."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from news.comments import chain, following, writer
from news.comments.above import why_unseen
from news.comments.editing import word_diff
from news.comments.forms import AppealForm, RewriteForm
from news.comments.models import PUBLIC, Appeal, Comment, CommentRevision, Follow, State
from news.comments.states import NotAllowed, reader_revision, shown_edit, why_agreement
from portal.intake.guard import reader_form
from portal.intake.receipts import token_hash
from portal.intake.sealing import Unreadable, unseal
from portal.vietnamese.numbers import whole_number

DONE = "xong"
WORDING, DECISION = "ban", "quyet-dinh"
"""Hidden fields: the numbers of the wording, and of the decision, that the page showed."""
SAID = {
    "rut": gettext_lazy("Bạn đã rút ý kiến này. Bạn đọc không còn thấy nữa."),
    "xoa": gettext_lazy("Tên, nội dung và địa chỉ thư của bạn đã được xóa."),
    "dong-y": gettext_lazy("Đã ghi nhận bạn đồng ý với bản biên tập."),
    "nguyen-van": gettext_lazy("Đã chuyển lại cho người duyệt: bạn đề nghị đăng nguyên văn hoặc không đăng."),
    "viet-lai": gettext_lazy("Đã nhận bản viết lại. Ý kiến chờ duyệt như lần đầu."),
    "khieu-nai": gettext_lazy("Đã nhận khiếu nại. Người khác với người đã quyết định sẽ trả lời."),
    "ngung-thu": gettext_lazy("Đã ngừng. Cổng không gửi thư báo câu trả lời của ý kiến này nữa."),
}


def _comment(token: str) -> Comment:
    found = Comment.objects.filter(author_token_hash=token_hash(token)).select_related("page", "proposed").first()
    if found is None:
        raise Http404
    return found


@reader_form(asks=(RewriteForm, AppealForm))
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """Show the state of a comment; take what its writer asks for."""
    comment = _comment(token)
    response = _act(request, comment, token) if request.method == "POST" else _show(request, comment, token)
    # The address is the key: it goes to no other site, and into no index.
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _act(request: HttpRequest, comment: Comment, token: str) -> HttpResponse:
    name = request.POST.get("viec", "")
    action = ACTIONS.get(name)
    if action is None:
        return _show(request, comment, token, problem=_("Không rõ bạn muốn làm gì. Xin chọn lại."), status=400)
    try:
        form = action(request, comment)
    except NotAllowed as refusal:
        # As it is now, with what was typed.
        typed = {name: FORMS[name](request.POST)} if name in FORMS else {}
        return _show(request, _comment(token), token, problem=str(refusal), status=409, forms=typed)
    if form is not None:
        return _show(request, comment, token, status=422, forms={name: form})
    return HttpResponseRedirect(f"{reverse('comment_receipt', args=[token])}?{DONE}={name}")


def _seen(request: HttpRequest, name: str) -> int:
    """Return the number of what the page showed; 0, which nothing has, where a form does not say it."""
    return whole_number(request.POST.get(name)) or 0


def _withdraw(request: HttpRequest, comment: Comment) -> None:
    writer.withdraw(comment)


def _erase(request: HttpRequest, comment: Comment) -> None:
    writer.erase(comment)


def _agree(request: HttpRequest, comment: Comment) -> None:
    writer.answer_edit(comment, agrees=True, wording=_seen(request, WORDING))


def _disagree(request: HttpRequest, comment: Comment) -> None:
    writer.answer_edit(comment, agrees=False, wording=_seen(request, WORDING))


def _rewrite(request: HttpRequest, comment: Comment) -> RewriteForm | None:
    form = RewriteForm(request.POST)
    if not form.is_valid():
        return form
    said = form.cleaned_data
    writer.rewrite(comment, name=said["name"], body=said["body"], instead_of=_seen(request, WORDING))
    return None


def _appeal(request: HttpRequest, comment: Comment) -> AppealForm | None:
    form = AppealForm(request.POST)
    if not form.is_valid():
        return form
    writer.appeal(comment, form.cleaned_data["text"], against=_seen(request, DECISION))
    return None


def _unfollow(request: HttpRequest, comment: Comment) -> None:
    following.stop(comment.pk)


ACTIONS: dict[str, Callable[[HttpRequest, Comment], Any]] = {
    "rut": _withdraw,
    "xoa": _erase,
    "dong-y": _agree,
    "nguyen-van": _disagree,
    "viet-lai": _rewrite,
    "khieu-nai": _appeal,
    "ngung-thu": _unfollow,
}
FORMS = {"viet-lai": RewriteForm, "khieu-nai": AppealForm}
"""Those for which something is written."""


def _show(
    request: HttpRequest,
    comment: Comment,
    token: str,
    *,
    status: int = 200,
    problem: str = "",
    forms: Mapping[str, Form] = MappingProxyType({}),
) -> HttpResponse:
    gone = comment.state == State.ERASED
    original = reader_revision(comment)
    open_to_appeal = writer.open_to_appeal(comment)
    edit = comment.proposed if comment.proposed and comment.proposed.n > original.n and not gone else None
    context = {
        "comment": comment,
        "token": token,
        "gone": gone,
        "problem": problem,
        "said": SAID.get(request.GET.get(DONE, "")),
        "original": original,
        "edit": edit,
        "edits": [] if gone else _edits(comment, original, edit),
        "asks_agreement": edit is not None and comment.author_agreed is None and comment.state != State.WITHDRAWN,
        "large": bool(edit and why_agreement(edit)),
        "decision": chain.outcome(comment),
        "appeal": Appeal.objects.filter(decision__comment=comment).order_by("-at").first(),
        "can_withdraw": comment.state not in (State.WITHDRAWN, State.ERASED),
        "is_out_of_sight": comment.state in PUBLIC and bool(why_unseen(comment)),
        "follow": _follow(comment),
        "viet_lai": forms.get("viet-lai") or _rewrite_form(comment, original),
        "khieu_nai": forms.get("khieu-nai") or (AppealForm() if open_to_appeal else None),
        "open_to_appeal": open_to_appeal,
        "breadcrumbs": [{"title": _("Biên nhận ý kiến"), "url": ""}],
    }
    return render(request, "comments/receipt.html", context, status=status)


def _edits(comment: Comment, original: CommentRevision, proposed: CommentRevision | None) -> list[dict[str, Any]]:
    """Return the edits beside the writer's words: what readers see, or saw last, and what is only proposed."""
    shown = shown_edit(comment)
    if shown is None or proposed is None or shown == proposed:
        titled = [(_("Bản biên tập"), "ban-bien-tap", shown or proposed)]
    else:
        titled = [
            (_("Bản biên tập đã đăng"), "ban-bien-tap", shown),
            (_("Bản biên tập mới, chưa đăng"), "ban-chua-dang", proposed),
        ]
    return [
        {"title": title, "anchor": anchor, "wording": one, "diff": word_diff(original.body, one.body)}
        for title, anchor, one in titled
        if one is not None
    ]


def _follow(comment: Comment) -> Follow | None:
    return Follow.objects.alive().filter(comment=comment).first()


def _rewrite_form(comment: Comment, original: CommentRevision) -> RewriteForm | None:
    if comment.state != State.RETURNED:
        return None
    return RewriteForm(initial={"name": original.name, "body": original.body})


def _opened(sealed: str) -> str:
    try:
        return unseal(sealed)
    except Unreadable:
        return ""


def _following(comment: Comment) -> dict[str, Any] | None:
    """What is kept of the wish to be told of answers, over or not."""
    follow = Follow.objects.filter(comment=comment).first()
    if follow is None:
        return None
    told = follow.told.order_by("pk")
    return {
        "email": _opened(follow.email_sealed),
        "asked": follow.created,
        "confirmed": follow.confirmed_at,
        "told": [answer.reference for answer in told],
    }


def _appeals(comment: Comment) -> list[dict[str, Any]]:
    """What the writer appealed against, and what he was answered."""
    return [
        {
            "against": one.decision.to_state,
            "sent": one.at,
            "text": one.text,
            "state": one.state,
            "answer": one.answer,
            "answered": one.decided_at,
        }
        for one in Appeal.objects.filter(decision__comment=comment).select_related("decision")
    ]


@reader_form
@require_safe
def export(request: HttpRequest, token: str) -> JsonResponse:
    """Everything kept of the writer of one comment, as a file (Law 91/2025/QH15, article 4)."""
    comment = _comment(token)
    wordings = comment.revisions.order_by("n")
    data = {
        "reference": comment.reference,
        "page": comment.page.title if comment.page else "",
        "sent": comment.created,
        "state": comment.state,
        "email": _opened(comment.email_sealed),
        "follow": _following(comment),
        "wordings": [
            {"n": one.n, "by": one.by, "name": one.name, "text": one.body, "at": one.created} for one in wordings
        ],
        "decisions": [
            {
                "at": step.at,
                "from": step.from_state,
                "to": step.to_state,
                "reason": step.get_reason_code_display(),
                "message": step.note_public,
            }
            for step in comment.decisions.all()
        ],
        "appeals": _appeals(comment),
    }
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="y-kien-{comment.reference}.json"'
    response["Referrer-Policy"] = "no-referrer"
    return response
