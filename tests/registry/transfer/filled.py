"""A small registry with something in every table, and texts that break careless files."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from django.core.files.base import ContentFile

from exemplars.honours.models import ConferralChange
from exemplars.movements.models import Cluster, ClusterTerm, Criterion, Score, TermMember
from exemplars.organisations.models import OrganisationSuccession
from exemplars.registry.models import (
    Consent,
    Evidence,
    Exemplar,
    ExemplarDecision,
    ExemplarRelation,
    Replication,
    State,
)
from exemplars.registry.transfer.archive.tables import carried_tables
from exemplars.stories.models import StoryPage, StorySubject
from tests.documents.factories import make_document
from tests.factories import make_picture, make_user, publish, section
from tests.registry.factories import (
    make_conferral,
    make_exemplar,
    make_field,
    make_honour,
    make_movement,
    make_organisation,
    make_place,
)

NAUGHTY = (
    "=1+1",
    "+84 900 000 000",
    "-5",
    "@SUM(A1)",
    "'=1",
    "''",
    "\t=cmd",
    "dòng một\r\ndòng hai\rdòng ba\n",
    " khoảng trắng hai đầu ",
    'ngoặc "kép", phẩy; chấm phẩy\ttab',
    "_x000D_ viết thật",
    "\u0001 ký tự điều khiển \u001f",
    "#REF!",
    "e\u0302\u0301 rời, \u200b vô hình, 😀, \ufeff",
    "<script>alert(1)</script>",
    "0123",
    "1e5",
    "TRUE",
    "có",
    "31/12/2024",
    "{{ 7*7 }} %s %(a)s ${x}",
    "'; DROP TABLE registry_exemplar;--",
    "ﷺ Zalgo ͓̽",
)


def fill() -> None:
    """Fill every table."""
    user = make_user("Tuyên giáo và Dân vận", username="duyet-ho-so")
    old = make_organisation("Ban Tuyên giáo Tỉnh ủy", valid_to=date(2025, 2, 28))
    new = make_organisation("Ban Tuyên giáo và Dân vận Tỉnh ủy", kind="party", aliases="Ban TG&DV\r\nBTGDV")
    decision = make_document("2022/QĐ-UBND", "12/6/2024", summary="Về việc tặng Bằng khen")
    OrganisationSuccession.objects.create(predecessor=old, successor=new, on=date(2025, 3, 1), document=decision)
    province = make_place("Việt Bắc Thử")
    commune = make_place("Nà Mười Thử", kind="xã", under=province)
    later = make_movement("Phong trào hưởng ứng", launched_by=new, starts_on=date(2024, 1, 1), is_public=False)
    movement = make_movement("Thi đua trồng quế", slogan="“Mỗi nhà một đồi quế”", decision=decision)
    later.parent = movement
    later.save()
    _clusters(commune, new, decision)
    picture = make_picture("Chân dung", caption="Bà Hòa bên đồi quế", credit="K.K.")
    first = make_exemplar(
        organisation=new,
        place=commune,
        place_now=province,
        field="Nông nghiệp",
        movements=[later, movement],
        portrait=picture,
        birth_date=date(1880, 2, 29),
        gender="female",
        review_due=date(2026, 6, 1),
        contact="=HYPERLINK(1)",
        direct_worker=True,
        is_demo=True,
    )
    second = make_exemplar("H'Hen Niê Mẫu", public=False, name_by_hand=True, family_name="Niê", given_name="H'Hen")
    third = make_exemplar(
        "Mô hình nuôi ong", kind="model", public=False, started_on=date(2020, 5, 4), merged_into=first
    )
    _naughty_exemplars()
    _parts_of(first, second, third, user)
    honours = [make_honour("Bằng khen thử"), make_honour("Huân chương thử", classes=3, law=decision)]
    given = make_conferral(first, honours[0], decision=decision, conferred_on=date(2024, 6, 12))
    make_conferral(None, honours[1], honour_class=3, decision_text="15/QĐ-CTN", recipient_unit="Bản Nà Mười")
    make_conferral(None, honours[1], honour_class=3, decision_text="15/QĐ-CTN", recipient_unit="Bản Nà Mười")
    ConferralChange.objects.create(conferral=given, state="suspended", document=decision, reason="Đang xem", actor=user)
    make_field("Lĩnh vực không ai dùng")


def _clusters(place, organisation, decision) -> None:
    cluster = Cluster.objects.create(name="Cụm thi đua thử số 1", decision=decision, founded_on=date(2020, 1, 2))
    for year in (2023, 2024):
        term = ClusterTerm.objects.create(cluster=cluster, year=year, note="Kết quả\nchung")
        members = [
            TermMember.objects.create(term=term, place=place, role="head", rank=1, result="co-tinh", sort_order=1),
            TermMember.objects.create(term=term, organisation=organisation, bonus=Decimal("1.50"), sort_order=2),
        ]
        criterion = Criterion.objects.create(term=term, group="I", name="Kinh tế", max_points=Decimal("100"))
        Score.objects.create(member=members[1], criterion=criterion, own_points=Decimal("98.25"))


def _naughty_exemplars() -> None:
    for turn, text in enumerate(NAUGHTY):
        made = make_exemplar(f"Tập thể số {turn}", kind="collective", public=False)
        Exemplar.objects.filter(pk=made.pk).update(achievements=text, notes=text, position=text.replace("\n", " "))


def _parts_of(first: Exemplar, second: Exemplar, third: Exemplar, user) -> None:
    Consent.objects.create(
        exemplar=first, giver="family", for_name=True, given_on=date(2023, 1, 1), withdrawn_on=date(2023, 5, 6)
    )
    for title in ("Báo cáo thành tích", "Biên bản"):
        Evidence.objects.create(
            exemplar=first, title=title, file=ContentFile(f"%PDF {title}".encode(), "x.pdf"), added_by=user
        )
    for state in (State.VERIFYING, State.CONSENTED):
        ExemplarDecision.objects.create(
            exemplar=second, to_state=state, reason="=Đủ hồ sơ\r\nđã xem", public_reason="Theo đề nghị", actor=user
        )
    Exemplar.objects.update(updated_at=datetime(2024, 5, 6, 7, 8, 9, 123456, tzinfo=UTC))
    ExemplarRelation.objects.create(exemplar=first, other=second, kind="event")
    ExemplarRelation.objects.create(exemplar=second, other=third, kind="model")
    Replication.objects.create(exemplar=first, place=first.place, year=2025, result="20 hộ làm theo")
    story = publish(section("guong-dien-hinh"), StoryPage(title="Người giữ đồi quế", body=[]))
    StorySubject.objects.create(page=story, exemplar=first)


def wipe(*kept: str) -> None:
    """Empty the registry and what it names, so that a copy must bring all of it back; ``kept`` models stay."""
    kept = {"documents.DocumentType", "documents.Issuer", *kept}
    tables = [carried for carried in carried_tables() if carried.table.model not in kept]
    # Noted before: what the registry names cannot be told once it is gone.
    outside = [
        (carried.model, list(carried.wanted().values_list("pk", flat=True))) for carried in tables if carried.wanted
    ]
    for carried in reversed(tables):
        if carried.wanted is None:
            carried.model._base_manager.all().delete()
    for model, keys in reversed(outside):
        model._base_manager.filter(pk__in=keys).delete()
