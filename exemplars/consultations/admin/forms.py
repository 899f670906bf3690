"""The form of a consultation: what was shown to the people is read there, no longer written."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import HelpPanel

from exemplars.consultations.models import Consultation
from exemplars.consultations.models.candidate import FROZEN, SHOWN


class FrozenPanel(HelpPanel):
    """Says why a published list is not edited; drafts do not have it."""

    class BoundPanel(HelpPanel.BoundPanel):
        """On the form of one consultation."""

        def is_shown(self) -> bool:
            """Only where it is so."""
            return super().is_shown() and self.instance.is_public

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("content", FROZEN)
        super().__init__(**kwargs)


class ConsultationForm(WagtailAdminModelForm):
    """Days, list and the rest; of a published list only the links to dossiers and the order are open."""

    class Meta:
        model = Consultation
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.is_public:
            self._freeze()

    def _freeze(self) -> None:
        listed = self.formsets["candidates"]
        listed.max_num = listed.initial_form_count()
        for form in listed.initial_forms:
            for name in SHOWN:
                form.fields[name.removesuffix("_id")].disabled = True

    def clean(self) -> dict[str, Any]:
        """Refuse somebody more, and somebody less, on a published list."""
        values = super().clean()
        if self.instance.is_public:
            listed = self.formsets["candidates"]
            if listed.deleted_forms or any(form.has_changed() for form in listed.extra_forms):
                raise ValidationError(FROZEN)
        return values
