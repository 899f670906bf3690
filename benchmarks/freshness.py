"""How soon what is published is found, and what is taken away is gone: ``python -m benchmarks.freshness [SERVER]``.

A portal is served as in production; with SERVER, the address of an Elasticsearch, tasks wait in the database for a
worker. This process publishes an article and asks the served search page, over HTTP and again and again, until the
article is there; then takes it away and asks until it is gone. The seconds run from the commit. At last every string
nobody means well with, and questions of 10,000 characters, are asked, each timed.

Asked of it: found and gone within 1 s embedded and 3 s with a server; an answer to any question within 200 ms.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from urllib.parse import quote, urlsplit
from urllib.request import urlopen

from tests.intake.hostile import BROKEN, NAUGHTY, OTHERS
from tests.load.served import Portal, portal, served
from tests.tools import ROOT

TIMES = 20
BETWEEN = 0.02
"""Seconds between two looks."""
PATIENCE = 30
LONG = 10_000
"""Characters of the longest questions."""
QUESTIONS = [
    *(text[:LONG] for text in (*NAUGHTY, *OTHERS, *BROKEN)),
    "thi đua khen thưởng " * 500,
    "x" * LONG,
    '"' * LONG,
    "(" * LONG,
    "🎉" * LONG,
    "a b c d e f g h i k " * 500,
]


def seconds_until(right: Callable[[], bool]) -> float:
    """Return the seconds until something is so. Raises ``TimeoutError``."""
    started = time.perf_counter()
    while not right():
        if time.perf_counter() - started > PATIENCE:
            raise TimeoutError
        time.sleep(BETWEEN)
    return time.perf_counter() - started


def fresh(shown: Callable[[str, str], bool]) -> dict[str, list[float]]:
    """Publish and take away; return the seconds of each."""
    from tests.factories import make_bulletin

    seconds: dict[str, list[float]] = {"published until found": [], "taken away until gone": []}
    for number in range(TIMES + 1):
        word = f"xuanlan{number}"
        page = make_bulletin(f"Tin thử {word}")
        address = urlsplit(page.full_url).path
        seconds["published until found"].append(seconds_until(partial(shown, word, address)))
        page.unpublish()
        seconds["taken away until gone"].append(
            seconds_until(lambda word=word, address=address: not shown(word, address))
        )
    # The first time the worker may only just have started.
    return {what: taken[1:] for what, taken in seconds.items()}


@contextmanager
def working(made: Portal) -> Iterator[None]:
    """Run the worker as in production for as long as the context lasts."""
    command = [sys.executable, "manage.py", "db_worker", "--queue-name=*", "--interval=0.5"]
    with (made.folder / "worker.log").open("wb") as log:
        worker = subprocess.Popen(command, cwd=ROOT, env=made.env, stdout=log, stderr=log)
    try:
        yield
    finally:
        worker.terminate()
        worker.wait()


def milliseconds(made: Portal, question: str) -> tuple[float, int]:
    """Return how long a question takes, and the status of its answer."""
    path = f"/tim-kiem/?q={quote(question.encode('utf-8', 'surrogatepass'))}"
    started = time.perf_counter()
    status, _headers = made.ask("GET", path)
    return (time.perf_counter() - started) * 1000, status


def measure(made: Portal) -> None:
    """Measure and print."""

    def shown(word: str, address: str) -> bool:
        # An address of our own making.
        with urlopen(f"{made.env['SITE_URL']}/tim-kiem/?q={word}") as answer:  # noqa: S310
            return f'href="{address}"' in answer.read().decode()

    for what, seconds in fresh(shown).items():
        print(f"{what}: median {statistics.median(seconds):.2f} s, longest {max(seconds):.2f} s ({len(seconds)} times)")
    milliseconds(made, "thi đua")
    answers = [(*milliseconds(made, question), question) for question in QUESTIONS]
    taken = sorted(ms for ms, _status, _question in answers)
    slowest = max(answers)
    p95 = taken[len(taken) * 95 // 100]
    print(
        f"{len(taken)} bad questions: median {statistics.median(taken):.0f} ms, p95 {p95:.0f} ms, "
        f"longest {slowest[0]:.0f} ms ({len(slowest[2]):,} characters: {slowest[2][:20]!a}); "
        f"statuses {sorted({status for _ms, status, _question in answers})}"
    )


def main() -> None:
    """Make a portal, serve it, measure."""
    server = sys.argv[1] if len(sys.argv) > 1 else ""
    more = {"ELASTICSEARCH_URL": server, "TASK_QUEUE": "database"} if server else {}
    with portal(**more) as made:
        from django.core.management import call_command

        call_command("rebuild_index", verbosity=0)
        with served(made):
            if not server:
                measure(made)
                return
            with working(made):
                measure(made)


if __name__ == "__main__":
    main()
