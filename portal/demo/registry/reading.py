"""What the demo's registry says: compact tables, read and checked before anything is stored."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from portal.demo.shapes import ContentError, Document, Photo

KINDS = {"i": "individual", "c": "collective", "h": "household", "m": "model"}
GENDERS = {"f": "female", "m": "male", "": ""}
CREDIT = "Tranh minh họa"


@dataclass(frozen=True)
class Person:
    """An exemplar of any kind; ``parts`` are family, middle and given name where they were entered by hand."""

    kind: str
    name: str
    parts: tuple[str, ...]
    gender: str
    birth_year: int | None
    death_year: int | None
    position: str
    organisation: str
    place: str
    field: str
    year: int
    state: str
    movements: tuple[str, ...]
    decisions: tuple[str, ...]
    summary: str


@dataclass(frozen=True)
class Decision:
    """A decision that confers one honour; ``document`` is the key of the paper."""

    key: str
    document: str
    honour: str
    honour_class: int
    verb: str
    basis: str
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Registry:
    """Everything the demo's registry holds. Rows of tuples follow the comments of the data files."""

    people: list[Person] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    movements: list[dict[str, Any]] = field(default_factory=list)
    clusters: list[dict[str, Any]] = field(default_factory=list)
    criteria: list[tuple[str, str, int]] = field(default_factory=list)
    changes: list[tuple[Any, ...]] = field(default_factory=list)
    relations: list[tuple[Any, ...]] = field(default_factory=list)
    replications: list[tuple[Any, ...]] = field(default_factory=list)
    unsourced: list[tuple[Any, ...]] = field(default_factory=list)
    evidence: list[tuple[Any, ...]] = field(default_factory=list)
    portraits: dict[str, Photo] = field(default_factory=dict)

    @property
    def steps(self) -> int:
        """How often storing it calls its step."""
        return len(self.people)


def read_registry(folder: Path) -> Registry:
    """Read the data files; raises ContentError for the first thing that is wrong."""
    exemplars, decisions = _toml(folder / "exemplars.toml"), _toml(folder / "decisions.toml")
    clusters, extras = _toml(folder / "clusters.toml"), _toml(folder / "extras.toml")
    papers = [*(entry for entry in decisions["decision"] if "number" in entry), *decisions["paper"]]
    registry = Registry(
        people=[_person(row, exemplars["fields"]) for rows in exemplars["rows"].values() for row in rows],
        decisions=[_decision(entry) for entry in decisions["decision"]],
        documents=[_document(entry) for entry in papers],
        movements=_toml(folder / "movements.toml")["movement"],
        clusters=clusters["cluster"],
        criteria=_rows(clusters["criteria"]),
        changes=_rows(decisions["changes"]),
        relations=_rows(extras["relations"]),
        replications=_rows(extras["replications"]),
        unsourced=_rows(extras["unsourced"]),
        evidence=_rows(extras["evidence"]),
        portraits={
            name: Photo(scene, light, seed, name, CREDIT) for name, scene, light, seed in _rows(extras["portraits"])
        },
    )
    _check(registry)
    return registry


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ContentError(f"{path.name}: {error}") from error


def _rows(table: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in table["rows"]]


def _person(row: list[Any], fields: dict[str, str]) -> Person:
    try:
        kind, name, parts, born, position, organisation, place, code, year, state, joined, honoured, summary = row
        gender, years = (born[:1], born[1:]) if born else ("", "")
        birth, _, death = years.partition("-")
        return Person(
            kind=KINDS[kind],
            name=name,
            parts=tuple(parts.split("|")) if parts else (),
            gender=GENDERS[gender],
            birth_year=int(birth) if birth else None,
            death_year=int(death) if death else None,
            position=position,
            organisation=organisation,
            place=place,
            field=fields[code],
            year=year,
            state=state or "published",
            movements=tuple(joined.split()),
            decisions=tuple(honoured.split()),
            summary=summary,
        )
    except (KeyError, ValueError) as error:
        raise ContentError(f"exemplars.toml: {row[:2]}: {error}") from error


def _decision(entry: dict[str, Any]) -> Decision:
    others = tuple(tuple(part.strip() for part in other.split("|")) for other in entry.get("others", ()))
    return Decision(
        key=entry["key"],
        document=entry.get("document", f"registry-{entry['key']}"),
        honour=entry["honour"],
        honour_class=entry.get("class", 0),
        verb=entry.get("verb", "tang"),
        basis=entry.get("basis", "cong-trang"),
        others=others,
    )


def _document(entry: dict[str, Any]) -> Document:
    return Document(
        key=f"registry-{entry['key']}",
        demo=True,
        type="quyet-dinh",
        issuer=entry.get("issuer", "ubnd-tinh"),
        number=entry["number"],
        issued_on=entry["issued_on"],
        effective_on=entry["issued_on"],
        summary=entry["summary"],
    )


def _check(registry: Registry) -> None:
    """Refuse doubled names and references to what is not there."""
    names = [person.name for person in registry.people]
    if doubled := {name for name in names if names.count(name) > 1}:
        raise ContentError(f"exemplars.toml: tên dùng hai lần: {', '.join(sorted(doubled))}")
    for where, wanted, known in _references(registry):
        if wanted not in known:
            raise ContentError(f"{where}: không có “{wanted}”")


def _references(registry: Registry) -> Iterator[tuple[str, str, set[str]]]:
    names = {person.name for person in registry.people}
    movements = {movement["key"] for movement in registry.movements}
    decisions = {decision.key for decision in registry.decisions}
    for person in registry.people:
        yield from ((person.name, key, movements) for key in person.movements)
        yield from ((person.name, key, decisions) for key in person.decisions)
    for row in (*registry.changes, *registry.relations, *registry.replications, *registry.unsourced):
        yield "sổ gương", row[0], names
    for row in registry.relations:
        yield "relations", row[1], names
    for name in (*(row[0] for row in registry.evidence), *registry.portraits):
        yield "extras.toml", name, names


def days_of(person: Person, number: int) -> tuple[date, date]:
    """Return the invented days on which a dossier was proposed and decided, spread over its year."""
    month, day = 1 + (number * 5) % 9, 3 + (number * 7) % 24
    return date(person.year, month, day), date(person.year, month + 1, day)
