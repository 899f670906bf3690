"""Reporting a comment: no account, a reason, and a person who looks."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from news.comments import reports
from news.comments.forms import ReportForm
from news.comments.models import Comment
from portal.intake.guard import reader_form
from portal.intake.limits import Limit, take
from portal.intake.network import Period, network_hash

PURPOSE = "reports"
A_DAY = Limit(30, 86_400)
"""More reports than this from one network are no help to anybody."""


@reader_form(asks=(ReportForm,))
@require_http_methods(["GET", "HEAD", "POST"])
def report_form(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show the form for reporting a public comment, or take it."""
    comment = Comment.objects.public().filter(public_id=public_id, tombstone=False).select_related("page").first()
    if comment is None or comment.page is None:
        raise Http404
    form = ReportForm(request.POST if request.method == "POST" else None)
    status, sent = form.status, False
    if form.is_bound and form.is_valid():
        network = network_hash(request, PURPOSE, Period.WEEK)
        if take(PURPOSE, network, A_DAY):
            form.add_error(None, _("Hôm nay đã nhận nhiều báo cáo từ mạng này. Xin gửi lại vào ngày mai."))
            status = 429
        else:
            reports.report(comment, net_hash=network, why=form.cleaned_data["why"], note=form.cleaned_data["note"])
            sent = True
    context = {
        "comment": comment,
        "article_url": comment.page.get_url(request),
        "form": form,
        "sent": sent,
        "breadcrumbs": [{"title": _("Báo cáo ý kiến"), "url": ""}],
    }
    return render(request, "comments/report.html", context, status=status)
