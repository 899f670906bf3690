"""A term's members and criteria in one form: checked together, and what has scores is not lost by accident."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max, Model
from django.forms import ModelForm
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.panels import InlinePanel

from exemplars.movements.checking import member_problems
from exemplars.movements.models import Score


class CheckedInlinePanel(InlinePanel):
    """An inline panel whose rows are checked together by a form set of our own."""

    def __init__(self, *args: Any, formset: type[BaseChildFormSet], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.formset = formset

    def clone_kwargs(self) -> dict[str, Any]:
        """Keep the form set when the panel is bound to its model."""
        return super().clone_kwargs() | {"formset": self.formset}

    def get_form_options(self) -> dict[str, Any]:
        """Name the form set."""
        options = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = self.formset
        return options


class ScoredFormSet(BaseChildFormSet):
    """Rows that may have scores: a row with scores is not deleted with them."""

    row_of_score = ""

    @property
    def kept(self) -> list[ModelForm]:
        """The rows that stay."""
        return [form for form in self.forms if form not in self.deleted_forms and form.has_changed() | bool(_pk(form))]

    @cached_property
    def most_points(self) -> dict[int, Any]:
        """The highest points given, by row that has any."""
        if not self.instance.pk:
            return {}
        scores = Score.objects.filter(member__term=self.instance).order_by()
        rows = scores.values(self.row_of_score).annotate(own=Max("own_points"), checked=Max("checked_points"))
        return {row[self.row_of_score]: max(filter(None, (row["own"], row["checked"])), default=0) for row in rows}

    def deletion_problems(self) -> list[str]:
        """Say which rows cannot go yet."""
        return [
            _("“%(name)s” đã có điểm; xóa điểm ở bảng chấm điểm trước, rồi mới xóa dòng này.") % {"name": form.instance}
            for form in self.deleted_forms
            if _pk(form) in self.most_points
        ]


def _pk(form: ModelForm) -> int | None:
    instance: Model = form.instance
    return instance.pk


class MembersFormSet(ScoredFormSet):
    """The members: one head, nobody twice, ranks that fit."""

    row_of_score = "member"

    def clean(self, *args: Any, **kwargs: Any) -> None:
        """Refuse with everything that is wrong at once."""
        super().clean(*args, **kwargs)
        problems = self.deletion_problems()
        if all(form.is_valid() for form in self.kept):
            problems += member_problems([form.instance for form in self.kept], timezone.localdate())
        if problems:
            raise ValidationError(problems)


class CriteriaFormSet(ScoredFormSet):
    """The criteria: their most points are not set below points already given."""

    row_of_score = "criterion"

    def clean(self, *args: Any, **kwargs: Any) -> None:
        """Refuse with everything that is wrong at once."""
        super().clean(*args, **kwargs)
        problems = self.deletion_problems()
        for form in self.kept:
            most = form.cleaned_data.get("max_points") if form.is_valid() else None
            given = self.most_points.get(_pk(form))
            if most is not None and given is not None and given > most:
                said = {"name": form.instance, "given": given}
                problems.append(_("“%(name)s” đã có điểm %(given)s, cao hơn mức tối đa mới.") % said)
        if problems:
            raise ValidationError(problems)
