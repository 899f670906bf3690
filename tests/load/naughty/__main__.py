"""``python -m tests.load.naughty [--every N]``: hostile strings through every form, over HTTP, and wherever they show.

Against a real server on SQLite, or on LOAD_DATABASE_URL (an empty database). Exits with 1 when anything is wrong.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Iterable
from typing import Any

from tests.load.served import database_from_environment, portal, served

SHOWN = 4
"""Problems that are printed of each form and field."""


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
    with portal(database_from_environment(), BEHIND_PROXY="1") as made:
        # It needs the portal's Django, which is set up by now.
        from tests.load.naughty.running import Run

        run = Run(options.every, options.only.split(","))
        run.make()
        with served(made) as log:
            run.go(made.port)
            said = log.read_text(encoding="utf-8")
    rows, problems = run.rows(), list(run.problems())
    if " ERROR " in said or "Traceback" in said:
        problems.append(f"the server's log: {said[-2000:]}")
    print("\n".join(_table(rows)))
    print(", ".join(f"{what}: {times}" for what, times in run.reading.counted.items()))
    total, seconds = sum(row.statuses.total() for row in rows), time.monotonic() - started
    print(f"{total} requests with strings, {sum(row.stored for row in rows)} texts stored, {seconds:.0f} s")
    print("\n".join(_some(problems)) or "as promised")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
