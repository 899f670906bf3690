"""One comment with everything one may see and do about it; every form is a form, with or without a script."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from news.comments.above import why_unseen
from news.comments.desk import forms
from news.comments.desk.common import (
    ANSWER,
    APPEAL,
    ASSIST,
    DECIDE,
    ERASE,
    JUST_DECIDED,
    LABELS,
    SANCTION,
    CommentView,
    may,
    queue_of,
)
from news.comments.desk.reasons import plain_reasons
from news.comments.desk.undoing import can_be_undone
from news.comments.editing import word_diff
from news.comments.models import PUBLIC, Appeal, Comment, CommentRevision, Sanction, State
from news.comments.models.comment import MAX_DEPTH
from news.comments.states import reader_revision, shown_edit, why_agreement


def open_appeal(comment: Comment) -> Appeal | None:
    """Return the appeal that waits for an answer."""
    waiting = Appeal.objects.filter(decision__comment=comment, state=Appeal.State.OPEN)
    return waiting.select_related("decision").first()


def _edit_of(comment: Comment, original: CommentRevision) -> dict[str, Any]:
    """Return the proposed wording beside the reader's, whom it still waits for, and the edit that is public instead."""
    edit = comment.proposed
    if edit is None or edit.n < original.n or comment.state == State.ERASED:
        return {}
    shown = shown_edit(comment)
    return {
        "edit": edit,
        "shown": shown if shown != edit else None,
        "diff": word_diff(original.body, edit.body),
        "name_diff": word_diff(original.name, edit.name) if original.name != edit.name else [],
        "share": round(edit.share * 100),
        "why_agreement": why_agreement(edit),
    }


def _forms_for(user: Any, comment: Comment, original: CommentRevision, bound: dict[str, Any]) -> dict[str, Any]:
    """Return the forms this user may use about this comment now; ``bound`` holds one sent with a mistake."""
    if comment.state == State.ERASED:
        return {}
    offered: dict[str, Any] = {"plain": forms.PlainStepForm(comment=comment)}
    if may(user, ASSIST):
        wording = comment.proposed if comment.proposed and comment.proposed.n > original.n else original
        offered["edit_form"] = forms.EditForm(comment=comment, initial={"name": wording.name, "body": wording.body})
    if may(user, DECIDE):
        offered["decision"] = forms.DecisionForm(comment=comment)
        if comment.state in PUBLIC and comment.parent_id is None:
            offered["choose"] = forms.ChooseForm(comment=comment, initial={"chosen": not comment.chosen})
    if may(user, APPEAL) and open_appeal(comment):
        offered["appeal_form"] = forms.AppealForm(comment=comment)
    if may(user, ANSWER) and comment.state in PUBLIC and comment.depth < MAX_DEPTH:
        offered["answer"] = forms.AnswerForm(comment=comment)
    if may(user, SANCTION) and comment.net_hash:
        offered["hold"] = forms.HoldForm(comment=comment)
    if may(user, ERASE):
        offered["erase"] = forms.EraseForm(comment=comment)
    return offered | {name: form for name, form in bound.items() if name in offered}


class OneView(CommentView):
    """The comment, its context, the forms, the whole history."""

    template_name = "comments/desk/one.html"
    http_method_names = ("get", "head", "options")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everything about it; keyword arguments are forms sent with a mistake, ``problem`` and ``changed``."""
        comment, user = self.comment, self.request.user
        original = reader_revision(comment)
        seen = kwargs.pop("seen", None)
        steps = list(comment.decisions.all())
        held_network = Sanction.objects.filter(net_hash=comment.net_hash, until__gt=timezone.now())
        return {
            **super().get_context_data(),
            "comment": comment,
            "original": original,
            **_edit_of(comment, original),
            **_forms_for(user, comment, original, kwargs),
            "problem": kwargs.get("problem", ""),
            "is_conflict": seen is not None,
            "changed": [step for step in steps if seen is not None and step.n > seen],
            "why_unseen": why_unseen(comment),
            "reasons": plain_reasons(comment),
            "keyed": forms.KEYED,
            "complaints": comment.reports.filter(settled=False).order_by("at"),
            "appeal": open_appeal(comment),
            "appeals_answered": Appeal.objects.filter(decision__comment=comment).exclude(state=Appeal.State.OPEN),
            "steps": steps,
            "wordings": comment.revisions.order_by("n"),
            "network_held": held_network.order_by("-until").first() if comment.net_hash else None,
            "queue": queue_of(self.request),
            "queue_label": LABELS[queue_of(self.request)],
            "by_other": comment.is_claimed and comment.claimed_by_id != user.pk,
            "mine": comment.is_claimed and comment.claimed_by_id == user.pk,
            "own_article": bool(comment.page and comment.page.owner_id == user.pk),
            "gone": comment.state == State.ERASED,
            "undo": can_be_undone(self.request.GET.get(JUST_DECIDED), user),
        }

    def refuse(self, problem: str, *, status: int, **more: Any) -> HttpResponse:
        """Show the comment as it is now with what is wrong above it, and what was typed kept."""
        self.__dict__.pop("comment", None)
        context = self.get_context_data(problem=problem or _("Xem lại những ô có lỗi bên dưới."), **more)
        return self.render_to_response(context, status=status)
