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
from exemplars.movements.models import Cluster, Movement
from exemplars.organisations.models import Organisation
from exemplars.registry.models import Evidence, Exemplar, ExemplarDecision, State
from exemplars.stories.models import StoryPage
from portal.base.images import PORTRAIT_SPECS
from portal.demo.content import Content
from portal.demo.loading import load
from portal.demo.removing import remove
from portal.places.models import Place
from tests.registry.factories import make_honour

pytestmark = pytest.mark.django_db


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
@pytest.mark.parametrize("day", [date(2026, 1, 10), date(2029, 6, 1)])
def test_it_loads_on_any_day(few: Content, monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *args: day)
    load(few)
    assert Exemplar.objects.public().count() == 10


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
