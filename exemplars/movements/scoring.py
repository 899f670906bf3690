"""The year's table of scores: totals, what is missing, and the ranking.

A member's total is its cross-checked points (thẩm định) plus bonus minus deductions; points it gave itself (tự chấm)
stand beside them and count for nothing. A total is only made of a complete row: a missing point is no zero.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from exemplars.movements.models import ClusterTerm, Criterion, Score, TermMember

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Points:
    """A member's points on one criterion; None where none were given."""

    own: Decimal | None = None
    checked: Decimal | None = None


@dataclass(slots=True)
class Standing:
    """A member's row: points by criterion, totals, and rank among the complete rows."""

    member: TermMember
    points: list[Points]
    own_total: Decimal
    checked_total: Decimal
    own_missing: int
    checked_missing: int
    total: Decimal | None
    rank: int | None = None

    @property
    def shown_rank(self) -> int | None:
        """The rank the year-end meeting recorded, else the one by points."""
        return self.member.rank or self.rank

    @property
    def has_own(self) -> bool:
        """Whether the member gave itself any point."""
        return self.own_missing < len(self.points)

    @property
    def has_checked(self) -> bool:
        """Whether the cross-check gave any point."""
        return self.checked_missing < len(self.points)

    @property
    def differs(self) -> bool:
        """Whether the recorded rank is another than the one by points."""
        return bool(self.member.rank and self.rank and self.member.rank != self.rank)


@dataclass(slots=True)
class ScoreTable:
    """All of a term's scores; ``standings`` in the members' order."""

    criteria: list[Criterion]
    standings: list[Standing] = field(default_factory=list)

    @property
    def max_total(self) -> Decimal:
        """The most points the criteria can bring together."""
        return sum((criterion.max_points for criterion in self.criteria), NOTHING)

    @property
    def is_complete(self) -> bool:
        """Whether every member has every cross-checked point."""
        return bool(self.criteria) and all(row.total is not None for row in self.standings)

    @property
    def has_scores(self) -> bool:
        """Whether anybody has any point."""
        return any(point.own is not None or point.checked is not None for row in self.standings for point in row.points)

    @property
    def incomplete(self) -> list[Standing]:
        """The rows without a total."""
        return [row for row in self.standings if row.total is None]

    @property
    def by_rank(self) -> list[Standing]:
        """The rows from first to last, those without a rank at the end."""
        return sorted(self.standings, key=lambda row: (row.shown_rank is None, row.shown_rank or 0))


def members_of(term: ClusterTerm) -> list[TermMember]:
    """Return a term's members with their units, in the term's order."""
    return list(
        TermMember.objects.filter(term=term).select_related("place__province", "organisation").order_by("sort_order")
    )


def score_table(term: ClusterTerm, members: list[TermMember] | None = None) -> ScoreTable:
    """Return the scores of a term in three queries (two when the members are given), however many there are."""
    members = members_of(term) if members is None else members
    criteria = list(Criterion.objects.filter(term=term).order_by("sort_order"))
    given = {
        (member, criterion): Points(own, checked)
        for member, criterion, own, checked in Score.objects.filter(member__term=term).values_list(
            "member_id", "criterion_id", "own_points", "checked_points"
        )
    }
    table = ScoreTable(criteria)
    for member in members:
        points = [given.get((member.pk, criterion.pk), Points()) for criterion in criteria]
        table.standings.append(standing(member, points))
    rank(table.standings)
    return table


def standing(member: TermMember, points: list[Points]) -> Standing:
    """Return a member's totals."""
    own = [point.own for point in points if point.own is not None]
    checked = [point.checked for point in points if point.checked is not None]
    complete = bool(points) and len(checked) == len(points)
    checked_total = sum(checked, NOTHING)
    return Standing(
        member=member,
        points=points,
        own_total=sum(own, NOTHING),
        checked_total=checked_total,
        own_missing=len(points) - len(own),
        checked_missing=len(points) - len(checked),
        total=checked_total + member.bonus - member.minus if complete else None,
    )


def rank(standings: Iterable[Standing]) -> None:
    """Give the complete rows their rank by total; equals share one and the next is left out (1, 2, 2, 4)."""
    listed = list(standings)
    totals = [row.total for row in listed if row.total is not None]
    for row in listed:
        row.rank = None if row.total is None else 1 + sum(1 for total in totals if total > row.total)
