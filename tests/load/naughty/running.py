"""A whole run: what the forms are about is made, everything is sent and asked, what was taken is read back."""

from __future__ import annotations

import io
import sys
import time
import traceback
from collections.abc import Iterator
from typing import Any

from django.core.management import call_command
from django.db import transaction
from tqdm import tqdm

from tests.intake.hostile import NAUGHTY
from tests.load.naughty import asking, leaving, showing
from tests.load.naughty.places import BOXES, ROOMS, STAFF_BOXES
from tests.load.naughty.room import STRINGS
from tests.load.naughty.sending import Row, Sent
from tests.load.naughty.wire import Wire


def note(done: str) -> None:
    """Say what is done where nobody sees the bar."""
    if not sys.stderr.isatty():
        print(f"{time.strftime('%H:%M:%S')} {done}", file=sys.stderr, flush=True)


class Run:
    """One run through the forms and addresses that have one of these in their names.

    With every so manieth of the naughty strings, and always with all of ours.
    """

    def __init__(self, every: int, wanted: list[str]) -> None:
        self.numbers = [*range(0, len(NAUGHTY), every), *range(len(NAUGHTY), len(STRINGS))]
        self.rooms = [kind() for kind in ROOMS if any(one in f"form.{kind.__name__}" for one in wanted)]
        boxes = [*((box, False) for box in BOXES), *((box, True) for box in STAFF_BOXES)]
        self.boxes = [(box, staff) for box, staff in boxes if any(one in f"box.{box.label}" for one in wanted)]
        self.sent: list[Sent] = []
        self.asked: list[asking.Questions] = []
        self.reading: showing.Reading
        self.samples: dict[str, tuple[Any, ...]] = {}

    def make(self) -> None:
        """Make what forms and addresses are about, before anybody is served: thousands of comments and more."""
        for room in tqdm(self.rooms, "making", disable=None):
            # Each comment brings a chain of decisions: in one transaction that is many times as quick.
            with transaction.atomic():
                room.prepare(self.numbers)
        self.samples = asking.samples()
        call_command("rebuild_index", verbosity=0, stdout=io.StringIO())
        note("made")

    def go(self, port: int) -> None:
        """Send, ask, publish and read back."""
        readers, staff = Wire(port), Wire(port, showing.signed_in())
        self.sent = [Sent(room, self.numbers) for room in self.rooms]
        total = len(self.numbers) * sum(len(one.rows) for one in self.sent)
        with tqdm(total=total, desc="sending", disable=None) as bar:
            for one in self.sent:
                one.send(staff if one.room.as_staff else readers, bar)
                one.check_kept()
                _told(one.room.url, one.rows, one.problems)
        with tqdm(desc="asking", disable=None) as bar:
            for box, for_staff in self.boxes:
                one = asking.Questions(box, self.numbers, self.samples.get(box.label, box.sample))
                self.asked.append(one)
                one.ask(staff if for_staff else readers, bar)
                one.problems += one.names.problems()
                _told(one.label, one.rows, one.problems)
        self.reading = showing.Reading(self.rooms, readers, staff)
        for step in tqdm((*showing.STEPS, *leaving.STEPS), "reading", disable=None):
            self._read(step)

    def _read(self, step: Any) -> None:
        try:
            step(self.reading)
        except Exception as error:
            # What was found so far is worth more than where the script itself went wrong.
            self.reading.problems.append(f"{step.__name__}: {error!r}, {traceback.format_exc()[-1500:]}")
        note(f"{step.__name__}: {sum(self.reading.counted.values())} read, {len(self.reading.problems)} wrong")

    def rows(self) -> list[Row]:
        """Return the lines of the table."""
        return [row for one in (*self.sent, *self.asked) for row in one.rows.values()]

    def problems(self) -> Iterator[str]:
        """Yield all that is wrong."""
        for one in (*self.sent, *self.asked):
            yield from one.problems
        yield from self.reading.all_problems()


def _told(name: str, rows: dict[str, Row], problems: list[str]) -> None:
    note(f"{name}: {sum(row.statuses.total() for row in rows.values())} sent, {len(problems)} wrong")
