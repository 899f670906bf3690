"""The public form: works without scripts, keeps everything that was filled in, files too."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from exemplars.nominations import attachments
from exemplars.nominations.addresses import opened
from exemplars.nominations.forms import NO_SUCH_PLACE, NominationForm
from exemplars.nominations.models import Attachment, Nomination
from exemplars.nominations.sending import Contact, submit
from portal.intake.forms import posted_key
from portal.intake.guard import reader_form
from portal.intake.limits import Limit, take
from portal.intake.network import Period, network_hash
from portal.intake.uploading import has_words, is_too_heavy
from portal.intake.uploads import ACCEPTED, Unfit, accept_attribute

TITLE = gettext_lazy("Giới thiệu gương người tốt, việc tốt")
PURPOSE = "nominations"
LIMITS = (Limit(3, 600), Limit(20, 86_400))
WORDS = ("kind", "name", "birth_year", "unit", "place_text", "deeds", "since", "witnesses", "asked", "proposer_name")
CONTACT = ("email", "phone")
FILE_LIMITS = (Limit(20, 600), Limit(100, 86_400))


@dataclass
class Files:
    """The files of a form: those kept before and those sent now, and what is wrong with others."""

    kept: list[Attachment] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@reader_form(asks=(NominationForm,))
@require_http_methods(["GET", "HEAD", "POST"])
def nomination_form(request: HttpRequest) -> HttpResponse:
    """Show the form, or take in what it says and lead to the receipt."""
    if request.method != "POST":
        return _show(request, NominationForm(), Files())
    if is_too_heavy(request):
        return _too_heavy(request)
    form = NominationForm(request.POST)
    known = Nomination.objects.filter(submit_key=posted_key(request.POST)).first()
    if known is not None:
        return _sent_before(request, form, known)
    files = _take_files(request)
    if not form.is_valid() or files.problems:
        return _show(request, form, files, status=_status(form))
    nomination = _stored(form, files, network_hash(request, PURPOSE, Period.WEEK))
    if nomination is None:
        form.add_error(
            None, _("Nhiều phiếu vừa gửi từ mạng này. Nội dung của bạn còn nguyên, xin gửi lại sau ít phút.")
        )
        return _show(request, form, files, status=429)
    return _to_receipt(nomination)


def _too_heavy(request: HttpRequest) -> HttpResponse:
    """Give the words back without the files; without the words too, where there was too much to read."""
    if not has_words(request):
        problem = _(
            "Các tệp nặng quá nên cổng không đọc được phiếu. Xin dùng nút quay lại của trình duyệt để lấy lại nội dung "
            "đã viết, bớt tệp hoặc thu nhỏ ảnh rồi gửi lại."
        )
        return _show(request, NominationForm(), Files(problems=[problem]), status=413)
    problem = _(
        "Các tệp nặng hơn 50 MB nên không nhận được; những gì bạn viết còn nguyên. Hãy chọn lại ít tệp hơn, hoặc thu "
        "nhỏ ảnh rồi chọn lại."
    )
    return _show(request, NominationForm(request.POST), Files(_drafts(request), [problem]), status=413)


def _sent_before(request: HttpRequest, form: NominationForm, known: Nomination) -> HttpResponse:
    """Sent twice: lead on to the receipt; other words under the same key are a nomination that is still to be sent."""
    form.is_valid()
    if known.erased_at or _says(form) == _said(known):
        return _to_receipt(known)
    form.renew()
    form.add_error(None, _("Phiếu trước của bạn đã được nhận. Nếu đây là phiếu khác, xin bấm gửi lần nữa."))
    return _show(request, form, _take_files(request))


def _says(form: NominationForm) -> dict[str, Any]:
    return {name: form.cleaned_data.get(name) for name in (*WORDS, *CONTACT)}


def _said(known: Nomination) -> dict[str, Any]:
    contact = {name: opened(getattr(known, f"{name}_sealed")) for name in CONTACT}
    return {name: getattr(known, name) for name in WORDS} | contact


@transaction.atomic
def _stored(form: NominationForm, files: Files, who: str) -> Nomination | None:
    """Return the nomination made of a form; None when its network sent too many.

    Counting makes forms of one network wait for each other, so that after it the same form sent a moment ago is seen;
    sent again it does not count.
    """
    is_too_much = bool(take(PURPOSE, who, *LIMITS))
    sent_before = Nomination.objects.filter(submit_key=form.cleaned_data["submit_key"]).first()
    if sent_before is not None:
        transaction.set_rollback(True)
        return sent_before
    if is_too_much:
        return None
    return submit(
        submit_key=form.cleaned_data["submit_key"],
        contact=Contact(form.cleaned_data["email"], form.cleaned_data["phone"]),
        files=files.kept,
        is_suspect=form.trapped,
        net_hash=who,
        **form.for_model(),
    )


def _take_files(request: HttpRequest) -> Files:
    """Keep the files sent now as drafts beside those the reader did not drop; say what is wrong with the others."""
    files = Files(kept=_drafts(request))
    sent = request.FILES.getlist("files")
    who = network_hash(request, PURPOSE, Period.WEEK) if sent else ""
    for upload in sent:
        if len(files.kept) >= attachments.MOST:
            files.problems.append(_("Chỉ nhận 5 tệp. Bỏ bớt tệp đã có để thay tệp khác."))
            break
        if attachments.drafts_are_full() or take(f"{PURPOSE}-files", who, *FILE_LIMITS):
            files.problems.append(
                _("Lúc này không nhận thêm tệp được. Hãy gửi phiếu không kèm tệp, hoặc quay lại sau.")
            )
            break
        try:
            content = attachments.take(upload)
        except Unfit as unfit:
            files.problems.append(unfit.message)
            continue
        if all(one.digest != content.digest for one in files.kept):
            files.kept.append(attachments.keep(content, upload.name or ""))
    return files


def _drafts(request: HttpRequest) -> list[Attachment]:
    return attachments.drafts(request.POST.getlist("kept"))[: attachments.MOST]


def _status(form: NominationForm) -> int:
    """The status of a form shown again: that of the form, or that of a file that is not taken."""
    status = form.status
    return 422 if status == 200 and not form.expired else status


def _to_receipt(nomination: Nomination) -> HttpResponse:
    token = opened(nomination.token_sealed)
    return redirect("nomination_receipt", token) if token else redirect("nomination_form")


def _show(request: HttpRequest, form: NominationForm, files: Files, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "title": TITLE,
        "form": form,
        "files": files,
        "most_files": attachments.MOST,
        "accept": accept_attribute(ACCEPTED),
        "has_errors": bool((form.is_bound and form.errors) or files.problems),
        "no_such_place": NO_SUCH_PLACE,
        "place_choice": form.data.get("place_choice", "") if form.is_bound else "",
        "breadcrumbs": [
            {"title": _("Sổ gương sáng"), "url": reverse("exemplar_list")},
            {"title": TITLE, "url": ""},
        ],
    }
    return render(request, "nominations/form.html", context, status=status)
