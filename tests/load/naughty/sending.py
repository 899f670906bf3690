"""Sending every string through every field, and judging each answer; then what was kept, in the database."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from tqdm import tqdm

from tests.load.naughty.room import STRINGS, Room, decoded, is_vietnamese, letters
from tests.load.naughty.wire import CLOSED, Answer, Wire

TOGETHER = 4
"""More would wait for each other: on SQLite one writes at a time."""
FORMATTED = ("phone", "email")
"""What is kept of these is written otherwise."""
_MARKUP = frozenset("<>&\"'`{}=/:")


@dataclass
class Row:
    """What came of one field of one form."""

    name: str
    field: str
    statuses: Counter = field(default_factory=Counter)
    stored: int = 0
    refused: int = 0


def is_harmless(text: str) -> bool:
    """Tell whether a text cannot become markup, however wrong it is handled."""
    return not _MARKUP.intersection(text)


@dataclass
class Names:
    """The elements and attributes of answers: those that harmless strings bring, and all others."""

    known: set[str] = field(default_factory=set)
    others: list[tuple[str, set[str]]] = field(default_factory=list)

    def add(self, where: str, raw: str, names: set[str]) -> None:
        """Note those of one answer."""
        if is_harmless(raw):
            self.known |= names
        else:
            self.others.append((where, names))

    def problems(self) -> list[str]:
        """Return where a string became an element or an attribute."""
        return [f"{where}: {sorted(names - self.known)}" for where, names in self.others if names - self.known]


def named(place: str, field: str, number: int) -> str:
    """Return how a problem says where it is."""
    return f"{place} {field} #{number} {STRINGS[number][:40]!a}"


def in_turn(ask: Callable[[Any], Answer], requests: Iterable[Any]) -> Iterator[tuple[Any, Answer]]:
    """Send requests, several at once, and yield each with its answer; no more answers wait than are worth it."""
    with ThreadPoolExecutor(TOGETHER) as threads:
        for some in batched(requests, 4 * TOGETHER):
            yield from zip(some, threads.map(ask, some), strict=True)


def batched(things: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """Yield lists of so many."""
    rest = iter(things)
    while some := list(islice(rest, size)):
        yield some


class Sent:
    """Everything sent through the fields of one form."""

    def __init__(self, room: Room, numbers: list[int]) -> None:
        self.room, self.numbers = room, numbers
        self.rows = {name: Row(room.url, name) for name in room.all_fields()}
        self.names: dict[bool, Names] = defaultdict(Names)
        self.taken: dict[tuple[str, int], str] = {}
        """What is to be kept, of those that were taken."""
        self.problems: list[str] = []

    def send(self, wire: Wire, bar: tqdm) -> None:
        """Send them, several at once."""
        requests = [(name, number) for name in self.rows for number in self.numbers]
        for (name, number), answer in in_turn(lambda one: wire.ask(self.room.asked(*one)), requests):
            self._judge(name, number, answer)
            bar.update()

    def _judge(self, name: str, number: int, answer: Answer) -> None:
        where = named(self.room.url, name, number)
        self.rows[name].statuses[answer.status] += 1
        if answer.status >= 500:
            self.problems.append(f"{where}: answered {answer.status}")
        if answer.status >= 500 or answer.status == CLOSED:
            return
        raw = decoded(self.room.value(name, STRINGS[number]))
        taken = self.room.was_taken(answer)
        if answer.is_html:
            self._look(where, name, raw, answer, taken)
        if not taken:
            self.rows[name].refused += 1
            self._listen(where, name, raw, answer)
        if name not in self.room.texts:
            return
        wanted = self.room.expected(name, raw)
        if taken and wanted is None:
            self.problems.append(f"{where}: taken")
        elif taken:
            self.taken[name, number] = wanted
        elif wanted is not None and not self.room.may_refuse(name, number, answer):
            self.problems.append(f"{where}: refused, {answer.problems}")

    def _look(self, where: str, name: str, raw: str, answer: Answer, taken: bool) -> None:
        page = answer.page
        self.names[taken].add(where, raw, page.names)
        self.problems += [f"{where}: {odd}" for odd in page.odd]
        if taken:
            return
        shown = page.values(name) if name in self.room.texts else []
        if shown and raw not in shown:
            self.problems.append(f"{where}: the field shows {shown[0][:60]!a}")

    def _listen(self, where: str, name: str, raw: str, answer: Answer) -> None:
        """Ask what the answer says to who was refused."""
        if answer.status < 400 and not self.room.may_show_again(name):
            self.problems.append(f"{where}: neither taken nor refused ({answer.status} {answer.location})")
        if not any(is_vietnamese(message, raw) for message in answer.problems):
            self.problems.append(f"{where}: {answer.status} without a word in Vietnamese: {answer.problems}")

    def check_kept(self) -> None:
        """Compare what was taken with what is in the database."""
        self.problems += [problem for names in self.names.values() for problem in names.problems()]
        found: dict[tuple[str, int], str] = {}
        for name, number, text in self.room.kept():
            found[name, number] = text
            self.rows[name].stored += 1
            self.problems += [f"{named(self.room.url, name, number)}: {one}" for one in self._wrong(name, number, text)]
        lost = [key for key, wanted in self.taken.items() if wanted and key not in found]
        self.problems += [f"{named(self.room.url, *key)}: taken and not kept" for key in lost]

    def _wrong(self, name: str, number: int, text: str) -> Iterable[str]:
        raw = decoded(self.room.value(name, STRINGS[number]))
        wanted = self.taken.get((name, number))
        if wanted is None:
            yield "refused and kept all the same"
        elif text != wanted:
            yield f"kept {text[:60]!a}, not {wanted[:60]!a}"
        if not unicodedata.is_normalized("NFC", text):
            yield "kept in another form than NFC"
        if any(unicodedata.category(char) in ("Cc", "Cf", "Cs") for char in text.replace("\n", "")):
            yield f"kept with what cannot be seen: {text[:60]!a}"
        if name not in FORMATTED and letters(text) != letters(raw):
            yield f"other letters: {text[:60]!a}"
