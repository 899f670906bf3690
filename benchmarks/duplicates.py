"""How long the look for duplicate dossiers takes: ``python -m benchmarks.duplicates [ROWS]``.

Fills the database of the environment (DATABASE_URL, VAR_DIR: take empty ones) with invented people whose names are as
unevenly spread as in life (four in ten are called Nguyễn, one in thirty Hùng), then asks for the hardest names: the
commonest ones, with and without year, place and unit. Budget: 100 ms at 100,000 dossiers.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time

import django

FAMILIES = (
    ["Nguyễn"] * 40 + ["Trần"] * 12 + ["Lê"] * 10 + ["Phạm", "Hoàng", "Vũ", "Bùi", "Đỗ", "Nông", "Lò", "Vàng"] * 4
)
MIDDLES = ["Văn"] * 30 + ["Thị"] * 30 + ["Đức", "Minh", "Hồng", "Thanh", "Ngọc", "Xuân", "Hữu", "Quang"] * 5
GIVEN = ["Hùng", "Hương", "Anh", "Dũng", "Hoa", "Lan"] * 5 + [
    a + b
    for a in ("B", "C", "D", "G", "H", "L", "M", "N", "Ph", "S", "T", "V")
    for b in ("ình", "ảo", "ân", "uy", "ải", "úc")
]
ASKED = ("Nguyễn Văn Hùng", "Nguyễn Thị Hương", "Nguyễn Văn Hùg", "Trần Ngọc Hoa", "Vàng Thị Mỷ")
UNITS = 50
"""So few that each has the 2,000 dossiers one lookup compares."""
TIMES = 20


def fill(rows: int) -> None:
    """Add invented dossiers until there are so many."""
    from exemplars.organisations.models import Organisation
    from exemplars.registry.identity import derive
    from exemplars.registry.models import Exemplar
    from portal.places.models import Place

    for number in range(Organisation.objects.count(), UNITS):
        Organisation.objects.create(name=f"Hợp tác xã số {number}", is_demo=True)
    units = list(Organisation.objects.values_list("pk", flat=True))
    places = list(Place.objects.values_list("pk", flat=True)[:4000])
    start = Exemplar.objects.count()
    for first in range(start, rows, 5000):
        people = []
        for number in range(first, min(first + 5000, rows)):
            name = f"{random.choice(FAMILIES)} {random.choice(MIDDLES)} {random.choice(GIVEN)}"
            born = random.choice([None, *range(1940, 2000)])
            one = Exemplar(name=name, year=2020, birth_year=born, place_id=random.choice(places), is_demo=True)
            one.organisation_id = random.choice(units)
            one.reference, one.slug = f"GS-2020-{number + 1:06d}", f"nguoi-{number}"
            derive(one)
            people.append(one)
        Exemplar.objects.bulk_create(people)


def measure() -> float:
    """Print the time of each question and return the worst median in milliseconds."""
    from exemplars.registry.duplicates import candidates
    from portal.places.models import Place

    commune = Place.objects.filter(level="commune").first()
    province = Place.objects.filter(level="province").first()
    worst = 0.0
    for name in ASKED:
        for year in (None, 1975):
            for place, unit in ((None, ""), (commune, ""), (province, ""), (commune, "HTX số 7")):
                spent = []
                for _turn in range(TIMES):
                    began = time.perf_counter()
                    found = candidates(name, year, place, unit)
                    spent.append((time.perf_counter() - began) * 1000)
                median = statistics.median(spent)
                worst = max(worst, median)
                print(f"{median:7.1f} ms  {max(spent):7.1f} max  {len(found)} found  {name}, {year}, {place}, {unit}")
    return worst


def main() -> None:
    """Fill, let the database take stock, measure."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    from django.db import connection

    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    random.seed(1)
    fill(rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{connection.vendor}, {rows} dossiers: worst median {measure():.1f} ms")


if __name__ == "__main__":
    main()
