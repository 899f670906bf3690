"""Several recipients of one decision at once: what was pasted is read, shown line by line, then written as a whole.

A line is "Họ tên; chức vụ, đơn vị; danh hiệu", with semicolons or, pasted from a spreadsheet, tabs between. Writing
the same lines again changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from exemplars.honours.models import Conferral
from exemplars.honours.resolve import Found, HonourFinder
from news.documents.models import OfficialDocument
from portal.vietnamese.text import fold, squash

MAX_LINES = 2000


@dataclass(slots=True)
class Planned:
    """One line and what will become of it."""

    number: int
    name: str
    unit: str
    honour_text: str
    found: Found | None = None
    exemplar: Any = None
    namesakes: int = 0
    is_known: bool = False
    problems: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The honour with its class."""
        if self.found is None:
            return self.honour_text
        return Conferral(honour=self.found.honour, honour_class=self.found.honour_class).title

    @property
    def is_new(self) -> bool:
        """Whether writing would add a row."""
        return not self.problems and not self.is_known


@dataclass(frozen=True, slots=True)
class Common:
    """What all lines share."""

    decision: OfficialDocument
    honour: Found | None = None
    verb: str = Conferral.Verb.GIVEN
    basis: str = ""
    may_link: bool = True
    """Whether who asks may see dossiers at all; otherwise every name stays as the decision prints it."""


def read_lines(text: str) -> list[Planned]:
    """Return the lines that say something, split into name, unit and honour."""
    lines = []
    for number, raw in enumerate(text.replace("\0", "").splitlines(), 1):
        if not raw.strip():
            continue
        mark = ";" if ";" in raw else "\t"
        parts = [squash(part) for part in raw.split(mark)]
        name, unit, honour = [*parts, "", ""][:3]
        planned = Planned(number, name, unit, honour)
        if len(parts) > 3:
            planned.problems.append(_("Nhiều hơn ba phần."))
        lines.append(planned)
    return lines


def plan(text: str, common: Common, unlinked: Collection[int] = ()) -> list[Planned]:
    """Return what writing these lines would do; nothing is written.

    A name that exactly one dossier of the registry has is linked to it, but for the numbers in ``unlinked``.
    """
    lines = read_lines(text)[: MAX_LINES + 1]
    finder = HonourFinder()
    exemplars = _exemplars_by_name({fold(line.name) for line in lines}) if common.may_link else {}
    known = _known(common.decision)
    units: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        units[fold(line.name)].add(fold(line.unit))
    for line in lines:
        _check(line, finder, common)
        same_name = exemplars.get(fold(line.name), [])
        # Two people of one name in one list: neither may take the other's dossier.
        line.namesakes = max(len(same_name), len(units[fold(line.name)]) if same_name else 0)
        if line.namesakes == 1 and line.number not in unlinked:
            line.exemplar = same_name[0]
        if line.found is None:
            continue
        identities = _identities(line)
        line.is_known = not identities.isdisjoint(known)
        known |= identities
    return lines


def _check(line: Planned, finder: HonourFinder, common: Common) -> None:
    if not line.name:
        line.problems.append(_("Thiếu tên."))
    for text, name in ((line.name, "recipient_name"), (line.unit, "recipient_unit")):
        if len(text) > Conferral._meta.get_field(name).max_length:
            line.problems.append(_("Dài quá giới hạn."))
    line.found = finder.find(line.honour_text) if line.honour_text else common.honour
    if line.found is None:
        said = {"text": line.honour_text}
        known = _("Không nhận ra danh hiệu “%(text)s”.") % said if line.honour_text else _("Thiếu danh hiệu.")
        line.problems.append(known)


def _exemplars_by_name(names: Collection[str]) -> dict[str, list[Any]]:
    """Return the dossiers of these folded names, without those merged into another."""
    exemplar = Conferral._meta.get_field("exemplar").related_model
    found: dict[str, list[Any]] = defaultdict(list)
    rows = exemplar.objects.filter(name_key__in=[name for name in names if name], merged_into=None)
    for row in rows.select_related("organisation", "place"):
        found[row.name_key].append(row)
    return found


def _identities(line: Planned) -> set[tuple[Any, ...]]:
    what = (line.found.honour.pk, line.found.honour_class)
    named = {(fold(line.name), fold(line.unit), *what)}
    return named | {(line.exemplar.pk, *what)} if line.exemplar else named


def _known(decision: OfficialDocument) -> set[tuple[Any, ...]]:
    known: set[tuple[Any, ...]] = set()
    columns = ("exemplar_id", "exemplar__name_key", "recipient_key", "recipient_unit", "honour_id", "honour_class")
    for exemplar, name, recipient, unit, *what in decision.conferrals.order_by().values_list(*columns):
        known.add((recipient or name, fold(unit), *what))
        if exemplar:
            known.add((exemplar, *what))
    return known


class NotReady(Exception):
    """A line has a problem; nothing was written."""


def commit(text: str, common: Common, unlinked: Collection[int] = (), *, actor: Any = None) -> int:
    """Write all lines in one transaction; return how many conferrals are new. Raises ``NotReady``."""
    with transaction.atomic():
        # Two people who send the same lines wait for each other here.
        OfficialDocument.objects.select_for_update(of=("self",)).get(pk=common.decision.pk)
        lines = plan(text, common, unlinked)
        if not lines or len(lines) > MAX_LINES or any(line.problems for line in lines):
            raise NotReady
        new = [line for line in lines if line.is_new]
        for line in new:
            conferral = Conferral.objects.create(
                decision=common.decision,
                exemplar=line.exemplar,
                # A linked dossier has the name; a second copy would outlive its withdrawal.
                recipient_name="" if line.exemplar else line.name,
                year=common.decision.listing_year,
                recipient_unit=line.unit,
                honour=line.found.honour,
                honour_class=line.found.honour_class,
                verb=common.verb,
                basis=common.basis,
            )
            log(instance=conferral, action="wagtail.create", user=actor)
    return len(new)
