"""The registry at 1,000 and at 100,000 exemplars, on PostgreSQL: queries, and time as a ratio within one run.

    .venv/bin/python -m benchmarks.registry [SMALL LARGE]

Starts a PostgreSQL of its own with a database for each size, and a process for each that asks for the same pages, the
cache emptied before each; what a process remembers of the facets' sets it keeps, as a server does. The two take turns,
page by page: a machine that is busy for a while is so for both, and is not in the ratio. DESIGN.md: 12 queries at
most, 1.2 times the time at most, a duplicate check in 100 ms.
"""

from __future__ import annotations

import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import django

ROUNDS = 40
WARM_UP = 3
"""Rounds that are not counted: what a process reads once is read then."""


def addresses() -> dict[str, str]:
    """Return the pages to ask for: plain, one facet, several, free text, the last page, other orders."""
    from portal.places.models import Place

    today = Place.objects.get(level="province", name="Thái Nguyên", valid_to=None).slug
    return {
        "browse": "/guong/",
        "one facet": "/guong/?doi-tuong=individual",
        "small facet": "/guong/?doi-tuong=household",
        "place": f"/guong/?noi={today}",
        # Narrow, and yet a whole page of rows in a small registry too: otherwise rows would be compared, not lists.
        "three facets": "/guong/?doi-tuong=individual&truc-tiep=1&nam=2024",
        "free text": "/guong/?q=nguyen",
        "by name": "/guong/?sap-xep=ten&doi-tuong=individual",
        "by honour": "/guong/?sap-xep=khen&nam=2024",
        "last page": "/guong/?doi-tuong=individual&page=999999",
        "letter": "/guong/chu-cai/",
        "statistics": "/so-lieu/",
    }


class Registry:
    """What the process of one size is asked: every question by its name, over a pipe."""

    def __init__(self, size: int) -> None:
        from django.conf import settings
        from django.core.management import call_command
        from django.db import connection
        from django.test import Client
        from tqdm import tqdm

        from benchmarks.exemplar_rows import fill

        call_command("migrate", interactive=False, verbosity=0)
        call_command("setup_portal", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        with tqdm(total=size, unit="exemplar", disable=None) as bar:
            fill(size, bar.update)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        self.paths = addresses()
        self.client = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0])

    def page(self, name: str) -> float:
        """Return the milliseconds of one page."""
        from django.core.cache import cache

        cache.clear()
        started = time.perf_counter()
        self.client.get(self.paths[name])
        return (time.perf_counter() - started) * 1000

    def queries(self, name: str) -> tuple[int, int]:
        """Return the status and the number of queries of one page."""
        from django.core.cache import cache
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            status = self.client.get(self.paths[name]).status_code
        return status, len(queries)

    def duplicate_check(self, _name: str) -> float:
        """Return the slowest of many duplicate checks in milliseconds: common names, with birth year and place."""
        from exemplars.registry.duplicates import candidates
        from exemplars.registry.models import Exemplar

        slowest = 0.0
        for row in Exemplar.objects.filter(kind="individual").select_related("place").order_by("pk")[:40]:
            for name in (row.name, row.name.replace("ễ", "e"), f"{row.name}h"):
                started = time.perf_counter()
                candidates(name, birth_year=row.birth_year, place=row.place)
                slowest = max(slowest, (time.perf_counter() - started) * 1000)
        return slowest


def answer(size: int, environment: dict[str, str], pipe: Connection) -> None:
    """Fill a registry of this size, then answer what the pipe asks until it is closed."""
    os.environ |= environment
    django.setup()
    registry = Registry(size)
    pipe.send(list(registry.paths))
    try:
        while True:
            question, name = pipe.recv()
            pipe.send(getattr(registry, question)(name))
    except EOFError:
        pass


@contextmanager
def process(size: int, url: str, var: Path) -> Iterator[Connection]:
    """Have a registry of this size answer on the yielded pipe; the first it says is which pages there are."""
    var.mkdir()
    environment = {"DATABASE_URL": url, "VAR_DIR": str(var), "DJANGO_SETTINGS_MODULE": "portal.settings"}
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    asked = context.Process(target=answer, args=(size, environment, theirs), daemon=True)
    asked.start()
    theirs.close()
    try:
        yield ours
    finally:
        ours.close()
        asked.join()


def ask(pipe: Connection, question: str, name: str = "") -> Any:
    """Return the answer to one question."""
    pipe.send((question, name))
    return pipe.recv()


def in_turns(pages: list[str], pipes: tuple[Connection, Connection]) -> dict[str, tuple[list[float], list[float]]]:
    """Return the milliseconds of each page at both sizes; who begins changes with every round."""
    times: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in pages}
    for number in range(WARM_UP + ROUNDS):
        for name in pages:
            for which in (0, 1) if number % 2 else (1, 0):
                milliseconds = ask(pipes[which], "page", name)
                if number >= WARM_UP:
                    times[name][which].append(milliseconds)
    return times


def compare(small: int, large: int, pipes: tuple[Connection, Connection]) -> None:
    """Measure both and print the table."""
    pages = pipes[0].recv()
    pipes[1].recv()
    times = in_turns(pages, pipes)
    print(f"{'page':<14}{'status':>7}{'queries':>9}{small:>12,}{large:>12,}{'ratio':>8}")
    for name, both in times.items():
        (_status, before), (status, queries) = (ask(pipe, "queries", name) for pipe in pipes)
        first, second = map(statistics.median, both)
        print(f"{name:<14}{status:>7}{before:>4} ={queries:>3}{first:>9.1f} ms{second:>9.1f} ms{second / first:>8.2f}")
    checks = [ask(pipe, "duplicate_check") for pipe in pipes]
    print(f"slowest duplicate check: {checks[0]:.1f} ms at {small:,}, {checks[1]:.1f} ms at {large:,}")


def main() -> None:
    """Start a database server, a process for each size, and compare."""
    from tests.stack.postgres import private_postgres
    from tests.tools import TOOLS

    small, large = [int(word) for word in sys.argv[1:3]] or [1000, 100_000]
    binaries = TOOLS["postgres"].find()
    with ExitStack() as stack:
        url = stack.enter_context(private_postgres(binaries))
        folder = url.split(":5432/", 1)[1].rsplit("/", 1)[0]
        subprocess.run([Path(binaries) / "createdb", "-h", folder, "-U", "portal", "large"], check=True)
        var = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        urls = (url, f"{url.rsplit('/', 1)[0]}/large")
        pipes = tuple(
            stack.enter_context(process(size, where, var / str(size)))
            for size, where in zip((small, large), urls, strict=True)
        )
        compare(small, large, pipes)


if __name__ == "__main__":
    main()
