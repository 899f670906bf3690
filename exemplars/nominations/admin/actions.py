"""What curators do with a nomination; each view takes one form of the page of details."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from exemplars.nominations import asking, attachments, conversion, erasing, letters, states
from exemplars.nominations.addresses import question_url
from exemplars.nominations.admin.common import DECIDE, NominationView, url_of
from exemplars.nominations.admin.detail import ActionView
from exemplars.nominations.admin.forms import AskForm, DecisionForm, DiscardForm, EraseForm, QuestionForm, RecordForm
from exemplars.nominations.models import Attachment, Confirmation, Nomination, State
from exemplars.registry.admin.common import url_of as exemplar_url
from portal.intake.downloads import download
from portal.vietnamese.slug import slugify_vi


class DecideView(ActionView):
    """Take the next step."""

    permission = DECIDE

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Decide; what is not allowed is said above the form, and nothing changes."""
        form = DecisionForm(request.POST, nomination=self.nomination)
        if form.is_valid():
            try:
                states.decide(self.nomination, form.cleaned_data.pop("to"), actor=request.user, **form.cleaned_data)
            except states.NotAllowed as refusal:
                form.add_error(None, str(refusal))
            else:
                done = {"reference": self.nomination.reference, "state": State(self.nomination.state).label}
                messages.success(request, _("%(reference)s: %(state)s.") % done)
                return redirect(url_of("detail", pk))
        return self.again(decision_form=form)


class _AskingView(ActionView):
    """A view at whose end a fresh link is shown, once."""

    def show_link(self, confirmation: Confirmation) -> HttpResponse:
        """Show the link to copy: it stands nowhere else, and a new one takes its place when asked again."""
        context = {
            **self.get_context_data(),
            "confirmation": confirmation,
            "link": question_url(confirmation),
            "back_url": url_of("detail", self.nomination.pk),
        }
        self.template_name = "nominations/admin/link.html"
        return self.render_to_response(context)


class AskView(_AskingView):
    """Ask a unit or locality."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make the link, send it where an address is known, show it."""
        form = AskForm(request.POST)
        if form.is_valid():
            try:
                return self.show_link(asking.ask(self.nomination, actor=request.user, **form.cleaned_data))
            except states.NotAllowed as refusal:
                form.add_error(None, str(refusal))
        return self.again(ask_form=form)


class _ConfirmationAction(_AskingView):
    @cached_property
    def confirmation(self) -> Confirmation:
        """The question of the address, which must be of the nomination of the address."""
        return get_object_or_404(Confirmation, nomination=self.nomination, pk=self.kwargs["confirmation"])


class AskAgainView(_ConfirmationAction):
    """Send a question again, with a new link."""

    def post(self, request: HttpRequest, pk: int, confirmation: int) -> HttpResponse:
        """Make the new link and show it."""
        try:
            return self.show_link(asking.ask_again(self.confirmation))
        except states.NotAllowed as refusal:
            messages.error(request, str(refusal))
            return redirect(url_of("detail", pk))


class RevokeView(_ConfirmationAction):
    """Let a link lead nowhere."""

    def post(self, request: HttpRequest, pk: int, confirmation: int) -> HttpResponse:
        """Revoke it; doing it twice changes nothing."""
        asking.revoke(self.confirmation)
        messages.success(request, _("Đã thu hồi liên kết gửi %(who)s.") % {"who": self.confirmation.addressee})
        return redirect(url_of("detail", pk))


class RecordView(ActionView):
    """Record an answer that came on paper."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep the paper and the answer, or neither."""
        form = RecordForm(request.POST, request.FILES)
        if form.is_valid():
            given = dict(form.cleaned_data)
            file = given.pop("file")
            try:
                with transaction.atomic():
                    paper = attachments.keep(form.content, file.name, nomination=self.nomination, actor=request.user)
                    asking.record(self.nomination, paper=paper, actor=request.user, **given)
            except states.NotAllowed as refusal:
                paper.file.storage.delete(paper.file.name)
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Đã ghi trả lời của %(who)s.") % {"who": given["addressee"]})
                return redirect(url_of("detail", pk))
        return self.again(record_form=form)


class QuestionView(ActionView):
    """Ask the proposer."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Put the question behind the receipt link, and write where an address is known."""
        form = QuestionForm(request.POST)
        if not form.is_valid():
            return self.again(question_form=form)
        with transaction.atomic():
            locked = Nomination.objects.select_for_update().get(pk=pk)
            if not locked.is_open:
                form.add_error(None, _("Phiếu này đã xong, không hỏi thêm được."))
                return self.again(question_form=form)
            locked.question, locked.question_answer = form.cleaned_data["question"], ""
            locked.save(update_fields=["question", "question_answer"])
            letters.question(locked)
        messages.success(request, _("Đã gửi câu hỏi tới người giới thiệu."))
        return redirect(url_of("detail", pk))


class FileView(ActionView):
    """Make the dossier of an approved nomination."""

    permission = DECIDE

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make it and open it; the second time it is the same one."""
        try:
            exemplar = conversion.make_exemplar(self.nomination, actor=request.user)
        except states.NotAllowed as refusal:
            messages.error(request, str(refusal))
            return redirect(url_of("detail", pk))
        words = _("Đã lập hồ sơ %(reference)s. Xin sự đồng ý của người được nêu gương rồi ghi ở thẻ “Đồng ý”.")
        messages.success(request, words % {"reference": exemplar.reference})
        return redirect(exemplar_url("edit", exemplar.pk))


class EraseView(ActionView):
    """Forget a nomination at the wish of its proposer or nominee who has no link."""

    permission = DECIDE

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Erase it when it was said why, and ticked that this is meant."""
        form = EraseForm(request.POST)
        if not form.is_valid():
            return self.again(erase_form=form)
        erasing.erase(self.nomination, form.cleaned_data["why"], actor=request.user)
        messages.success(request, _("Đã xóa dữ liệu của phiếu %(reference)s.") % {"reference": self.nomination})
        return redirect(url_of("detail", pk))


class _FileOfNomination(NominationView):
    @cached_property
    def attachment(self) -> Attachment:
        """The file of the address, which must be of the nomination of the address."""
        return get_object_or_404(Attachment, nomination=self.nomination, pk=self.kwargs["attachment"])


class AttachmentView(_FileOfNomination):
    """Hand out a file."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Send it as a download; one in quarantine is not found."""
        if not self.attachment.is_available:
            raise Http404
        stem = slugify_vi(self.attachment.title.rpartition(".")[0] or self.attachment.title, 80) or "tep"
        return download(self.attachment.file, f"{stem}.{self.attachment.kind}")


class DeleteAttachmentView(_FileOfNomination):
    """Remove a file."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Remove it when it was said why."""
        form, title = DiscardForm(request.POST), self.attachment.title
        if form.is_valid():
            attachments.discard(self.attachment, form.cleaned_data["why"], actor=request.user)
            messages.success(request, _("Đã xóa “%(title)s”.") % {"title": title})
        else:
            messages.error(request, _("Chưa xóa “%(title)s”: xin chọn vì sao xóa.") % {"title": title})
        return redirect(url_of("detail", self.nomination.pk))
