"""The page a unit or a locality answers on: one secret address, one answer, no account."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from exemplars.nominations import asking
from exemplars.nominations.forms import ConfirmationForm
from exemplars.nominations.models import Confirmation
from exemplars.nominations.views.private import private
from portal.intake.guard import reader_form


@private
@reader_form(asks=(ConfirmationForm,))
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is asked and take the answer; 410 for a link that is revoked or out of time, 404 for none of ours.

    Who proposed it, and how to reach them, is not told.
    """
    asked = asking.find(token)
    if asked is None:
        raise Http404
    if not asked.is_waiting:
        return _show(request, asked, None, status=200 if asked.answered_at and not asked.revoked_at else 410)
    if request.method != "POST":
        return _show(request, asked, ConfirmationForm(label_suffix=""))
    form = ConfirmationForm(request.POST, label_suffix="")
    if not form.is_valid():
        return _show(request, asked, form, status=422)
    given = {name: form.cleaned_data[name] for name in ("answer", "words", "answered_by")}
    asking.answer(asked, **given)
    # Answered by us or by somebody else a moment ago: the page says which answer stands.
    return redirect("nomination_question", token)


def _show(request: HttpRequest, asked: Confirmation, form: ConfirmationForm | None, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "asked": asked,
        "nomination": asked.nomination,
        "form": form,
        "breadcrumbs": [{"title": _("Xác nhận phiếu giới thiệu"), "url": ""}],
    }
    return render(request, "nominations/question.html", context, status=status)
