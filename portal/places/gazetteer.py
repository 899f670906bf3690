"""The two data files read into units and links, still without a database.

Nghị quyết 202/2025/QH15 made 34 provinces of 63 on 1/7/2025, abolished the districts and merged the communes;
Nghị quyết 30/2026/QH16 and 237/NQ-UBTVQH16 changed Đồng Nai on 30/4/2026. What the files get wrong or leave out, and
what is done about it, stands in ``data/README.md``.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from portal.places.words import KINDS, place_key
from portal.vietnamese.slug import slugify_vi

DATA = Path(__file__).resolve().parent / "data"
LAST_OLD_DAY, MERGED_ON = date(2025, 6, 30), date(2025, 7, 1)
LAST_INTERIM_DAY, RAISED_ON = date(2026, 4, 29), date(2026, 4, 30)
MERGED_BY, RAISED_BY, WARDS_BY = "202/2025/QH15", "30/2026/QH16", "237/NQ-UBTVQH16"
RAISED_PROVINCE = "75"
# How the conversion table misspells a kind.
_MISSPELT = {"thi trấn": "thị trấn"}

Row = dict[str, str]


@dataclass(eq=False)
class Unit:
    """A place in one period, as the files tell it."""

    code: str
    level: str
    kind: str
    name: str
    parent: Unit | None = None
    province: Unit | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    slug: str = ""

    @property
    def full_name(self) -> str:
        """The name with its kind: "Phường Ba Đình"."""
        return f"{self.kind[:1].upper()}{self.kind[1:]} {self.name}"


@dataclass(frozen=True)
class Link:
    """What became what."""

    predecessor: Unit
    successor: Unit
    share: str
    on: date
    basis: str = ""


@dataclass
class Gazetteer:
    """All units, each after its parent, and all links."""

    units: list[Unit] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


def read_rows(name: str) -> list[Row]:
    """Return the rows of one data file."""
    with (DATA / name).open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def read_gazetteer() -> Gazetteer:
    """Return the gazetteer of the two files, with addresses."""
    gazetteer = _Reading(read_rows("units_2026.csv"), read_rows("mergers_2025.csv")).all()
    name_addresses(gazetteer.units)
    return gazetteer


def split_kind(full_name: str, level: str) -> tuple[str, str]:
    """Return kind and name: "Thị Xã Sa Pa" → "thị xã", "Sa Pa". Two communes came without a kind: they are xã."""
    words = full_name.split()
    for count in (2, 1):
        kind = " ".join(words[:count]).lower()
        kind = _MISSPELT.get(kind, kind)
        if kind in KINDS[level]:
            return kind, " ".join(words[count:])
    return "xã", full_name


class _Reading:
    """One reading of the files."""

    def __init__(self, rows: list[Row], mergers: list[Row]) -> None:
        self._rows, self._mergers = rows, mergers
        self._links: dict[tuple[Unit, Unit], Link] = {}
        self._districts: dict[Hashable, Unit] = {}
        self._old: dict[Hashable, Unit] = {}
        self._interim: dict[str, Unit] = {}

    def all(self) -> Gazetteer:
        """Read everything; the order makes each parent come before its children."""
        self._link_provinces()
        for row in self._mergers:
            self._read_merger(row)
        provinces = {id(unit): unit for unit in (*self._provinces.values(), *self._old_provinces.values())}
        units = [*provinces.values(), *self._interim_province, *self._districts.values()]
        units += [*self._communes.values(), *self._interim.values(), *self._old.values()]
        return Gazetteer(units, list(self._links.values()))

    @cached_property
    def _provinces(self) -> dict[str, Unit]:
        """Today's provinces by code."""
        made = {}
        for row in self._rows:
            if row["level"] == "province":
                since = RAISED_ON if row["code"] == RAISED_PROVINCE else MERGED_ON
                since_ever = row["code"] in self._unchanged
                made[row["code"]] = Unit(
                    row["code"], "province", row["kind"], row["name"], valid_from=None if since_ever else since
                )
        return made

    @cached_property
    def _went_to(self) -> dict[str, set[str]]:
        """New codes of provinces by old code."""
        found = defaultdict(set)
        for row in self._mergers:
            found[row["old_province_code"]].add(row["new_province_code"])
        return found

    @cached_property
    def _unchanged(self) -> set[str]:
        """Codes of the provinces that the merger left alone: the old row is today's row."""
        came_from = defaultdict(set)
        for old, news in self._went_to.items():
            for new in news:
                came_from[new].add(old)
        return {code for code, news in self._went_to.items() if news == {code} and came_from[code] == {code}}

    @cached_property
    def _old_provinces(self) -> dict[str, Unit]:
        """The 63 provinces by their old code."""
        made = {}
        for code, full_name in sorted({(row["old_province_code"], row["old_province"]) for row in self._mergers}):
            kind, name = split_kind(full_name, "province")
            ended = Unit(code, "province", kind, name, valid_to=LAST_OLD_DAY)
            made[code] = self._provinces[code] if code in self._unchanged else ended
        return made

    @cached_property
    def _interim_province(self) -> list[Unit]:
        """The province of Đồng Nai between the merger and the day it became a city."""
        return [Unit(RAISED_PROVINCE, "province", "tỉnh", "Đồng Nai", None, None, MERGED_ON, LAST_INTERIM_DAY)]

    @cached_property
    def _communes(self) -> dict[str, Unit]:
        """Today's communes by code."""
        made = {}
        for row in self._rows:
            if row["level"] == "commune":
                province = self._provinces[row["parent_code"]]
                made[row["code"]] = Unit(
                    row["code"], "commune", row["kind"], row["name"], province, province, MERGED_ON
                )
        return made

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], Unit]:
        return {(unit.parent.code, place_key(unit.full_name)): unit for unit in self._communes.values() if unit.parent}

    def _link_provinces(self) -> None:
        [interim] = self._interim_province
        for code, news in self._went_to.items():
            if code in self._unchanged:
                continue
            for new in sorted(news):
                successor = interim if new == RAISED_PROVINCE else self._provinces[new]
                share = "whole" if len(news) == 1 else "part"
                self._link(self._old_provinces[code], successor, share, MERGED_ON, MERGED_BY)
        self._link(interim, self._provinces[RAISED_PROVINCE], "whole", RAISED_ON, RAISED_BY)

    def _read_merger(self, row: Row) -> None:
        district = self._district(row)
        successor = self._after_the_merger(row)
        if not row["old_code"]:
            share = "part" if row["old_name"] else "whole"
            self._link(district, successor, share, MERGED_ON)
            return
        # A code alone is not enough: three stand for two communes each.
        key = (row["old_code"], place_key(row["old_name"]))
        if key not in self._old:
            kind, name = split_kind(row["old_name"], "commune")
            province = district.province
            self._old[key] = Unit(row["old_code"], "commune", kind, name, district, province, None, LAST_OLD_DAY)
        self._link(self._old[key], successor, row["share"], MERGED_ON)

    def _district(self, row: Row) -> Unit:
        # The sliver of Tiền Giang lies in a district of Long An: the code alone is not enough.
        key = (row["old_province_code"], row["old_district_code"])
        if key not in self._districts:
            kind, name = split_kind(row["old_district"], "district")
            province = self._old_provinces[row["old_province_code"]]
            code = row["old_district_code"]
            self._districts[key] = Unit(code, "district", kind, name, province, province, None, LAST_OLD_DAY)
        return self._districts[key]

    def _after_the_merger(self, row: Row) -> Unit:
        """Return what the commune became on 1/7/2025, which ten communes have ceased to be since."""
        today = self._communes.get(row["new_code"])
        today = today or self._by_name[row["new_province_code"], place_key(row["new_name"])]
        kind, _name = split_kind(row["new_name"], "commune")
        if kind == today.kind:
            return today
        if today.code not in self._interim:
            [province] = self._interim_province
            interim = Unit(today.code, "commune", kind, today.name, province, province, MERGED_ON, LAST_INTERIM_DAY)
            today.valid_from = RAISED_ON
            self._interim[today.code] = interim
            self._link(interim, today, "whole", RAISED_ON, WARDS_BY)
        return self._interim[today.code]

    def _link(self, predecessor: Unit, successor: Unit, share: str, on: date, basis: str = "") -> None:
        self._links.setdefault((predecessor, successor), Link(predecessor, successor, share, on, basis))


def name_addresses(units: Iterable[Unit]) -> None:
    """Give each unit its address, readable and its own.

    A province goes by its name ("thai-nguyen", "bac-kan"), what lies in it by kind, name and province, an old commune
    with its district between ("xa-cam-giang-bach-thong-bac-kan"). Of several with one address the unit in force keeps
    it; the others add the year they ended ("thai-nguyen-den-2025"), and if that is not enough, their code.
    """
    for address, rivals in _grouped(units, _plain_address).items():
        for unit in rivals:
            unit.slug = f"{address}-den-{unit.valid_to:%Y}" if _outlived(unit, rivals) else address
    for address, rivals in _grouped(units, lambda unit: unit.slug).items():
        for unit in rivals if len(rivals) > 1 else ():
            unit.slug = f"{address}-{unit.code}"


def _outlived(unit: Unit, rivals: list[Unit]) -> bool:
    """Tell whether another one was there longer."""
    end = unit.valid_to
    return end is not None and any(rival.valid_to is None or rival.valid_to > end for rival in rivals)


def _plain_address(unit: Unit) -> str:
    if unit.province is None:
        return slugify_vi(unit.name)
    district = unit.parent.name if unit.parent and unit.parent is not unit.province else ""
    return slugify_vi(f"{unit.kind} {unit.name} {district} {unit.province.name}", 130)


def _grouped(units: Iterable[Unit], key: Callable[[Unit], str]) -> dict[str, list[Unit]]:
    groups: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        groups[key(unit)].append(unit)
    return groups
