"""How many SQL queries each kind of page costs, with nothing cached, on the site as it is filled now.

Run it after ``manage.py demo load --articles 100`` and again after ``--articles 10000``: the table must not change.

    .venv/bin/python -m benchmarks.queries
"""

import os
import time

import django

BUDGET = 12
ROUNDS = 7


def addresses() -> dict[str, str]:
    """Return one address for each kind of page: the fullest article, and lists that grow with the site."""
    from news.bulletins.models import BulletinPage
    from news.documents.models import OfficialDocument, PlanPage
    from portal.base.models import BasePage

    cited = BulletinPage.objects.live().filter(main_image__isnull=False, citations__isnull=False)
    article = max(cited.distinct(), key=lambda page: (page.pinned_related.count(), len(page.body)))
    return {
        "home": "/",
        "section": "/tin-tuc/",
        "section, last page": "/tin-tuc/?page=999999",
        "article": article.url,
        "plan": PlanPage.objects.live().first().url,
        "document library": "/van-ban/",
        "document": OfficialDocument.objects.public().filter(citations__isnull=False).first().get_absolute_url(),
        "topic": "/chu-de/" + article.topics.first().slug + "/" if article.topics.exists() else "/",
        "search": "/tim-kiem/?q=thi+dua+khen+thuong",
        "standing page": "/gioi-thieu/",
        "map of the portal": "/so-do-cong/",
        "feed": "/tin-tuc/rss/",
        "articles in all": str(BasePage.objects.live().filter(section__isnull=False).count()),
    }


def measure(path: str) -> tuple[int, int, float]:
    """Return status, number of queries and the median of a few serving times in milliseconds."""
    from django.conf import settings
    from django.core.cache import cache
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, times = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0]), []
    for _ in range(ROUNDS):
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            started = time.perf_counter()
            status = client.get(path).status_code
            times.append(time.perf_counter() - started)
    return status, len(queries), sorted(times)[ROUNDS // 2] * 1000


def main() -> None:
    """Print the table; fail when a page is over the budget."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    kinds = addresses()
    print(f"{kinds.pop('articles in all')} articles\n{'page':<22}{'status':>7}{'queries':>9}{'ms':>8}")
    over = []
    for kind, path in kinds.items():
        status, queries, milliseconds = measure(path)
        print(f"{kind:<22}{status:>7}{queries:>9}{milliseconds:>8.1f}")
        if status != 200 or queries > BUDGET:
            over.append(kind)
    if over:
        raise SystemExit("over budget: " + ", ".join(over))


if __name__ == "__main__":
    main()
