"""The options of a poll in its form: at least two, and none with votes is taken away."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.panels import InlinePanel

from news.polls.models import Vote


class OptionsFormSet(BaseChildFormSet):
    """Options are checked together."""

    def clean(self) -> None:
        """Refuse to lose votes."""
        super().clean()
        gone = [form.instance.pk for form in self.deleted_forms if form.instance.pk]
        if Vote.objects.filter(option__in=gone).exists():
            raise ValidationError(_("Phương án đã có phiếu thì không xóa được."))


class OptionsPanel(InlinePanel):
    """The inline panel with that form set."""

    def get_form_options(self) -> dict[str, Any]:
        """Name the form set."""
        options = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = OptionsFormSet
        return options
