"""The warning that a dossier may exist already: while typing, and once more before saving."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exemplars.registry.admin.common import StaffView, url_of
from exemplars.registry.duplicates import Candidate, candidates
from portal.places.models import Place
from portal.vietnamese.numbers import whole_number

REASONS = {
    "name": gettext_lazy("cùng tên"),
    "near-name": gettext_lazy("tên gần giống"),
    "year": gettext_lazy("cùng năm sinh"),
    "near-year": gettext_lazy("năm sinh gần nhau"),
    "place": gettext_lazy("cùng địa phương"),
    "unit": gettext_lazy("cùng đơn vị"),
}


def number_in(text: str | None) -> int | None:
    """Return the number somebody typed, or nothing for what is none or too large for any column."""
    return whole_number((text or "").strip(), 18)


def year_in(text: str | None) -> int | None:
    """Return the year at the end of what was typed as a year or a day ("1968", "5/3/1968", "1968-03-05")."""
    pieces = (text or "").replace("/", "-").split("-")
    found = [number for number in map(number_in, pieces) if number and 1800 < number < 2200]
    return found[0] if found else None


def described(found: list[Candidate]) -> list[dict[str, Any]]:
    """Return what the warning shows of each dossier."""
    return [
        {
            "exemplar": one.exemplar,
            "reasons": ", ".join(str(REASONS[reason]) for reason in one.reasons),
            "url": url_of("edit", one.exemplar.pk),
        }
        for one in found
    ]


def seen_value(found: list[Candidate]) -> str:
    """Return the ids of dossiers shown, as the form sends them back when somebody has looked at them."""
    return ",".join(str(one.exemplar.pk) for one in sorted(found, key=lambda one: one.exemplar.pk))


def warning(found: list[Candidate], *, own: int | None = None) -> dict[str, Any]:
    """Return the context of the warning; ``own`` is the dossier at hand, when it is stored already."""
    return {"duplicates": described(found), "seen": seen_value(found), "own": own}


class DuplicatesView(StaffView):
    """A piece of the form: dossiers like what is being typed (GET ten, nam, noi, tru)."""

    permission = "view_exemplar"
    template_name = "registry/admin/duplicates.html"
    http_method_names = ["get", "head", "options"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Look for them; nonsense finds nothing."""
        asked = self.request.GET
        place_id, own = number_in(asked.get("noi")), number_in(asked.get("tru"))
        place = Place.objects.filter(pk=place_id).first() if place_id else None
        found = candidates(asked.get("ten", ""), year_in(asked.get("nam")), place, exclude=own)
        return warning(found, own=own)


def refusal(found: list[Candidate]) -> str:
    """Return the sentence above the form when saving waits for somebody to look."""
    return _("Có %(count)s hồ sơ có thể trùng. Xem danh sách rồi xác nhận đây là gương khác.") % {"count": len(found)}
