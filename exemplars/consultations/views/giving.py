"""Giving an opinion, and the receipt for it: pages nobody keeps."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from exemplars.consultations import opinions
from exemplars.consultations.forms import OpinionForm
from exemplars.consultations.models import Consultation, Opinion
from exemplars.consultations.views.public import TITLE
from portal.intake.forms import posted_key
from portal.intake.guard import reader_form
from portal.intake.limits import Limit, take
from portal.intake.network import Period, network_hash
from portal.vietnamese.numbers import whole_number

PURPOSE = "consultations"
LIMITS = (Limit(30, 600), Limit(300, 86_400))
"""A neighbourhood may answer from one address; nobody writes that much alone."""
WORDS = ("name", "phone", "address", "text")


@require_http_methods(["GET", "HEAD", "POST"])
@reader_form(asks=(OpinionForm,))
def give(request: HttpRequest, slug: str) -> HttpResponse:
    """The form; a list that is closed takes no opinion, says so, and gives back what was written."""
    found = get_object_or_404(Consultation.objects.public(), slug=slug)
    if request.method == "POST":
        return _take(request, found, OpinionForm(request.POST, consultation=found))
    if not found.is_open:
        return _shown(request, found, None)
    return _shown(request, found, OpinionForm(consultation=found, initial=_asked(request)))


def _take(request: HttpRequest, found: Consultation, form: OpinionForm) -> HttpResponse:
    is_valid = form.is_valid()
    key = posted_key(request.POST)
    known = opinions.sent_before(key)
    if known is not None and _is_same(form, known):
        return redirect("opinion_receipt", opinions.receipt_token(key))
    if not found.is_open:
        return _shown(request, found, None, status=410, written=_written(form))
    if known is not None:
        form.renew()
        form.add_error(None, _("Ý kiến trước của ông, bà đã được nhận. Nếu đây là ý kiến khác, xin bấm gửi lần nữa."))
        return _shown(request, found, form)
    if not is_valid:
        return _shown(request, found, form, status=form.status)
    if take(PURPOSE, network_hash(request, PURPOSE, Period.DAY), *LIMITS):
        form.add_error(None, _("Nơi của bạn vừa gửi rất nhiều ý kiến. Nội dung còn nguyên, xin gửi lại sau ít phút."))
        return _shown(request, found, form, status=429)
    said = form.cleaned_data
    _opinion, token = opinions.take(
        found, stance=said["stance"], candidate=said["candidate"], words=_words(form), submit_key=said["submit_key"]
    )
    return redirect("opinion_receipt", token)


def _words(form: OpinionForm) -> opinions.Words:
    return opinions.Words(*(form.cleaned_data.get(name, "") for name in WORDS))


def _is_same(form: OpinionForm, known: Opinion) -> bool:
    """Whether a form sent again says what it said: other words under its key are an opinion still to be sent."""
    if not known.sealed:
        return True
    said = (form.consultation.pk, form.cleaned_data.get("candidate"), form.cleaned_data.get("stance"), _words(form))
    return said == (known.consultation_id, known.candidate, known.stance, opinions.words_of(known))


def _written(form: OpinionForm) -> list[dict[str, Any]]:
    """Return what somebody wrote too late, under its labels, to copy."""
    said = form.cleaned_data
    about = said["candidate"].name if said.get("candidate") else _("Cả danh sách")
    stance = Opinion.Stance(said["stance"]).label if "stance" in said else ""
    rows = {"candidate": about, "stance": stance} | {name: form[name].value() for name in ("text", *WORDS[:3])}
    return [
        {"label": form.fields[name].label, "text": text, "is_long": name == "text"}
        for name, text in rows.items()
        if text
    ]


def _asked(request: HttpRequest) -> dict[str, Any]:
    asked = whole_number(request.GET.get("ve"))
    return {} if asked is None else {"candidate": asked}


def _shown(
    request: HttpRequest, found: Consultation, form: OpinionForm | None, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "title": _("Gửi ý kiến"),
        "consultation": found,
        "form": form,
        "kept_until": opinions.kept_until(found),
        "breadcrumbs": _crumbs(found, _("Gửi ý kiến")),
        **more,
    }
    return render(request, "consultations/give.html", context, status=status)


def _crumbs(found: Consultation, title: str) -> list[dict[str, Any]]:
    listed = {"title": TITLE, "url": reverse("consultation_list")}
    return [listed, {"title": found.title, "url": found.get_absolute_url()}, {"title": title, "url": ""}]


@require_http_methods(["GET", "HEAD", "POST"])
@reader_form
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """What became of an opinion, for whoever has the link; POST takes it back. Who wrote it is not shown here."""
    found = opinions.by_receipt(token)
    if found is None:
        raise Http404
    if request.method == "POST":
        if found.consultation.concluded_at is None:
            opinions.withdraw(found)
        return redirect("opinion_receipt", token)
    context = {
        "title": _("Biên nhận ý kiến"),
        "opinion": found,
        "consultation": found.consultation,
        "may_withdraw": found.state != Opinion.State.WITHDRAWN and found.consultation.concluded_at is None,
        "breadcrumbs": _crumbs(found.consultation, _("Biên nhận ý kiến")),
    }
    return render(request, "consultations/receipt.html", context)
