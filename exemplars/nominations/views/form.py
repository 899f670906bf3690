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
from portal.intake.uploading import MOST_BYTES
from portal.intake.uploads import ACCEPTED, Unfit, accept_attribute

TITLE = gettext_lazy("Giới thiệu gương người tốt, việc tốt")
PURPOSE = "nominations"
LIMITS = (Limit(3, 600), Limit(20, 86_400))
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
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        problem = _("Các tệp nặng hơn 50 MB. Hãy gửi ít tệp hơn, hoặc thu nhỏ ảnh rồi chọn lại.")
        return _show(request, NominationForm(), Files(problems=[problem]), status=413)
    form = NominationForm(request.POST)
    sent_before = Nomination.objects.filter(submit_key=posted_key(request.POST)).first()
    if sent_before is not None:
        return _to_receipt(sent_before)
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
    files = Files(kept=attachments.drafts(request.POST.getlist("kept"))[: attachments.MOST])
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
