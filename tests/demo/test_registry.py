"""The demo's registry: honest about being invented, of every kind and state, gone without a trace."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from exemplars.honours.models import Conferral
from exemplars.movements.models import Cluster, ClusterTerm, Movement
from exemplars.movements.scoring import score_table
from exemplars.organisations.models import Organisation
from exemplars.registry.models import Evidence, Exemplar, ExemplarDecision, State
from exemplars.registry.worklists import LISTS
from exemplars.stories.models import StoryPage
from portal.base.images import PORTRAIT_SPECS
from portal.demo.content import Content
from portal.demo.loading import load
from portal.demo.removing import remove
from portal.places.models import Place
from portal.places.reach import reach_of
from tests.demo.conftest import FEW
from tests.registry.factories import make_honour

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_papers(tmp_path: Path, settings: object) -> None:
    """Keep the demo's private papers away from var/."""
    settings.PRIVATE_ROOT = str(tmp_path)


def test_there_is_enough_of_every_kind(content: Content) -> None:
    registry = content.registry
    assert len(registry.people) == 120
    assert set(Counter(person.kind for person in registry.people)) == {"individual", "collective", "household", "model"}
    assert {person.year for person in registry.people} == set(range(2019, 2027))
    assert len(registry.decisions) == 30
    assert {decision.key for decision in registry.decisions} == {
        key for person in registry.people for key in person.decisions
    } | {"e26"}
    assert (len(registry.movements), len(registry.clusters), len(content.stories)) == (8, 4, 8)
    assert [len(cluster["term"]) for cluster in registry.clusters] == [2, 2, 2, 2]
    assert len({person.field for person in registry.people}) == 16
    assert {person.state for person in registry.people} == set(State.values)
    assert sum(bool(person.parts) for person in registry.people) >= 20


def test_every_place_and_honour_is_known(content: Content) -> None:
    places = Place.objects.in_bulk(field_name="slug")
    for person in content.registry.people:
        if person.place:
            place = places[person.place]
            # Told by the name of then, or by the one since.
            assert place.valid_from is None or place.valid_from.year <= person.year, person.name
            assert place.valid_to is None or person.year <= place.valid_to.year, person.name
    merged = [person for person in content.registry.people if person.place and places[person.place].valid_to]
    assert len(merged) > 40


@pytest.mark.any_database
def test_dossiers_went_through_their_decisions(few: Content) -> None:
    load(few)
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


def test_every_work_list_has_something_to_do(content: Content, fast_media: None) -> None:
    load(content)
    assert Exemplar.objects.public().count() == 108
    assert [one.name for one in LISTS if not one.rows().exists()] == []


@pytest.mark.any_database
@pytest.mark.parametrize("day", [date(2026, 1, 10), date(2029, 6, 1)])
def test_it_loads_on_any_day(few: Content, monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *args: day)
    load(few)
    assert Exemplar.objects.public().count() == 10


@pytest.mark.any_database
def test_honours_with_what_became_of_them(few: Content) -> None:
    load(few)
    states = dict(Conferral.objects.exclude(exemplar=None).values_list("exemplar__name", "state"))
    assert states["Chu Thị Hạnh Dung"] == "revoked"
    assert states["Vương Trọng Nghĩa"] == "suspended"
    assert states["Phạm Thị Thoa"] == "restored"
    posthumous = Conferral.objects.get(exemplar__name="Phan Đức Hiển")
    assert (posthumous.verb, posthumous.honour.code) == ("truy-tang", "huan-chuong-dung-cam")
    assert Conferral.objects.filter(exemplar__name="Ôn Thị Sáu", decision=None).count() == 1
    assert Conferral.objects.filter(exemplar=None, decision__number="870").exists()


@pytest.mark.any_database
def test_portraits_are_cut_for_the_registry_alone_and_only_where_they_may_be_shown(
    few: Content, django_capture_on_commit_callbacks
) -> None:
    hidden = next(name for name in few.registry.portraits if name != "Vàng Thị Sua")
    people = [replace(one, state="hidden") if one.name == hidden else one for one in few.registry.people]
    with django_capture_on_commit_callbacks(execute=True):
        load(replace(few, registry=replace(few.registry, people=people)))
    cuts = {
        one.name: set(one.portrait.renditions.values_list("filter_spec", flat=True))
        for one in Exemplar.objects.exclude(portrait=None)
    }
    assert cuts["Vàng Thị Sua"] == set(PORTRAIT_SPECS)
    assert cuts[hidden] == set()


@pytest.mark.any_database
def test_the_cluster_of_2024_is_told_as_it_was(few: Content) -> None:
    load(few)
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


@pytest.mark.any_database
def test_what_happened_in_bac_kan_is_found_under_thai_nguyen(few: Content) -> None:
    load(few)
    place = Exemplar.objects.get(name="Hoàng Thị Nhình").place
    reached = set(Place.objects.filter(pk__in=reach_of(place)).values_list("slug", flat=True))
    assert {"bac-kan", "thai-nguyen"} <= reached


def test_loading_twice_doubles_nothing_and_pages_open(few: Content, client: Client) -> None:
    load(few)

    def counted() -> list[int]:
        models = (Exemplar, ExemplarDecision, Conferral, Movement, Cluster, Organisation, StoryPage, Evidence)
        return [model.objects.count() for model in models]

    before = counted()
    assert load(few) == 0
    assert counted() == before
    for exemplar in Exemplar.objects.all():
        assert client.get(exemplar.get_absolute_url()).status_code in (
            (200,) if exemplar.is_public else (200, 404, 410)
        )
    for story in StoryPage.objects.live():
        html = client.get(story.url).content.decode()
        assert story.title in html


def test_removal_leaves_what_was_there(few: Content, client: Client) -> None:
    own = Exemplar.objects.create(name="Người của cơ quan", year=2026)
    before = (Organisation.objects.count(), Movement.objects.count())
    load(few)
    outcome = remove()
    assert outcome.kept == []
    assert list(Exemplar.objects.all()) == [own]
    assert not Conferral.objects.exists()
    assert not StoryPage.objects.exists()
    assert not Cluster.objects.exists()
    assert (Organisation.objects.count(), Movement.objects.count()) == before
    assert not [path for path in Path(settings.PRIVATE_ROOT).rglob("*") if path.is_file()]


def test_a_demo_dossier_with_an_honour_of_the_office_stays(few: Content) -> None:
    load(few)
    one = Exemplar.objects.get(name="Vàng Thị Sua")
    Conferral.objects.create(exemplar=one, honour=make_honour(), year=2026)
    outcome = remove()
    assert any("Vàng Thị Sua" in reason for reason in outcome.kept)
    one.refresh_from_db()
    assert one.is_public
