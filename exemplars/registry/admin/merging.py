"""Compare two dossiers side by side, choose field by field, merge."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exemplars.registry.admin.common import ExemplarView, find_exemplar, url_of
from exemplars.registry.admin.namesakes import described
from exemplars.registry.duplicates import candidates
from exemplars.registry.merging import CHOSEN, NotMerged, differing, merge, stamp
from exemplars.registry.models import Exemplar

PARTS = ("name_by_hand", "family_name", "middle_name", "given_name")
"""Chosen together with the name, not one by one."""


class ChooseForm(forms.Form):
    """Which dossier to compare with."""

    other = forms.ModelChoiceField(
        label=gettext_lazy("Hồ sơ kia"), queryset=Exemplar.objects.none(), error_messages={"required": ""}
    )

    def __init__(self, *args: Any, exemplar: Exemplar, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["other"]
        field.queryset = Exemplar.objects.filter(merged_into=None).exclude(pk=exemplar.pk)
        field.widget = Exemplar.snippet_viewset.chooser_viewset.widget_class()


def shown(exemplar: Exemplar, name: str) -> str:
    """Return a field's value as staff read it."""
    display = getattr(exemplar, f"get_{name}_display", None)
    value = display() if display else getattr(exemplar, name)
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("có") if value else _("không")
    return f"{value:%d/%m/%Y}" if hasattr(value, "strftime") else str(value)


class MergeView(ExemplarView):
    """Choose the other dossier, then compare and merge."""

    permission = "merge_exemplar"
    page_title = gettext_lazy("Gộp hồ sơ trùng")
    header_icon = "copy"

    @cached_property
    def other(self) -> Exemplar | None:
        """The dossier that would be merged into this one."""
        if "other" not in self.kwargs:
            return None
        if self.kwargs["other"] == self.kwargs["pk"]:
            raise Http404
        return find_exemplar(self.kwargs["other"])

    def get_template_names(self) -> list[str]:
        """Choosing has a page of its own."""
        return ["registry/admin/merge.html" if self.other else "registry/admin/merge_choose.html"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Go to the comparison once the other is chosen."""
        if self.other is None and "other" in request.GET:
            form = ChooseForm(request.GET, exemplar=self.exemplar)
            if form.is_valid():
                return redirect(url_of("merge", self.exemplar.pk, form.cleaned_data["other"].pk))
            messages.error(request, _("Không có hồ sơ ấy."))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What differs, field by field, and what each brings along."""
        context = super().get_context_data(**kwargs)
        if self.other is None:
            return {**context, "form": ChooseForm(exemplar=self.exemplar), "duplicates": self._like()}
        rows = [
            {
                "name": name,
                "label": Exemplar._meta.get_field(name).verbose_name,
                "ours": shown(self.exemplar, name),
                "theirs": shown(self.other, name),
                # What is empty here is taken from there, unless somebody says otherwise.
                "take": not shown(self.exemplar, name),
            }
            for name in differing(self.exemplar, self.other)
            if name not in PARTS
        ]
        sides = [_side(self.exemplar), _side(self.other)]
        return {
            **context,
            "rows": rows,
            "sides": sides,
            "other": self.other,
            "swap_url": url_of("merge", self.other.pk, self.exemplar.pk),
            "reason": self.request.POST.get("reason", ""),
        }

    def _like(self) -> list[dict[str, Any]]:
        one = self.exemplar
        unit = one.organisation.name if one.organisation else ""
        found = described(candidates(one.name, one.birth_year, one.place, unit, exclude=one.pk))
        return [{**row, "url": url_of("merge", one.pk, row["exemplar"].pk)} for row in found]

    def post(self, request: HttpRequest, pk: int, other: int | None = None) -> HttpResponse:
        """Merge; a conflict is said, with the comparison made anew."""
        if other is None or self.other is None:
            return redirect(url_of("merge_choose", pk))
        reason = request.POST.get("reason", "").replace("\0", "").strip()[:2000]
        take = {name: request.POST.get(f"take-{name}") == "other" for name in CHOSEN if f"take-{name}" in request.POST}
        stamps = (request.POST.get("stamp-ours", ""), request.POST.get("stamp-theirs", ""))
        if not reason:
            messages.error(request, _("Ghi lý do gộp."))
            return self.get(request)
        try:
            merge(pk, other, take=take, stamps=stamps, actor=request.user, reason=reason)
        except NotMerged as refusal:
            messages.error(request, str(refusal))
            return self.get(request)
        done = {"other": self.other.reference, "own": self.exemplar.reference}
        messages.success(request, _("Đã gộp %(other)s vào %(own)s. Địa chỉ cũ dẫn về hồ sơ này.") % done)
        return redirect(url_of("edit", pk))


def _side(exemplar: Exemplar) -> dict[str, Any]:
    """One of the two, with how much hangs on it."""
    return {
        "exemplar": exemplar,
        "stamp": stamp(exemplar),
        "url": url_of("edit", exemplar.pk),
        "links": [
            (_("Lượt khen thưởng"), exemplar.conferrals.count()),
            (_("Bài kể"), exemplar.story_subjects.count()),
            (_("Phong trào"), exemplar.movements.count()),
            (_("Quan hệ"), exemplar.relations.count() + exemplar.relations_in.count()),
            (_("Nơi nhân rộng"), exemplar.replications.count()),
            (_("Sự đồng ý"), exemplar.consents.count()),
            (_("Tài liệu xác minh"), exemplar.evidence.count()),
        ],
    }
