"""``python -m tests.load.views [GETS]``: 10,000 GETs add no view, and beacons with forged addresses add one.

Against a real server on SQLite, or on LOAD_DATABASE_URL (an empty database). Exits with 1 when a figure is wrong.
"""

from __future__ import annotations

import sys
import time
from typing import Any

from tests.load.served import Portal, database_from_environment, in_flight, portal, served

TOGETHER = 32
BEACONS = 500


def _total() -> int:
    """Fold what was noted into counts, as the clock does; return the views of all pages."""
    from news.readership.counting import fold
    from news.readership.models import PageViews

    fold()
    return sum(PageViews.objects.values_list("total", flat=True))


def run(running: Portal, gets: int) -> dict[str, Any]:
    """Ask, then send beacons; return the counts after each."""
    from tests.factories import make_bulletin

    page = make_bulletin()
    paths = (page.url, f"/luot-xem/{page.pk}/")
    began = time.monotonic()
    statuses = in_flight(lambda number: running.ask("GET", paths[number % 2])[0], gets, TOGETHER, "GETs")
    seconds = time.monotonic() - began
    after_gets = _total()

    def beacon(number: int) -> int:
        forged = {"X-Forwarded-For": f"203.0.{number % 250}.1", "X-Real-IP": f"198.51.{number % 250}.1"}
        return running.ask("POST", "/luot-xem/", {"trang": page.pk}, **forged)[0]

    statuses += in_flight(beacon, BEACONS, TOGETHER, "beacons")
    return {"after GETs": after_gets, "after beacons": _total(), "statuses": dict(statuses), "seconds": seconds}


def main(gets: int) -> int:
    """Print the figures; return 1 when one is wrong."""
    with portal(database_from_environment()) as running, served(running):
        found = run(running, gets)
    print(found)
    right = found["after GETs"] == 0 and found["after beacons"] == 1 and set(found["statuses"]) <= {200, 204}
    print("right" if right else "WRONG")
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
