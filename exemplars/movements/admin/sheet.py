"""The grid of scores as a form: a row for each member, a pair of cells for each criterion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from exemplars.movements.admin.points import LONGEST, NotPoints, read_points
from exemplars.movements.models import ClusterTerm, Criterion, TermMember
from exemplars.movements.saving import Sheet
from exemplars.movements.scoring import Points, ScoreTable, Standing, score_table
from portal.base.templatetags.portal_look import vi_number


@dataclass(slots=True)
class Cell:
    """An input: its name, what stands in it, what is stored, what is wrong."""

    name: str
    label: str
    stored: Decimal | None
    typed: str = ""
    points: Decimal | None = None
    error: str = ""

    @property
    def differs(self) -> bool:
        """Whether what stands in it is not what is stored."""
        return bool(self.error) or self.points != self.stored

    @property
    def stored_text(self) -> str:
        """What is stored, in words for the conflict notice."""
        return _("để trống") if self.stored is None else vi_number(self.stored)


@dataclass(slots=True)
class Row:
    """A member's inputs, with its totals as they are stored."""

    standing: Standing
    pairs: list[tuple[Cell, Cell]]
    bonus: Cell
    minus: Cell

    @property
    def member(self) -> TermMember:
        """Whose row it is."""
        return self.standing.member

    @property
    def cells(self) -> list[Cell]:
        """All inputs in the order of the keyboard."""
        return [*(cell for pair in self.pairs for cell in pair), self.bonus, self.minus]


@dataclass(slots=True)
class ScoreSheet:
    """The grid; ``rows`` may be one member's only."""

    term: ClusterTerm
    table: ScoreTable
    rows: list[Row] = field(default_factory=list)

    @property
    def criteria(self) -> list[Criterion]:
        """The columns."""
        return self.table.criteria

    @property
    def errors(self) -> list[Cell]:
        """Every cell with an error."""
        return [cell for row in self.rows for cell in row.cells if cell.error]

    @property
    def unsaved(self) -> list[Cell]:
        """Every cell that holds something else than is stored."""
        return [cell for row in self.rows for cell in row.cells if cell.differs]

    def to_save(self, *, record_ranks: bool) -> Sheet:
        """Return what the cells hold; only for a sheet without errors."""
        points = {
            (row.member.pk, criterion.pk): Points(own.points, checked.points)
            for row in self.rows
            for criterion, (own, checked) in zip(self.criteria, row.pairs, strict=True)
        }
        nothing = Decimal(0)
        extras = {row.member.pk: (row.bonus.points or nothing, row.minus.points or nothing) for row in self.rows}
        return Sheet(points, extras, record_ranks)


def make_sheet(term: ClusterTerm, only: int | None = None, typed: Mapping[str, str] | None = None) -> ScoreSheet:
    """Return the grid of a term, or of one of its members, filled with what is stored or with what was typed."""
    table = score_table(term)
    sheet = ScoreSheet(term, table)
    for standing in table.standings:
        if only is None or standing.member.pk == only:
            sheet.rows.append(_row(standing, table.criteria, typed))
    return sheet


def _row(standing: Standing, criteria: list[Criterion], typed: Mapping[str, str] | None) -> Row:
    member = standing.member
    pairs = []
    for criterion, points in zip(criteria, standing.points, strict=True):
        said = {"member": member, "criterion": criterion}
        place = f"{member.pk}-{criterion.pk}"
        own = Cell(f"own-{place}", _("%(member)s, %(criterion)s: tự chấm") % said, points.own)
        checked = Cell(f"checked-{place}", _("%(member)s, %(criterion)s: thẩm định") % said, points.checked)
        pairs.append((_filled(own, typed, criterion.max_points), _filled(checked, typed, criterion.max_points)))
    bonus = Cell(f"bonus-{member.pk}", _("%(member)s: điểm thưởng") % {"member": member}, member.bonus)
    minus = Cell(f"minus-{member.pk}", _("%(member)s: điểm trừ") % {"member": member}, member.minus)
    return Row(standing, pairs, _filled_extra(bonus, typed), _filled_extra(minus, typed))


def _filled(cell: Cell, typed: Mapping[str, str] | None, most: Decimal | None = None) -> Cell:
    """Put into a cell what was typed; a cell nobody was shown keeps what is stored."""
    if typed is None or cell.name not in typed:
        cell.points, cell.typed = cell.stored, vi_number(cell.stored).replace(".", "")
        return cell
    cell.typed = typed[cell.name][: LONGEST * 2]
    try:
        cell.points = read_points(typed[cell.name], *([most] if most is not None else []))
    except NotPoints as problem:
        cell.error = str(problem)
    return cell


def _filled_extra(cell: Cell, typed: Mapping[str, str] | None) -> Cell:
    """Bonus and minus left empty are nought."""
    filled = _filled(cell, typed)
    if not filled.error and filled.points is None:
        filled.points = Decimal(0)
    if typed is None and not filled.points:
        filled.typed = ""
    return filled
