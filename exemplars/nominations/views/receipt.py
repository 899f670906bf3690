"""The receipt: what became of a nomination, and what its proposer may do, by a secret address without an account."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from exemplars.nominations import erasing
from exemplars.nominations.forms import AnswerForm
from exemplars.nominations.models import Nomination, State
from exemplars.nominations.views.private import private
from portal.intake.guard import reader_form
from portal.intake.receipts import token_hash

STORY = (State.NOMINATED, State.UNIT_ASKED, State.LOCALITY, State.EDITORIAL)
"""The way of a nomination as its proposer sees it; the outcome comes last."""


@private
@reader_form(asks=(AnswerForm,))
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """Show a receipt, or do one of what it offers: answer a question, withdraw, erase."""
    rows = Nomination.objects.select_related("place__province", "field", "exemplar")
    nomination = rows.filter(token_hash=token_hash(token)).first()
    if nomination is None:
        raise Http404
    if request.method != "POST":
        return _show(request, nomination, AnswerForm(label_suffix=""))
    wish = request.POST.get("wish", "")
    if wish == "answer":
        form = AnswerForm(request.POST, label_suffix="")
        if not form.is_valid() and nomination.question and nomination.is_open:
            return _show(request, nomination, form, status=422)
        _answer(nomination, form.cleaned_data.get("words", ""))
    elif wish == "withdraw":
        erasing.withdraw(nomination)
    elif wish == "erase" and request.POST.get("sure"):
        erasing.erase(nomination, erasing.Why.BY_LINK)
    return redirect("nomination_receipt", token)


@transaction.atomic
def _answer(nomination: Nomination, words: str) -> None:
    """Record an answer to a question still open; a later one takes its place."""
    locked = Nomination.objects.select_for_update().get(pk=nomination.pk)
    if words and locked.is_open and locked.question:
        Nomination.objects.filter(pk=locked.pk).update(question_answer=words)


def _show(request: HttpRequest, nomination: Nomination, form: AnswerForm, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "nomination": nomination,
        "form": form,
        "steps": _steps(nomination),
        "files": list(nomination.attachments.filter(added_by=None)),
        "public_exemplar": nomination.exemplar if nomination.exemplar and nomination.exemplar.is_public else None,
        "breadcrumbs": [
            {"title": _("Giới thiệu gương"), "url": reverse("nomination_form")},
            {"title": nomination.reference, "url": ""},
        ],
    }
    return render(request, "nominations/receipt.html", context, status=status)


def _steps(nomination: Nomination) -> list[dict[str, Any]]:
    """Return the way with where the nomination stands now; the days of what lies behind."""
    days = {}
    for decision in nomination.decisions.order_by("pk"):
        days[decision.to_state] = decision.at
    is_closed = nomination.state not in STORY
    place = len(STORY) if is_closed else STORY.index(State(nomination.state))
    steps = [
        {
            "label": one.label,
            "at": days.get(one) if number <= place else None,
            "is_now": number == place,
            "is_done": number < place and one in days,
        }
        for number, one in enumerate(STORY)
        if not is_closed or one in days
    ]
    if is_closed:
        label = State(nomination.state).label
        steps.append({"label": label, "at": nomination.decided_at, "is_now": True, "is_done": True})
    return steps
