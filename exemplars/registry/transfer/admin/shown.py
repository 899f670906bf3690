"""Rows of a preview in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from exemplars.honours.models import Honour
from exemplars.movements.models import Movement
from exemplars.registry.admin.common import url_of
from exemplars.registry.models import Exemplar, ImportRow
from exemplars.registry.transfer.cells import labels
from exemplars.registry.transfer.printed import as_text
from exemplars.registry.transfer.sheets import columns
from news.documents.models import OfficialDocument


def shown_rows(rows: Sequence[ImportRow]) -> list[dict[str, Any]]:
    """Return what the table of a preview shows; a few queries for all of the rows."""
    names = _Names(rows)
    return [
        {
            "row": row,
            "outcome": row.get_outcome_display(),
            "says": [_line(names, name, value) for name, value in row.values.get("values", {}).items()],
            "changes": [
                {"heading": columns.heading_of(name), "old": names.text(name, old), "new": names.text(name, new)}
                for name, (old, new) in row.changes.items()
            ],
            "meant": row.exemplar,
            "url": url_of("edit", row.exemplar_id) if row.exemplar_id else "",
            "asks": row.outcome == ImportRow.Outcome.DUPLICATE,
        }
        for row in rows
    ]


def _line(names: _Names, name: str, value: Any) -> dict[str, str]:
    return {"heading": columns.heading_of(name), "text": names.text(name, value)}


class _Names:
    """What the ids in a page of rows are called."""

    def __init__(self, rows: Sequence[ImportRow]) -> None:
        wanted: dict[str, set[int]] = {}
        for row in rows:
            pairs = [*row.values.get("values", {}).items()]
            pairs += [(name, each) for name, change in row.changes.items() for each in change]
            for name, value in pairs:
                self._collect(wanted, name, value)
        self._labels = {name: self._find(name, pks) for name, pks in wanted.items()}

    def _collect(self, wanted: dict[str, set[int]], name: str, value: Any) -> None:
        if name == columns.HONOUR and value:
            wanted.setdefault("honour", set()).add(value["honour"])
            if value["decision"]:
                wanted.setdefault("decision", set()).add(value["decision"])
        elif name == "movements" and value:
            wanted.setdefault(name, set()).update(value)
        elif isinstance(value, int) and name in ("organisation", "place", "place_now", "field"):
            wanted.setdefault(name, set()).add(value)

    def _find(self, name: str, pks: set[int]) -> dict[int, str]:
        special = {"honour": Honour, "decision": OfficialDocument, "movements": Movement}
        model = special.get(name) or Exemplar._meta.get_field(name).related_model
        rows = model._default_manager.filter(pk__in=pks)
        if name in ("place", "place_now"):
            rows = rows.select_related("province")
        return {row.pk: str(row) for row in rows}

    def text(self, name: str, value: Any) -> str:
        """Return a value as staff read it."""
        if value in (None, ""):
            return _("(trống)")
        if name == columns.HONOUR:
            return self._honour(value)
        if name == "movements":
            return "; ".join(self._labels.get(name, {}).get(pk, "") for pk in value)
        if name in self._labels and isinstance(value, int):
            return self._labels[name].get(value, "")
        field = Exemplar._meta.get_field(name)
        if field.choices:
            return labels(field).get(value, str(value))
        text = as_text(field.to_python(value)) if not field.is_relation else str(value)
        return text if len(text) <= 300 else text[:299] + "…"

    def _honour(self, value: dict[str, Any]) -> str:
        classes = {1: " hạng Nhất", 2: " hạng Nhì", 3: " hạng Ba"}
        title = self._labels.get("honour", {}).get(value["honour"], "") + classes.get(value["class"], "")
        decision = self._labels.get("decision", {}).get(value["decision"] or 0, "") or value["decision_text"]
        return ", ".join(filter(None, (title, decision, str(value["year"] or ""))))
