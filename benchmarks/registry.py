"""The registry at 1,000 and at 100,000 exemplars, on PostgreSQL: queries, and time as a ratio within one run.

    .venv/bin/python -m benchmarks.registry [SMALL LARGE]

Starts a PostgreSQL of its own, fills it, asks for pages with every cache emptied before each, in turns so that a busy
machine weighs on all alike. DESIGN.md: 12 queries at most, 1.2 times the time at most, a duplicate check in 100 ms.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable

import django

ROUNDS = 25


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


def measure(paths: dict[str, str]) -> dict[str, tuple[int, int, float]]:
    """Return status, queries and median milliseconds of each page."""
    from django.conf import settings
    from django.core.cache import cache
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0])
    times: dict[str, list[float]] = {name: [] for name in paths}
    seen: dict[str, tuple[int, int]] = {}
    for _ in range(ROUNDS):
        for name, path in paths.items():
            cache.clear()
            started = time.perf_counter()
            status = client.get(path).status_code
            times[name].append((time.perf_counter() - started) * 1000)
            if name not in seen:
                cache.clear()
                with CaptureQueriesContext(connection) as queries:
                    client.get(path)
                seen[name] = (status, len(queries))
    return {name: (*seen[name], statistics.median(times[name])) for name in paths}


def duplicate_check() -> float:
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


def run(small: int, large: int, say: Callable[[str], None]) -> None:
    """Fill, measure, fill, measure, compare."""
    from django.core.management import call_command
    from django.db import connection
    from tqdm import tqdm

    from benchmarks.exemplar_rows import fill

    call_command("migrate", interactive=False, verbosity=0)
    call_command("setup_portal")
    call_command("collectstatic", interactive=False, verbosity=0)
    results = []
    for size in (small, large):
        with tqdm(total=size, unit="exemplar", disable=None) as bar:
            fill(size, bar.update)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        paths = addresses()
        measure(paths)
        results.append((measure(paths), duplicate_check()))
    (first, check), (second, check_large) = results
    say(f"{'page':<14}{'status':>7}{'queries':>9}{small:>12,}{large:>12,}{'ratio':>8}")
    for name, (status, queries, milliseconds) in second.items():
        before = first[name]
        say(
            f"{name:<14}{status:>7}{before[1]:>4} ={queries:>3}{before[2]:>9.1f} ms{milliseconds:>9.1f} ms"
            f"{milliseconds / before[2]:>8.2f}"
        )
    say(f"slowest duplicate check: {check:.1f} ms at {small:,}, {check_large:.1f} ms at {large:,}")


def main() -> None:
    """Start a database and run."""
    from tests.stack.postgres import private_postgres
    from tests.tools import TOOLS

    sizes = [int(word) for word in sys.argv[1:3]] or [1000, 100_000]
    with private_postgres(TOOLS["postgres"].find()) as url, tempfile.TemporaryDirectory() as var:
        os.environ |= {"DATABASE_URL": url, "VAR_DIR": var, "DJANGO_SETTINGS_MODULE": "portal.settings"}
        django.setup()
        run(*sizes, print)


if __name__ == "__main__":
    main()
