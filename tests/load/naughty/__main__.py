"""``python -m tests.load.naughty [--every N]``: hostile strings through every form, over HTTP, and wherever they show.

Against a real server on SQLite, or on LOAD_DATABASE_URL (an empty database). Exits with 1 when anything is wrong.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
import time
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tqdm import tqdm

from tests.load.served import Portal, database_from_environment, portal, served

SHOWN = 4
"""Problems that are printed of each form and field."""


def _run(made: Portal, log: Path, every: int, only: str) -> tuple[list[Any], list[str], dict[str, int]]:
    """Send, ask, publish and read back; return the rows of the table, what is wrong, and what was read where."""
    # These need the portal's Django, which is set up by now.
    from django.core.management import call_command

    from tests.load.naughty import asking, leaving, places, showing
    from tests.load.naughty.room import STRINGS
    from tests.load.naughty.sending import Sent
    from tests.load.naughty.wire import Wire

    numbers = list(range(0, len(STRINGS), every))
    readers = Wire(made.port)
    staff = Wire(made.port, showing.signed_in())
    wanted = only.split(",")
    rooms = [kind() for kind in places.ROOMS if any(one in f"form.{kind.__name__}" for one in wanted)]
    boxes = [*((box, readers) for box in places.BOXES), *((box, staff) for box in places.STAFF_BOXES)]
    boxes = [(box, wire) for box, wire in boxes if any(one in f"box.{box.label}" for one in wanted)]
    for room in tqdm(rooms, "making", disable=None):
        room.prepare(numbers)
    sent = [Sent(room, numbers) for room in rooms]
    with tqdm(total=len(numbers) * sum(len(one.rows) for one in sent), desc="sending", disable=None) as bar:
        for one in sent:
            one.send(staff if one.room.as_staff else readers, bar)
            one.check_kept()
            _note(f"{one.room.url}: {sum(row.statuses.total() for row in one.rows.values())} sent")
    made_ones = asking.samples()
    call_command("rebuild_index", verbosity=0, stdout=io.StringIO())
    asked = [(asking.Questions(box, numbers, made_ones.get(box.label, box.sample)), wire) for box, wire in boxes]
    with tqdm(desc="asking", disable=None) as bar:
        for questions, wire in asked:
            questions.ask(wire, bar)
            _note(f"{questions.label}: {sum(row.statuses.total() for row in questions.rows.values())} asked")
    reading = showing.Reading(rooms, readers, staff)
    for step in (*showing.STEPS, *leaving.STEPS):
        try:
            step(reading)
        except Exception as error:
            # What was found so far is worth more than where the script itself went wrong.
            reading.problems.append(f"{step.__name__}: {error!r}, {traceback.format_exc()[-1500:]}")
        _note(f"{step.__name__}: {sum(reading.counted.values())} read")
    problems = [problem for one in sent for problem in one.problems]
    problems += [problem for one, _wire in asked for problem in (*one.problems, *one.names.problems())]
    said = log.read_text(encoding="utf-8")
    problems += [f"the server's log: {said[-2000:]}"] if "Traceback" in said else []
    rows = [row for one in (*sent, *(questions for questions, _wire in asked)) for row in one.rows.values()]
    return rows, problems + reading.all_problems(), reading.counted


def _note(done: str) -> None:
    """Say what is done where nobody sees the bar."""
    if not sys.stderr.isatty():
        print(f"{time.strftime('%H:%M:%S')} {done}", file=sys.stderr, flush=True)


def _table(rows: Iterable[Any]) -> Iterable[str]:
    heads = ("form", "through", "sent", "statuses", "stored", "refused")
    lines = [heads]
    for row in rows:
        statuses = " ".join(f"{status}×{times}" for status, times in sorted(row.statuses.items()))
        sent = row.statuses.total()
        lines.append((row.name, row.field[:40], str(sent), statuses, str(row.stored or ""), str(row.refused or "")))
    widths = [max(len(line[at]) for line in lines) for at in range(len(heads))]
    return ("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines)


def _some(problems: list[str]) -> Iterable[str]:
    """Return the first problems of each form and field, and how many more there are."""
    alike: dict[str, list[str]] = {}
    for problem in problems:
        alike.setdefault(re.split(r"[#/:]", problem)[0], []).append(problem)
    for same in alike.values():
        yield from same[:SHOWN]
        if len(same) > SHOWN:
            yield f"… and {len(same) - SHOWN} more like it"


def main(arguments: list[str]) -> int:
    """Run it; print the table; return 1 when anything is wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.load.naughty")
    parser.add_argument("--every", type=int, default=1, help="send every so manieth string only")
    parser.add_argument("--only", default="", help="only what has one of these, parted by commas, in its name")
    options = parser.parse_args(arguments)
    started = time.monotonic()
    # Readers come from as many networks as they like: the script writes the proxy's header.
    with portal(database_from_environment(), BEHIND_PROXY="1") as made, served(made) as log:
        rows, problems, read = _run(made, log, options.every, options.only)
    print("\n".join(_table(rows)))
    print(", ".join(f"{what}: {times}" for what, times in read.items()))
    total, seconds = sum(row.statuses.total() for row in rows), time.monotonic() - started
    print(f"{total} requests with strings, {sum(row.stored for row in rows)} texts stored, {seconds:.0f} s")
    print("\n".join(_some(problems)) or "as promised")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
