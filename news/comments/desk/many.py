"""One step for many comments: a hundred at most, each with a result of its own and its own way back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from news.comments.bulk import MOST, decide_many
from news.comments.desk.common import DECIDE, DeskView, queue_of, url_of
from news.comments.desk.forms import USUAL, VERBS
from news.comments.models import Reason, State
from news.comments.models.state import MODERATORS_REASONS
from news.comments.states import GRACE, NotAllowed
from portal.vietnamese.numbers import whole_number

STEPS = (State.PUBLISHED, State.REJECTED, State.SPAM)
"""What may be done to many at once."""


def _chosen(raw: list[str]) -> list[tuple[int, int]]:
    """Return (id, version) of each well-formed ``12:3``, each comment once."""
    found: dict[int, int] = {}
    for one in raw:
        left, _colon, right = one.partition(":")
        pk, version = whole_number(left), whole_number(right)
        if pk is not None and version is not None:
            found.setdefault(pk, version)
    return list(found.items())


class ManyView(DeskView):
    """Takes the ticked comments of a list and shows what became of each."""

    permission = DECIDE
    template_name = "comments/desk/many.html"
    page_title = gettext_lazy("Kết quả làm nhiều ý kiến")
    http_method_names = ("post", "options")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it; what is wrong with the whole is said before anything is done."""
        chosen = _chosen(request.POST.getlist("chon"))
        to = request.POST.get("to", "")
        reason = request.POST.get("reason") or USUAL.get(to, "")
        problem = self._problem(chosen, to, reason)
        results = []
        if not problem:
            try:
                results = decide_many(chosen, to, actor=request.user, reason=reason)
            except NotAllowed as refusal:
                problem = str(refusal)
        context = self.get_context_data(
            problem=problem,
            results=results,
            done=sum(not one.problem for one in results),
            verb=VERBS[State(to)] if to in STEPS else "",
            seconds=GRACE.seconds,
            at=timezone.now(),
            queue=queue_of(request),
            queue_url=url_of("queue", queue_of(request)),
        )
        return self.render_to_response(context, status=422 if problem else 200)

    @staticmethod
    def _problem(chosen: list[tuple[int, int]], to: str, reason: str) -> str:
        if to not in STEPS:
            return _("Chọn một việc: đăng, không đăng, thư rác.")
        if not chosen:
            return _("Chưa chọn ý kiến nào.")
        if reason not in MODERATORS_REASONS:
            return _("Chọn lý do.")
        if reason == Reason.OTHER:
            return _("Lý do “Khác” cần ghi rõ: mở từng ý kiến để ghi.")
        if len(chosen) > MOST:
            return _("Mỗi lần tối đa %(most)s ý kiến.") % {"most": MOST}
        return ""
