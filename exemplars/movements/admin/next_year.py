"""The next year of a cluster, begun from the last."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from exemplars.movements.admin.scores import TermView
from exemplars.movements.copying import CannotCopy, copy_term, next_members
from exemplars.movements.rotation import turns


class YearForm(forms.Form):
    """Which year."""

    year = forms.IntegerField(min_value=1990, max_value=2100)


class NextYearView(TermView):
    """Shows who will be in the new year and whose turn it is to lead, and makes it."""

    permission = "movements.add_clusterterm"
    template_name = "movements/admin/next_year.html"
    header_icon = "copy"
    page_title = gettext_lazy("Chép sang năm sau")

    def get_context_data(self, form: YearForm | None = None, **kwargs: Any) -> dict[str, Any]:
        """Return the form, the members to come and the suggested order of heads."""
        year = self.term.year + 1
        members, notes = next_members(self.term, date(year, 1, 1))
        return super().get_context_data(**kwargs) | {
            "term": self.term,
            "form": form or YearForm(initial={"year": year}),
            "members": members,
            "notes": notes,
            "turns": turns(self.term, [member.unit for member in members]),
            "edit_url": self.edit_url,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make the year and go to its form, where the head is chosen."""
        form = YearForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            copied = copy_term(self.term, form.cleaned_data["year"])
        except CannotCopy as reason:
            form.add_error("year", str(reason))
            return self.render_to_response(self.get_context_data(form=form), status=422)
        log(
            instance=copied.term,
            action="movements.copied",
            user=request.user,
            data={"year": self.term.year},
        )
        messages.success(request, _("Đã chép thành viên và tiêu chí sang năm %(year)s.") % {"year": copied.term.year})
        for note in copied.notes:
            messages.warning(request, note)
        return redirect(reverse(self.edit_url_name, args=[copied.term.pk]))
