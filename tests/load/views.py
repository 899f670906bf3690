"""``python -m tests.load.views [GETS]``: 10,000 GETs add no view, and beacons with forged addresses add one.

Against a real server on SQLite, or on LOAD_DATABASE_URL (an empty database). Exits with 1 when a figure is wrong.
"""

from __future__ import annotations

import sys
from typing import Any

from tests.load.served import Portal, database_from_environment, in_flight, portal

TOGETHER = 32
BEACONS = 500
MAKE = """
from tests.factories import make_bulletin
page = make_bulletin()
print(json.dumps({"path": page.url, "page": page.pk}))
"""
COUNT = """
from news.readership.counting import fold
from news.readership.models import PageViews
fold()
print(json.dumps(sum(PageViews.objects.values_list("total", flat=True))))
"""


def run(running: Portal, gets: int) -> dict[str, Any]:
    """Ask, then send beacons; return the counts after each."""
    made = running.shell(MAKE)
    paths = (made["path"], f"/luot-xem/{made['page']}/")
    statuses = in_flight(lambda number: running.ask("GET", paths[number % 2])[0], gets, TOGETHER)
    after_gets = running.shell(COUNT)

    def beacon(number: int) -> int:
        forged = {"X-Forwarded-For": f"203.0.{number % 250}.1", "X-Real-IP": f"198.51.{number % 250}.1"}
        return running.ask("POST", "/luot-xem/", {"trang": made["page"]}, **forged)[0]

    statuses += in_flight(beacon, BEACONS, TOGETHER)
    return {"after GETs": after_gets, "after beacons": running.shell(COUNT), "statuses": dict(statuses)}


def main(gets: int) -> int:
    """Print the figures; return 1 when one is wrong."""
    with portal(database_from_environment()) as running:
        found = run(running, gets)
    print(found)
    right = found["after GETs"] == 0 and found["after beacons"] == 1 and set(found["statuses"]) <= {200, 204}
    print("right" if right else "WRONG")
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
