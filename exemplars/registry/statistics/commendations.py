"""Figures of conferrals, decisions and replications: each one grouped query."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlencode

from django.db.models import Count, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from exemplars.honours import asking
from exemplars.honours.decisions import conferring
from exemplars.honours.models import Conferral, Honour
from exemplars.registry.models import Replication
from exemplars.registry.statistics.table import Figure, Table


def commendation_tables() -> list[Table]:
    """Return the tables of conferrals, decisions and replications; three queries."""
    level_of = dict(Honour.objects.order_by().values_list("pk", "level"))
    rows = Conferral.objects.order_by().values_list("honour", "year", "state").annotate(times=Count("*"))
    by_year: Counter[tuple[int, int]] = Counter()
    by_state: Counter[str] = Counter()
    for honour, year, state, times in rows:
        by_year[year, level_of[honour]] += times
        by_state[state] += times
    decisions, followed = _by_year()
    tables = [_conferrals(by_year), _states(by_state), _decisions(decisions), _replications(followed)]
    return [table.finish() for table in tables]


def _address(name: str, **values: object) -> str:
    query = urlencode({key.replace("_", "-"): value for key, value in values.items() if value})
    return reverse(name) + (f"?{query}" if query else "")


def _conferrals(counts: Counter[tuple[int, int]]) -> Table:
    years = sorted({year for year, _level in counts}, reverse=True)
    levels = sorted({level for _year, level in counts}, reverse=True)
    columns = [*(str(Honour.Level(level).label) for level in levels), _("Tất cả")]
    table = Table("khen-thuong", _("Lượt khen thưởng theo năm và cấp"), _("Năm"), columns)
    table.note = _("Gồm cả lượt đã bị hủy bỏ hoặc tước; xem bảng hiệu lực.")
    for year in (None, *years):
        figures = [
            Figure(
                sum(times for (at, of), times in counts.items() if year in (None, at) and level in (None, of)),
                _address("honour_list", nam=year, cap=level),
            )
            for level in (*levels, None)
        ]
        table.add(year or _("Tất cả"), *figures, is_total=year is None)
    return table


def _states(counts: Counter[str]) -> Table:
    table = Table("hieu-luc", _("Lượt khen thưởng theo hiệu lực"), _("Hiệu lực"), [_("Số lượt")])
    for state in Conferral.State:
        address = _address("honour_list", hieu_luc=asking.STATE_ADDRESS[state.value])
        table.add(str(state.label).capitalize(), Figure(counts[state.value], address))
    return table


def _by_year() -> tuple[dict[int, int], dict[int | None, int]]:
    """Return decisions by year, and replications by year, with one query."""
    decisions = conferring().filter(listing_year__isnull=False).order_by().annotate(what=Value("decision"))
    followed = Replication.objects.filter(exemplar__is_public=True).order_by().annotate(what=Value("followed"))
    rows = decisions.values_list("what", "listing_year").annotate(times=Count("pk"))
    both = rows.union(followed.values_list("what", "year").annotate(times=Count("pk")), all=True)
    counts: dict[str, dict[int | None, int]] = {"decision": {}, "followed": {}}
    for what, year, times in both:
        counts[what][year] = times
    return counts["decision"], counts["followed"]


def _decisions(counts: dict[int, int]) -> Table:
    table = Table("quyet-dinh", _("Quyết định khen thưởng theo năm"), _("Năm"), [_("Số quyết định")])
    for year in sorted(counts, reverse=True):
        table.add(year, Figure(counts[year], _address("conferral_decisions", nam=year)))
    return table


def _replications(counts: dict[int | None, int]) -> Table:
    table = Table("nhan-rong", _("Nơi làm theo gương điển hình theo năm"), _("Năm"), [_("Số nơi")])
    table.add(_("Tất cả"), Figure(sum(counts.values()), _address("replications")), is_total=True)
    for year in sorted((year for year in counts if year), reverse=True):
        table.add(year, Figure(counts[year], _address("replications", nam=year)))
    return table
