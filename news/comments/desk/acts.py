"""What a moderator does about one comment: each a form that is sent, a permission, and a function of the models' side.

A refusal changes nothing and loses nothing: the comment is shown as it is now (409 when somebody else was faster, with
what was done meanwhile), the form with what was typed in it. The list's script asks for the same as JSON.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext as _

from news.comments import appeals, claims, editing, office, queues, states, undoing, writer
from news.comments.desk import forms
from news.comments.desk.common import (
    ALL,
    ANSWER,
    APPEAL,
    ASSIST,
    DECIDE,
    ERASE,
    JUST_DECIDED,
    SANCTION,
    queue_of,
    url_of,
    wants_json,
)
from news.comments.desk.listing import list_url
from news.comments.desk.one import OneView, open_appeal
from news.comments.models import Comment, Reason, State
from news.comments.states import GRACE, Conflict, NotAllowed
from portal.intake.words import Refused


class ActView(OneView):
    """Something done about one comment. ``act`` does it and returns what to say of it."""

    http_method_names = ("post", "options")
    form_class: ClassVar[type[forms.DeskForm]] = forms.PlainStepForm
    form_name: ClassVar[str] = "plain"
    permission = DECIDE

    def act(self, comment: Comment, given: dict[str, Any]) -> str:
        """Do it in one transaction; raises :class:`NotAllowed` or ``Refused``."""
        raise NotImplementedError

    def done_url(self) -> str:
        """Return where to go on: the comment itself, for most."""
        return f"{url_of('one', self.comment.pk)}?hang={queue_of(self.request)}"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Check the form, act, say what came of it."""
        form = self.form_class(request.POST, comment=self.comment)
        if not form.is_valid():
            return self._refused(form, _first_error(form), 422)
        try:
            said = self.act(self.comment, form.cleaned_data)
        except Conflict as conflict:
            return self._refused(form, str(conflict), 409, seen=form.cleaned_data["seen"] or 0)
        except NotAllowed as refusal:
            return self._refused(form, str(refusal), 409)
        except Refused as refusal:
            return self._refused(form, refusal.message, 400 if refusal.broken else 422)
        if wants_json(request):
            return JsonResponse(self.outcome(said))
        if said:
            messages.success(request, said)
        return HttpResponseRedirect(self.done_url())

    def outcome(self, said: str) -> dict[str, Any]:
        """Return what the script of the list shows."""
        last = self.comment.decisions.last()
        return {
            "said": said,
            "version": self.comment.version,
            "seen": last.n if last else 0,
            "state": self.comment.state,
            "label": self.comment.get_state_display(),
        }

    def _refused(self, form: forms.DeskForm, problem: str, status: int, **more: Any) -> HttpResponse:
        if wants_json(self.request):
            return JsonResponse({"problem": problem}, status=status)
        form.renew(Comment.objects.get(pk=self.comment.pk))
        return self.refuse(problem, status=status, **{self.form_name: form}, **more)


def _first_error(form: forms.DeskForm) -> str:
    return next(str(error) for errors in form.errors.values() for error in errors)


class DecideView(ActView):
    """A step from one state to another; then on to the next comment of the queue."""

    form_class, form_name = forms.DecisionForm, "decision"

    def act(self, comment: Comment, given: dict[str, Any]) -> str:
        """Take the step."""
        states.decide(
            comment,
            given["to"],
            actor=self.request.user,
            reason=given["reason"],
            version=given["version"],
            note_public=given["note_public"],
            note_internal=given["note_internal"],
            keeps=given["keeps"],
        )
        said = {"name": comment.name, "state": comment.get_state_display()}
        return _("Ý kiến của %(name)s: %(state)s.") % said

    def outcome(self, said: str) -> dict[str, Any]:
        """Add for how long it can be undone."""
        return super().outcome(said) | {"undo": url_of("undo", self.comment.pk), "seconds": GRACE.seconds}

    def done_url(self) -> str:
        """On to the next comment, or back to the queue when nothing waits there."""
        name = queue_of(self.request)
        following = None if name == ALL else queues.next_after(name, self.request.user, self.comment)
        if following is None:
            return list_url(name, just=self.comment.pk)
        return f"{url_of('one', following.pk)}?hang={name}&{JUST_DECIDED}={self.comment.pk}"


class UndoView(ActView):
    """Taking one's own last decision back, within ten seconds."""

    def act(self, comment: Comment, given: dict[str, Any]) -> str:
        """Undo it."""
        undoing.undo(comment, actor=self.request.user, version=given["version"])
        return _("Đã hoàn tác. Ý kiến của %(name)s: %(state)s.") % {
            "name": comment.name,
            "state": comment.get_state_display(),
        }


class ClaimView(ActView):
    """Opening a comment for work: others see that, for ten minutes."""

    permission = ASSIST

    def act(self, comment: Comment, given: dict[str, Any]) -> str:
        """Claim it, or for ten minutes more."""
        claims.claim(comment, self.request.user)
        return ""

    def done_url(self) -> str:
        """To the comment, at the form that was asked for."""
        return super().done_url() + ("#sua" if "sua" in self.request.POST else "")


class ReleaseView(ActView):
    """Letting a comment go for others to take."""

    permission = ASSIST

    def act(self, comment: Comment, given: dict[str, Any]) -> str:
        """Release it; what is somebody else's by now stays so."""
        claims.release(comment, self.request.user)
        return _("Đã trả lại hàng chờ.")

    def done_url(self) -> str:
        """Back to the queue."""
        return list_url(queue_of(self.request))


class EditView(ActView):
    """An edit, kept beside the reader's words until somebody decides to publish it."""

    form_class, form_name, permission = forms.EditForm, "edit_form", ASSIST

    def act(self, comment: Comment, given: dict[str, Any]) -> str:
        """Propose it."""
        if comment.state in (State.WITHDRAWN, State.ERASED):
            raise NotAllowed(_("Người viết đã rút ý kiến này."))
        edit = editing.propose(
            comment,
            actor=self.request.user,
            body=given["body"],
            name=given["name"],
            reason=given["reason"],
            version=given["version"],
        )
        what = states.why_agreement(edit)
        if what:
            return _("Đã lưu bản biên tập, %(what)s: chờ Trưởng ban khác hoặc người viết đồng ý.") % {"what": what}
        return _("Đã lưu bản biên tập. Xem lại rồi bấm “Đăng bản biên tập”.")


class AppealView(ActView):
    """The answer to an appeal, by somebody else than who decided."""

    form_class, form_name, permission = forms.AppealForm, "appeal_form", APPEAL

    @transaction.atomic
    def act(self, comment: Comment, given: dict[str, Any]) -> str:
        """Decide about it."""
        locked = states.lock(comment, given["version"])
        states.check_person(locked, self.request.user, Reason.APPEAL)
        appeal = open_appeal(comment)
        if appeal is None:
            raise NotAllowed(_("Khiếu nại này đã được giải quyết."))
        granted = given["outcome"] != "refused"
        to = given["outcome"] if granted else State.PUBLISHED
        appeals.decide_appeal(appeal, actor=self.request.user, granted=granted, answer=given["answer"], to=to)
        comment.refresh_from_db()
        return _("Đã trả lời khiếu nại: %(outcome)s.") % {"outcome": appeal.get_state_display().lower()}


class ChooseView(ActView):
    """Putting a comment first on its page (three at most), or back."""

    form_class, form_name = forms.ChooseForm, "choose"

    def act(self, comment: Comment, given: dict[str, Any]) -> str:
        """Choose it, or not any more."""
        office.choose(comment, chosen=given["chosen"], actor=self.request.user)
        return _("Đã chọn: ý kiến này đứng đầu bài.") if given["chosen"] else _("Đã bỏ chọn.")


class AnswerView(ActView):
    """An answer of the office, published under its badge."""

    form_class, form_name, permission = forms.AnswerForm, "answer", ANSWER

    def act(self, comment: Comment, given: dict[str, Any]) -> str:
        """Publish it below the comment."""
        if comment.page is None:
            raise NotAllowed(_("Bài không còn nữa."))
        made = office.answer(
            page=comment.page,
            parent=comment,
            actor=self.request.user,
            badge=given["badge"],
            name=given["name"],
            body=given["body"],
            submit_key=given["submit_key"],
            version=given["version"],
        )
        return _("Đã đăng trả lời %(reference)s.") % {"reference": made.reference}


class HoldView(ActView):
    """Having a network's comments wait behind all others for a while."""

    form_class, form_name, permission = forms.HoldForm, "hold", SANCTION

    def act(self, comment: Comment, given: dict[str, Any]) -> str:
        """Hold it."""
        lasts = timedelta(days=int(given["days"]))
        office.hold_network(comment, actor=self.request.user, reason=given["why"], lasts=lasts)
        return _("Ý kiến từ mạng này xếp sau các ý kiến khác. Không ai bị chặn.")


class EraseView(ActView):
    """Deleting the writer's words, name and address for good."""

    form_class, form_name, permission = forms.EraseForm, "erase", ERASE

    @transaction.atomic
    def act(self, comment: Comment, given: dict[str, Any]) -> str:
        """Erase them, if the comment is still as it was seen."""
        states.lock(comment, given["version"])
        writer.erase(comment, actor=self.request.user, note_internal=given["note_internal"])
        return _("Đã xóa tên, nội dung và địa chỉ của người viết.")
