"""Exemplars by the hundred thousand, for benchmarks: invented names, real places, all that a public one needs."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice

FAMILIES = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Vũ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Nông",
    "Vàng",
)
MIDDLES = ("Văn", "Thị", "Hữu", "Đức", "Minh", "Thanh", "Ngọc", "Thu", "Xuân", "Quốc", "Kim", "Thế", "A", "Mỹ")
GIVEN = ("An", "Ánh", "Ân", "Bình", "Cường", "Dung", "Dũng", "Đan", "Đức", "Hà", "Hải", "Hòa", "Hương", "Khánh", "Lan")
GIVEN += (
    "Linh",
    "Mai",
    "Nam",
    "Oanh",
    "Ơn",
    "Phúc",
    "Quang",
    "Sơn",
    "Thảo",
    "Thư",
    "Tuấn",
    "Uyên",
    "Ưng",
    "Việt",
    "Yến",
)
WORK = ("Trồng quế", "Nuôi cá lồng", "Dạy học vùng cao", "Hiến đất làm đường", "Khám bệnh từ thiện", "Sửa máy nông cụ")
WORK += (
    "Giữ nghề dệt",
    "Bảo vệ rừng",
    "Dạy chữ cho người lớn",
    "Làm cầu dân sinh",
    "Số hóa hồ sơ",
    "Tuần tra biên giới",
)
PORTION = 5000


def fill(total: int, step: Callable[[int], None] = lambda done: None) -> None:
    """Bring the registry to ``total`` public exemplars and count them. The same numbers give the same exemplars."""
    from exemplars.registry.facets import rebuild
    from exemplars.registry.models import Exemplar

    there = Exemplar.objects.count()
    rows = _rows(random.Random(there), there, total)
    while portion := list(islice(rows, PORTION)):
        _store(portion)
        step(len(portion))
    rebuild()


def _rows(dice: random.Random, start: int, stop: int) -> Iterator[tuple]:
    from exemplars.registry.identity import derive
    from exemplars.registry.models import Exemplar, Field
    from portal.places.models import Place

    places = list(Place.objects.filter(level="commune").values_list("pk", flat=True)[::9])
    fields = list(Field.objects.values_list("pk", flat=True))
    begin = datetime(2019, 1, 1, tzinfo=UTC)
    for number in range(start, stop):
        kind = dice.choices([kind.value for kind in Exemplar.Kind], (70, 15, 5, 10))[0]
        name = f"{dice.choice(FAMILIES)} {dice.choice(MIDDLES)} {dice.choice(GIVEN)}"
        if kind != "individual":
            group = dice.choice(("Tổ", "Đội", "Hộ", "Mô hình"))
            name = f"{group} {dice.choice(WORK).lower()} {dice.choice(GIVEN)} {number}"
        published = begin + timedelta(minutes=dice.randrange(60 * 24 * 365 * 7))
        row = Exemplar(
            reference=f"GS-BM-{number:07d}",
            slug=f"guong-thu-{number}",
            kind=kind,
            name=name,
            birth_year=dice.randrange(1945, 2005) if kind == "individual" else None,
            place_id=dice.choice(places),
            field_id=dice.choice(fields),
            year=published.year,
            direct_worker=dice.random() < 0.6,
            position=dice.choice(("Nông dân", "Giáo viên", "Bác sĩ", "Công nhân", "Trưởng thôn")),
            summary=f"{dice.choice(WORK)}, {dice.randrange(3, 90)} hộ làm theo.",
            state="published",
            is_public=True,
            shows_face=True,
            shows_place=True,
            published_at=published,
            review_due=date(2027, 1, 1),
            is_demo=True,
        )
        derive(row)
        yield row, dice.random(), dice.random()


def _store(portion: list[tuple]) -> None:
    from django.db import transaction

    from exemplars.honours.models import Conferral, Honour
    from exemplars.movements.models import Movement
    from exemplars.registry.models import Consent, Exemplar
    from exemplars.registry.visibility import honour_weight

    honours = list(Honour.objects.filter(valid_to=None))
    movements = list(Movement.objects.all()) or [Movement.objects.create(name=f"Phong trào thử {n}") for n in range(8)]
    joined = Exemplar.movements.through
    with transaction.atomic():
        conferrals = []
        for row, luck, _ in portion:
            if luck < 0.7:
                honour = honours[int(luck * 1000) % len(honours)]
                conferral = Conferral(exemplar=row, honour=honour, honour_class=0, year=row.year, is_demo=True)
                row.honour_level, row.honour_rank = honour_weight([conferral])
                conferrals.append(conferral)
        Exemplar.objects.bulk_create([row for row, *_ in portion])
        Conferral.objects.bulk_create(conferrals)
        Consent.objects.bulk_create(
            Consent(exemplar=row, for_name=True, for_face=True, for_place=True, given_on=date(2019, 1, 1))
            for row, *_ in portion
        )
        joined.objects.bulk_create(
            joined(exemplar_id=row.pk, movement_id=movements[int(chance * 800) % len(movements)].pk)
            for row, _, chance in portion
            if chance < 0.5
        )
