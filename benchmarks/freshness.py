"""How soon what is published is found, and what was taken away is gone: ``python -m benchmarks.freshness``.

A portal is served as in production, with a worker when a search server is named (ELASTICSEARCH_URL, a throw-away
prefix) and DATABASE_URL or SQLite below. Another process publishes an article and asks the served search page, over
HTTP and again and again, until the article is there; then takes it away and asks until it is gone. The seconds run from
the commit. At last every naughty string and a question of 10,000 characters are asked, each timed.

SEARCH.md and the issue: found and gone within 1 s embedded and 3 s with a server, any question answered in 200 ms.
VAR_DIR names a filled portal to do it on (it is written to); without it an empty one is made.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

TIMES = 20
EACH = 0.02
"""Seconds between two looks."""
PATIENCE = 30


def until(right: Callable[[], bool]) -> float:
    """Return the seconds until something is so. Raises ``TimeoutError``."""
    started = time.perf_counter()
    while not right():
        if time.perf_counter() - started > PATIENCE:
            raise TimeoutError
        time.sleep(EACH)
    return time.perf_counter() - started


@contextmanager
def processes(environment: dict[str, str], worker: bool) -> Iterator[None]:
    """Run gunicorn, and the worker when there is one, for as long as the context lasts."""
    from tests.tools import ROOT

    commands = [[sys.executable, "-m", "gunicorn", "-c", "scripts/gunicorn.conf.py"]]
    if worker:
        commands.append([sys.executable, "manage.py", "db_worker", "--queue-name=*", "--interval=0.2"])
    started = [subprocess.Popen(command, cwd=ROOT, env=environment) for command in commands]
    try:
        yield
    finally:
        for one in started:
            one.terminate()
        for one in started:
            one.wait()


def fresh(shown: Callable[[str], bool]) -> dict[str, list[float]]:
    """Publish and take away; return the seconds of each."""
    from tests.factories import make_bulletin

    seconds: dict[str, list[float]] = {"published → found": [], "taken away → gone": []}
    for number in range(TIMES):
        word = f"xuanlan{int(time.time() * 1000) % 10_000_000}{number}"
        page = make_bulletin(title=f"Tin thử {word}", slug=word)
        seconds["published → found"].append(until(lambda word=word: shown(word)))
        page.unpublish()
        seconds["taken away → gone"].append(until(lambda word=word: not shown(word)))
        page.delete()
    return seconds


def bad_questions(ask: Callable[[str], int]) -> tuple[list[float], set[int]]:
    """Return the milliseconds of every question nobody means well with, and the statuses there were."""
    from tests.intake.hostile import NAUGHTY, OTHERS

    questions = [*NAUGHTY, *(text[:10_000] for text in OTHERS), "thi đua " * 1250, '"' * 5000, "(((([[[", "🎉" * 500]
    taken, statuses = [], set()
    for question in questions:
        started = time.perf_counter()
        statuses.add(ask(question))
        taken.append((time.perf_counter() - started) * 1000)
    return taken, statuses


def run(environment: dict[str, str], port: int) -> None:
    """Prepare, serve, measure, print."""
    from tests.load.served import Portal

    os.environ.clear()
    os.environ.update(environment)
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("setup_portal", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("rebuild_index", verbosity=0)
    portal = Portal(port, environment)

    def shown(word: str) -> bool:
        return f"/{word}".encode() in portal.read(f"/tim-kiem/?q={word}&loai=bulletin")

    with processes(environment, worker=environment.get("TASK_QUEUE") == "database"):
        until(lambda: portal.is_served())
        for what, seconds in fresh(shown).items():
            print(f"{what}: median {statistics.median(seconds):.2f} s, longest {max(seconds):.2f} s of {len(seconds)}")
        taken, statuses = bad_questions(lambda typed: portal.ask("GET", f"/tim-kiem/?q={quote(typed)}")[0])
        taken.sort()
        print(
            f"{len(taken)} naughty questions: median {statistics.median(taken):.0f} ms, "
            f"p95 {taken[int(len(taken) * 0.95)]:.0f} ms, longest {taken[-1]:.0f} ms, statuses {sorted(statuses)}"
        )
