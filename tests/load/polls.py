"""``python -m tests.load.polls [VOTES]``: 10,000 votes from one cookie count once, 50 honest readers all count.

Against a real server on SQLite, or on LOAD_DATABASE_URL (an empty database). Exits with 1 when a figure is wrong.
"""

from __future__ import annotations

import sys
import time
from datetime import timedelta
from typing import Any

from tests.load.served import Portal, database_from_environment, in_flight, portal, served

TOGETHER = 32
HONEST = 50


def _poll() -> Any:
    """Make a poll that is open, with two options."""
    from django.utils import timezone

    from news.polls.models import Option, Poll

    poll = Poll.objects.create(question="Có hay không?", is_public=True, opens_at=timezone.now() - timedelta(days=1))
    for text in ("Có", "Không"):
        Option.objects.create(poll=poll, text=text)
    return poll


def _counted(poll: Any) -> dict[str, Any]:
    from news.polls.models import Vote

    return {
        "counted": Vote.objects.filter(state="counted").count(),
        "stored": Vote.objects.count(),
        "refused": {one.why: one.times for one in poll.refusals.all()},
    }


def run(running: Portal, votes: int) -> dict[str, Any]:
    """Send the votes; return what became of them."""
    from portal.intake.forms import fresh_guard

    poll = _poll()
    path, options = poll.get_absolute_url(), list(poll.options.values_list("pk", flat=True))
    # Ballots opened a minute ago: each vote is a ballot of its own.
    ballots = [fresh_guard(int(time.time()) - 60) for _ in range(votes + HONEST)]

    def vote(number: int, **headers: str) -> tuple[int, Any]:
        return running.ask("POST", path, {"option": options[number % 2], **ballots[number]}, **headers)

    statuses = in_flight(lambda number: vote(number)[0], HONEST, HONEST)
    after_honest = _counted(poll)
    _status, headers = vote(HONEST)
    cookie = headers["Set-Cookie"].split(";")[0]
    began = time.monotonic()
    statuses += in_flight(lambda number: vote(HONEST + 1 + number, Cookie=cookie)[0], votes - 1, TOGETHER, "votes")
    seconds = time.monotonic() - began
    return {"honest": after_honest["counted"], **_counted(poll), "statuses": dict(statuses), "seconds": seconds}


def main(votes: int) -> int:
    """Print the figures; return 1 when one is wrong."""
    with portal(database_from_environment()) as running, served(running):
        found = run(running, votes)
    print(found)
    right = found["honest"] == HONEST and found["counted"] == found["stored"] == HONEST + 1
    right = right and found["refused"] == {"again": votes - 1} and set(found["statuses"]) == {302}
    print("right" if right else "WRONG")
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
