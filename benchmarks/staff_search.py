"""What publishing and the staff's search cost as the site grows: ``python -m benchmarks.staff_search SMALL LARGE``.

SMALL and LARGE are data folders (VAR_DIR), filled beforehand with ``manage.py migrate``, ``setup_portal``,
``demo load --articles N`` and ``rebuild_index``. One page is published again and again in each (its revisions stay).
Times are of the processor. What matters are the ratios, measured in one run on one machine.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

TIMES = 7
QUESTIONS = (
    "thi dua",
    "dien hi",
    "xa dong",
    "nha tam",
    "nhân rộng phong trào",
    "xóa nhà t",
    "1526/QĐ",
    "khong co gi ca",
    "t",
)


def spent(work: Callable[[], Any]) -> float:
    """Return the milliseconds a piece of work takes the processor."""
    started = time.process_time()
    work()
    return (time.process_time() - started) * 1000


def published() -> float:
    """Return the median of publishing one article again."""
    from news.bulletins.models import BulletinPage

    page = BulletinPage.objects.live().order_by("-pk").first()
    return statistics.median(spent(lambda: page.save_revision().publish()) for _ in range(TIMES))


def listed(question: str) -> None:
    """Do what a list of the admin does for a question: count, and read a page of twenty."""
    from portal.base.models import BasePage

    results = BasePage.objects.autocomplete(question)
    results.count()
    list(results[:20])


def measured() -> dict[str, float]:
    """Return the figures of the data folder this process runs in."""
    import django
    from django.conf import settings

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    settings.ALLOWED_HOSTS = ["testserver"]
    # Data folders filled for this have no collected files.
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    django.setup()
    from django.contrib.auth import get_user_model
    from django.test import Client

    from portal.base.models import BasePage

    client = Client()
    client.force_login(get_user_model().objects.filter(is_superuser=True).first())
    figures = {"pages": float(BasePage.objects.count())}
    ways: dict[str, Callable[[str], Any]] = {
        "engine and rows": listed,
        "page search, whole request": lambda question: client.get("/quan-tri/pages/search/", {"q": question}),
        "page chooser, whole request": lambda question: client.get("/quan-tri/choose-page/search/", {"q": question}),
    }
    for name, ask in ways.items():
        ask("lam nong")
        taken = sorted(spent(lambda ask=ask, one=one: ask(one)) for one in QUESTIONS for _ in range(3))
        figures[f"{name}, p50"] = taken[len(taken) // 2]
        figures[f"{name}, p95"] = taken[len(taken) * 95 // 100]
    published()
    return {**figures, "one publish": published()}


def main() -> None:
    """Measure in both folders, and print both with their ratio."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="*", metavar="FOLDER")
    folders = parser.parse_args().folders
    if not folders:
        print(json.dumps(measured()))
        return
    small, large = (
        json.loads(
            subprocess.run(
                [sys.executable, "-m", "benchmarks.staff_search"],
                env={**os.environ, "VAR_DIR": folder},
                check=True,
                stdout=subprocess.PIPE,
            ).stdout.splitlines()[-1]
        )
        for folder in folders
    )
    print(f"{'milliseconds':34}{'small':>10}{'large':>10}{'ratio':>8}")
    for name, figure in large.items():
        print(f"{name:34}{small[name]:10.1f}{figure:10.1f}{figure / small[name]:8.2f}")


if __name__ == "__main__":
    main()
