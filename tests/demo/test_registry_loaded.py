"""What a loaded registry holds: loaded once for all that only look at it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import override_settings

from exemplars.honours.models import Conferral
from exemplars.movements.models import ClusterTerm
from exemplars.movements.scoring import score_table
from exemplars.registry.models import Evidence, Exemplar, ExemplarDecision
from portal.demo.content import Content
from portal.demo.loading import load
from portal.places.models import Place
from portal.places.reach import reach_of
from tests.demo.conftest import FEW, draw_nothing, few_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.any_database,
    pytest.mark.usefixtures("_loaded"),
    # In one process, or each would load it.
    pytest.mark.xdist_group("demo-registry"),
]


@pytest.fixture(scope="module")
def _loaded(
    django_db_setup: None, django_db_blocker, content: Content, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The dozen dossiers, in a transaction around those of the tests."""
    papers = str(tmp_path_factory.mktemp("papers"))
    with (
        pytest.MonkeyPatch.context() as patch,
        override_settings(PRIVATE_ROOT=papers),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        draw_nothing(patch)
        load(few_of(content))
        yield
        transaction.set_rollback(True)


def test_dossiers_went_through_their_decisions() -> None:
    states = dict(Exemplar.objects.values_list("name", "state"))
    assert set(states) == FEW
    assert states["Vàng Thị Sua"] == "published"
    assert states["Chu Thị Hạnh Dung"] == "withdrawn"
    assert all(Exemplar.objects.values_list("is_demo", flat=True))
    public = set(Exemplar.objects.public().values_list("name", flat=True))
    assert public == {name for name, state in states.items() if state in ("published", "under_review")}
    steps = (
        ExemplarDecision.objects.filter(exemplar__name="Vàng Thị Sua").order_by("at").values_list("to_state", flat=True)
    )
    assert list(steps) == ["verifying", "consented", "approved", "published"]
    child = Exemplar.objects.get(name="Đào Ngọc Diệp")
    assert sorted(child.consents.values_list("giver", flat=True)) == ["guardian", "subject"]
    assert Exemplar.objects.get(name="H'Yiăo Niê").given_name == "H'Yiăo"
    assert Evidence.objects.count() == 3


def test_honours_with_what_became_of_them() -> None:
    states = dict(Conferral.objects.exclude(exemplar=None).values_list("exemplar__name", "state"))
    assert states["Chu Thị Hạnh Dung"] == "revoked"
    assert states["Vương Trọng Nghĩa"] == "suspended"
    assert states["Phạm Thị Thoa"] == "restored"
    posthumous = Conferral.objects.get(exemplar__name="Phan Đức Hiển")
    assert (posthumous.verb, posthumous.honour.code) == ("truy-tang", "huan-chuong-dung-cam")
    assert Conferral.objects.filter(exemplar__name="Ôn Thị Sáu", decision=None).count() == 1
    assert Conferral.objects.filter(exemplar=None, decision__number="870").exists()


def test_the_cluster_of_2024_is_told_as_it_was() -> None:
    term = ClusterTerm.objects.get(cluster__name="Cụm thi đua các tỉnh Trung du và Miền núi phía Bắc", year=2024)
    roles = {member.role: member.place for member in term.members.select_related("place") if member.role != "member"}
    assert roles["head"].full_name == "Tỉnh Tuyên Quang"
    assert not roles["head"].is_current
    assert roles["deputy"].name_key == "hoa binh"
    assert [place.name for place in roles["deputy"].successors()] == ["Phú Thọ"]
    table = score_table(term)
    assert table.is_complete
    assert not any(standing.differs for standing in table.standings)
    assert all(
        standing.total == standing.checked_total + standing.member.bonus - standing.member.minus
        for standing in table.standings
    )


def test_what_happened_in_bac_kan_is_found_under_thai_nguyen() -> None:
    place = Exemplar.objects.get(name="Hoàng Thị Nhình").place
    reached = set(Place.objects.filter(pk__in=reach_of(place)).values_list("slug", flat=True))
    assert {"bac-kan", "thai-nguyen"} <= reached
