"""Do one thing to many dossiers: one by one, each with its own result; one that fails stops none of the others."""

from __future__ import annotations

from typing import Any, ClassVar, NamedTuple
from uuid import uuid4

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import classproperty
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput
from wagtail.log_actions import log
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from exemplars.movements.models import Movement
from exemplars.registry import states
from exemplars.registry.admin.common import url_of
from exemplars.registry.admin.decisions import VERBS
from exemplars.registry.admin.namesakes import number_in
from exemplars.registry.models import Exemplar, Field, State

MOST = 500
"""Dossiers at once: a page of the list holds fifty."""

SAME = gettext_lazy("Đã như vậy từ trước")


class Result(NamedTuple):
    """What became of one dossier: "done", "same" or "refused", and a sentence."""

    exemplar: Exemplar
    outcome: str
    said: str

    @property
    def url(self) -> str:
        """Where to look at it."""
        return url_of("edit", self.exemplar.pk)


class _Permitted:
    """Wagtail shows the names of what was chosen to all staff; names of dossiers are for those who may act."""

    permission: ClassVar[str] = "change_exemplar"

    @classproperty
    def models(cls) -> list[type]:  # noqa: N805 - a property of the class
        """Exemplars only."""
        return [Exemplar]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse everybody else."""
        if not request.user.has_perm(f"registry.{self.permission}"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ExemplarBulkAction(_Permitted, SnippetBulkAction):
    """An action on many exemplars. Subclasses say what to ask (``form_class``) and what to do (``do``)."""

    template_name = "registry/admin/bulk.html"
    aria_label: Any = ""

    @classmethod
    def get_queryset(cls, model: type, object_ids: list[Any]) -> QuerySet[Exemplar]:
        """The dossiers asked for; what is no number is nobody's."""
        numbers = [number for number in (number_in(str(one)) for one in object_ids) if number][:MOST]
        return Exemplar.objects.filter(pk__in=numbers, merged_into=None).order_by("sort_key", "pk")

    def get_all_objects_in_listing_query(self, parent_id: Any) -> list[int]:
        """ "All" would be all dossiers, whatever the list showed: it is not offered."""
        return []

    def do(self, exemplar: Exemplar, given: dict[str, Any]) -> str:
        """Do it to one dossier, locked, and return what was done ("" when nothing had to be)."""
        raise NotImplementedError

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Do it to each and show what became of each."""
        exemplars, _none = self.get_actionable_objects()
        results = [self._try(one, form.cleaned_data) for one in exemplars]
        counts = {name: sum(one.outcome == name for one in results) for name in ("done", "same", "refused")}
        context = {"results": results, "counts": counts, "next": self.next_url, "title": self.display_name}
        return render(self.request, "registry/admin/bulk_results.html", context)

    def _try(self, exemplar: Exemplar, given: dict[str, Any]) -> Result:
        try:
            with transaction.atomic():
                said = self.do(Exemplar.objects.select_for_update().get(pk=exemplar.pk), given)
        except states.NotAllowed as refusal:
            return Result(exemplar, "refused", str(refusal))
        except ValidationError as wrong:
            return Result(exemplar, "refused", " ".join(wrong.messages))
        except Exemplar.DoesNotExist:
            return Result(exemplar, "refused", _("Hồ sơ không còn."))
        return Result(exemplar, "done" if said else "same", said or str(SAME))

    def save(self, exemplar: Exemplar, **changed: Any) -> None:
        """Save fields of a dossier with a log entry."""
        for name, value in changed.items():
            setattr(exemplar, name, value)
        exemplar.save(update_fields=[*changed, "updated_at"])
        # The history shows one entry of an action for each uuid, and a request has one.
        log(instance=exemplar, action="wagtail.edit", user=self.request.user, uuid=uuid4())


class DecisionForm(forms.Form):
    """A state and the reasons."""

    to = forms.ChoiceField(label=gettext_lazy("Quyết định"), choices=[(one.value, VERBS[one]) for one in State])
    reason = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), strip=True
    )
    public_reason = forms.CharField(
        label=gettext_lazy("Lý do công bố (khi rút)"), max_length=300, required=False, strip=True
    )


class DecideBulkAction(ExemplarBulkAction):
    """Decide the same for many."""

    display_name = gettext_lazy("Quyết định trạng thái")
    aria_label = gettext_lazy("Quyết định trạng thái của các hồ sơ đã chọn")
    action_type = "decide"
    action_priority = 10
    form_class = DecisionForm
    permission = "decide_exemplar"

    def do(self, exemplar: Exemplar, given: dict[str, Any]) -> str:
        """Put it into the state, by the same rules as alone."""
        to = State(given["to"])
        if exemplar.state == to:
            return ""
        if to == State.WITHDRAWN and not self.request.user.has_perm("registry.withdraw_exemplar"):
            raise ValidationError(_("Bạn không có quyền rút hồ sơ."))
        reasons = {"reason": given["reason"], "public_reason": given["public_reason"]}
        states.decide(exemplar, to, actor=self.request.user, **reasons)
        return str(to.label)


class FieldForm(forms.Form):
    """A field of life."""

    field = forms.ModelChoiceField(label=gettext_lazy("Lĩnh vực"), queryset=Field.objects.all())


class FieldBulkAction(ExemplarBulkAction):
    """Set the field of life of many."""

    display_name = gettext_lazy("Đặt lĩnh vực")
    aria_label = gettext_lazy("Đặt lĩnh vực cho các hồ sơ đã chọn")
    action_type = "set_field"
    action_priority = 20
    form_class = FieldForm

    def do(self, exemplar: Exemplar, given: dict[str, Any]) -> str:
        """Set it."""
        if exemplar.field_id == given["field"].pk:
            return ""
        self.save(exemplar, field=given["field"])
        return str(given["field"])


class MovementForm(forms.Form):
    """A movement."""

    movement = forms.ModelChoiceField(label=gettext_lazy("Phong trào"), queryset=Movement.objects.all())


class MovementBulkAction(ExemplarBulkAction):
    """Add a movement to many."""

    display_name = gettext_lazy("Thêm vào phong trào")
    aria_label = gettext_lazy("Thêm các hồ sơ đã chọn vào một phong trào")
    action_type = "add_movement"
    action_priority = 30
    form_class = MovementForm

    def do(self, exemplar: Exemplar, given: dict[str, Any]) -> str:
        """Add it."""
        movement = given["movement"]
        if exemplar.movements.filter(pk=movement.pk).exists():
            return ""
        exemplar.movements.add(movement)
        self.save(exemplar)
        return str(movement)


class ReviewForm(forms.Form):
    """A day."""

    review_due = forms.DateField(label=gettext_lazy("Hạn rà soát"), widget=AdminDateInput)


class ReviewBulkAction(ExemplarBulkAction):
    """Set the day of the next review of many."""

    display_name = gettext_lazy("Đặt hạn rà soát")
    aria_label = gettext_lazy("Đặt hạn rà soát cho các hồ sơ đã chọn")
    action_type = "set_review"
    action_priority = 40
    form_class = ReviewForm

    def do(self, exemplar: Exemplar, given: dict[str, Any]) -> str:
        """Set it."""
        day = given["review_due"]
        if exemplar.review_due == day:
            return ""
        self.save(exemplar, review_due=day)
        return f"{day:%d/%m/%Y}"


class DeleteExemplarsBulkAction(_Permitted, DeleteBulkAction):
    """Wagtail's own, for those who may delete."""

    permission = "delete_exemplar"


ACTIONS = (DecideBulkAction, FieldBulkAction, MovementBulkAction, ReviewBulkAction, DeleteExemplarsBulkAction)
