"""List, creation and editing of conferrals."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import CreateView, EditView, IndexView

from exemplars.honours.admin.search import search_conferrals
from exemplars.honours.models import Conferral
from news.documents.models import OfficialDocument
from portal.vietnamese.numbers import whole_number


def address(name: str, *args: Any) -> str:
    """Return the address of a view of the conferrals."""
    return reverse(Conferral.snippet_viewset.get_url_name(name), args=args)


def asked_id(text: str) -> int:
    """Return a primary key from an address; 0 for nonsense."""
    return whole_number(text, 18) or 0


class ConferralIndexView(IndexView):
    """The list, searched without accents."""

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """Search recipients, honours and decisions."""
        return search_conferrals(queryset, self.search_query) if self.is_searching else queryset

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Add "several at once"."""
        buttons = list(super().header_more_buttons)
        if self.request.user.has_perm("honours.add_conferral"):
            buttons.append(Button(_("Thêm nhiều người theo một quyết định"), url=address("batch"), icon_name="group"))
        return buttons

    def get_list_more_buttons(self, instance: Conferral) -> list[Any]:
        """Add the change of state."""
        buttons = super().get_list_more_buttons(instance)
        if self.request.user.has_perm("honours.change_conferral"):
            buttons.append(
                Button(_("Đổi hiệu lực"), url=address("state", instance.pk), icon_name="rotate", priority=25)
            )
        return buttons


class ConferralCreateView(CreateView):
    """A new conferral; ``?exemplar=`` and ``?decision=`` fill in what is known."""

    def get_initial_form_instance(self) -> Conferral:
        """Begin with the exemplar and the decision asked for."""
        conferral = super().get_initial_form_instance() or Conferral()
        decision = OfficialDocument.objects.filter(pk=asked_id(self.request.GET.get("decision", ""))).first()
        if decision is not None:
            conferral.decision = decision
            conferral.complete()
        exemplars = Conferral._meta.get_field("exemplar").related_model.objects
        exemplar = exemplars.filter(pk=asked_id(self.request.GET.get("exemplar", ""))).first()
        if exemplar is not None:
            conferral.exemplar = exemplar
            conferral.recipient_unit = exemplar.position
        return conferral


class ConferralEditView(EditView):
    """A conferral with the way to change what it counts for."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Add the change of state."""
        return [
            *super().header_more_buttons,
            Button(_("Đổi hiệu lực"), url=address("state", self.object.pk), icon_name="rotate", priority=15),
        ]
