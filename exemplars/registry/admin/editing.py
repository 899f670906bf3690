"""The form of a dossier: what Wagtail's form does, with the look for duplicates before saving."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.snippets.views.snippets import CreateView, EditView

from exemplars.registry.admin.common import url_of, urls_of
from exemplars.registry.admin.namesakes import number_in, refusal, warning
from exemplars.registry.duplicates import Candidate, candidates
from exemplars.registry.merging import stamp
from exemplars.registry.models import Exemplar

COMPARED = ("name", "birth_year", "birth_date", "place", "kind")
"""The fields after whose change a dossier is compared with the others again."""


DECIDED = ("state", "is_public", "shows_face", "shows_place", "published_at", "merged_into_id")
"""What only decisions, consents and merging change."""


class ExemplarForm(WagtailAdminModelForm):
    """A dossier.

    ``seen_duplicates`` holds the ids of like dossiers that the person at the form has looked at, ``stamp`` the
    version of the dossier that the form was filled with.
    """

    found: list[Candidate] = []

    def clean(self) -> dict[str, Any]:
        """Hold back a dossier like others until somebody says that it is another one."""
        cleaned = super().clean()
        self._check_version()
        name = cleaned.get("name")
        if name and (self.instance.pk is None or set(COMPARED) & set(self.changed_data)):
            born = cleaned.get("birth_date")
            year = born.year if born else cleaned.get("birth_year")
            self.found = candidates(name, year, cleaned.get("place"), exclude=self.instance.pk)
            if not self._all_seen():
                raise ValidationError(refusal(self.found), code="duplicates")
        return cleaned

    def _check_version(self) -> None:
        """Saying yes to somebody else's change takes a second press: the form shown again carries the new stamp."""
        known = self.data.get("stamp")
        now = Exemplar.objects.filter(pk=self.instance.pk).first() if self.instance.pk and known else None
        if now is not None and stamp(now) != known:
            raise ValidationError(
                _(
                    "Có người vừa sửa hoặc quyết định về hồ sơ này lúc %(time)s. Mở hồ sơ ở thẻ khác để xem; "
                    "bấm lưu lần nữa là giữ điều bạn nhập."
                )
                % {"time": f"{timezone.localtime(now.updated_at):%H:%M:%S}"},
                code="changed",
            )

    def _all_seen(self) -> bool:
        seen = {number_in(piece) for piece in self.data.get("seen_duplicates", "").split(",")[:100]}
        return seen.issuperset(one.exemplar.pk for one in self.found)


class _Form:
    """What creating and editing share."""

    request: HttpRequest
    form: ExemplarForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the warning, and where it is asked for while typing."""
        context = super().get_context_data(**kwargs)
        return {
            **context,
            **warning(getattr(self.form, "found", [])),
            "duplicates_url": url_of("duplicates"),
            "merge_url": Exemplar.snippet_viewset.get_url_name("merge"),
        }


class ExemplarCreateView(_Form, CreateView):
    """A new dossier."""


class ExemplarEditView(_Form, EditView):
    """A dossier."""

    def save_instance(self) -> Exemplar:
        """Save what the form holds, and nothing else: a withdrawal decided this very moment stays one."""
        exemplar = self.form.instance
        now = Exemplar.objects.select_for_update().filter(pk=exemplar.pk).values(*DECIDED).first()
        for name, value in (now or {}).items():
            setattr(exemplar, name, value)
        return super().save_instance()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the strip above the form: state and what may be done."""
        context = super().get_context_data(**kwargs)
        return {
            **context,
            "urls": urls_of(self.object),
            "stamp": self._stamp(),
            "evidence_count": self.object.evidence.count(),
        }

    def _stamp(self) -> str:
        return stamp(Exemplar.objects.only("updated_at").get(pk=self.object.pk))
