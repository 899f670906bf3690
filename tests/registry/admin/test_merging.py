"""Two dossiers of one become one, and nothing that hung on either is lost."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from exemplars.honours.models import Conferral, ConferralChange, Honour
from exemplars.movements.models import Movement
from exemplars.registry.admin.common import url_of
from exemplars.registry.merging import CHOSEN, MOVES, STAYING, NotMerged, differing, merge, stamp
from exemplars.registry.models import Consent, Evidence, Exemplar, ExemplarRelation, Replication, State
from exemplars.stories.models import StoryPage, StorySubject
from portal.places.models import Place
from tests.documents.factories import make_document
from tests.factories import make_user, section
from tests.registry.test_states import held, published

pytestmark = pytest.mark.django_db


def merged(survivor: Exemplar, other: Exemplar, **take: bool) -> Exemplar:
    """Merge as somebody who has just looked at both."""
    survivor.refresh_from_db()
    other.refresh_from_db()
    stamps = (stamp(survivor), stamp(other))
    return merge(survivor.pk, other.pk, take=take, stamps=stamps, actor=None, reason="Trùng")


def confer(exemplar: Exemplar, **fields: object) -> Conferral:
    honour = fields.pop("honour", None) or Honour.objects.first()
    return Conferral.objects.create(exemplar=exemplar, honour=honour, year=2024, **fields)


def test_every_relation_of_an_exemplar_is_thought_of() -> None:
    reverse = {
        relation.get_accessor_name()
        for relation in Exemplar._meta.related_objects
        if relation.get_accessor_name() and not relation.one_to_one
    }
    derived = {"indexedterms_set"}
    assert reverse - derived == {*MOVES, *STAYING}


def test_every_field_is_chosen_or_stays() -> None:
    kept = {
        "id", "reference", "slug", "state", "is_public", "shows_face", "shows_place", "published_at", "merged_into",
        "is_demo", "name_key", "given_key", "sort_key", "letter", "honour_level", "honour_rank", "created_at",
        "updated_at", "movements",
    }  # fmt: skip
    own = {field.name for field in (*Exemplar._meta.fields, *Exemplar._meta.many_to_many)}
    assert own - kept == set(CHOSEN)


def test_all_links_move(django_assert_max_num_queries) -> None:
    survivor, other, third = held(name="Lê Văn Hùng"), held(name="Lê Văn Hưng"), held(name="Người khác")
    place = Place.objects.get(slug="thanh-hoa")
    movement = Movement.objects.create(name="Học tập và làm theo")
    other.movements.add(movement)
    conferral = confer(other)
    Consent.objects.create(exemplar=other, for_name=True)
    Evidence.objects.create(exemplar=other, title="Giấy", file="evidence/x.pdf")
    Replication.objects.create(exemplar=other, place=place)
    ExemplarRelation.objects.create(exemplar=other, other=third, kind="event")
    ExemplarRelation.objects.create(exemplar=third, other=other, kind="event")
    ExemplarRelation.objects.create(exemplar=survivor, other=other, kind="person")
    page = StoryPage(title="Chuyện anh Hùng", live=False)
    page.subjects = [StorySubject(exemplar=other)]
    section().add_child(instance=page)
    page.save_revision()
    merged(survivor, other)
    conferral.refresh_from_db()
    assert conferral.exemplar == survivor
    assert list(survivor.movements.all()) == [movement]
    for name in ("consents", "evidence", "replications", "story_subjects"):
        assert getattr(survivor, name).count() == 1, name
        assert getattr(other, name).count() == 0, name
    relations = set(ExemplarRelation.objects.values_list("exemplar", "other", "kind"))
    assert relations == {(survivor.pk, third.pk, "event"), (third.pk, survivor.pk, "event")}
    page.refresh_from_db()
    draft = page.get_latest_revision_as_object()
    assert [subject.exemplar_id for subject in draft.subjects.all()] == [survivor.pk]


def test_the_other_is_withdrawn_into_the_survivor_and_logged() -> None:
    survivor, other, oldest = published(name="Lê Văn Hùng"), published(name="Lê Văn Hưng"), held(name="Lê V. Hùng")
    merged(other, oldest)
    merged(survivor, other)
    for one in (other, oldest):
        one.refresh_from_db()
        assert (one.merged_into, one.state, one.is_public) == (survivor, State.WITHDRAWN, False)
    last = other.decisions.first()
    assert last.to_state == State.WITHDRAWN
    assert survivor.reference in last.reason
    survivor.refresh_from_db()
    assert survivor.is_public


def test_the_old_address_leads_to_the_survivor(client: Client) -> None:
    survivor, other = published(name="Lê Văn Hùng"), published(name="Lê Văn Hưng")
    merged(survivor, other)
    response = client.get(other.get_absolute_url())
    assert (response.status_code, response.headers["Location"]) == (301, survivor.get_absolute_url())


def test_fields_are_taken_one_by_one() -> None:
    survivor = held(name="Lê Văn Hùng", position="Nông dân", birth_year=1970)
    other = held(name="H'Hen Niê", position="Trưởng bản", birth_year=1971, name_by_hand=True, family_name="Niê")
    assert {"name", "position", "birth_year"} <= set(differing(survivor, other))
    survivor = merged(survivor, other, name=True, position=False, birth_year=True)
    survivor.refresh_from_db()
    assert (survivor.name, survivor.position, survivor.birth_year) == ("H'Hen Niê", "Nông dân", 1971)
    assert (survivor.name_by_hand, survivor.family_name) == (True, "Niê")


def test_one_honour_by_one_decision_stays_one() -> None:
    survivor, other = held(name="Lê Văn Hùng"), held(name="Lê Văn Hưng")
    decision = make_document("5/QĐ-UBND", "5/1/2024")
    kept, double = confer(survivor, decision=decision), confer(other, decision=decision)
    Conferral.objects.filter(pk=double.pk).update(state=Conferral.State.REVOKED)
    ConferralChange.objects.create(conferral=double, state="revoked", on=date(2025, 1, 1), reason="Khai man")
    merged(survivor, other)
    only = survivor.conferrals.get()
    assert (only.pk, only.state) == (kept.pk, Conferral.State.REVOKED)
    assert only.changes.get().reason == "Khai man"


def test_merging_again_changes_nothing() -> None:
    survivor, other = held(name="Lê Văn Hùng"), held(name="Lê Văn Hưng")
    merged(survivor, other)
    before = other.decisions.count()
    assert merged(survivor, other).pk == survivor.pk
    assert other.decisions.count() == before


def test_what_changed_meanwhile_is_compared_again() -> None:
    survivor, other = held(name="Lê Văn Hùng"), held(name="Lê Văn Hưng")
    stamps = (stamp(survivor), stamp(other))
    other.position = "Trưởng bản"
    other.save()
    with pytest.raises(NotMerged, match="vừa sửa"):
        merge(survivor.pk, other.pk, take={}, stamps=stamps, actor=None, reason="Trùng")
    other.refresh_from_db()
    assert other.merged_into is None


@pytest.mark.parametrize("case", ["same", "unknown", "withdrawn", "backwards", "elsewhere"])
def test_what_cannot_be_merged(case: str) -> None:
    one = held(name="Lê Văn Hùng")
    two = {
        "same": lambda: one,
        "unknown": lambda: Exemplar(pk=10**9),
        "withdrawn": lambda: held(name="Lê Văn Hưng", state=State.WITHDRAWN),
        "backwards": lambda: published(name="Lê Văn Hưng"),
        "elsewhere": lambda: held(name="Lê Văn Hưng", merged_into=held(name="Khác")),
    }[case]()
    stamps = (stamp(one), stamp(two) if two.updated_at else "")
    with pytest.raises(NotMerged):
        merge(one.pk, two.pk, take={}, stamps=stamps, actor=None, reason="Trùng")


def test_a_curator_compares_chooses_and_merges(curator: Client) -> None:
    one = held(name="Lê Văn Hùng", position="Nông dân", birth_year=1970)
    two = held(name="Lê Văn Hùng", position="", summary="Hiến đất làm đường", birth_year=1970)
    choose = curator.get(url_of("merge_choose", one.pk))
    assert two.reference in choose.content.decode()
    assert curator.get(url_of("merge_choose", one.pk) + f"?other={two.pk}").status_code == 302
    assert curator.get(url_of("merge_choose", one.pk) + "?other=x").status_code == 200
    address = url_of("merge", one.pk, two.pk)
    page = curator.get(address)
    rows = {row["name"]: row["take"] for row in page.context["rows"]}
    assert rows == {"position": False, "summary": True}
    form = {"take-summary": "other", "take-position": "own", "reason": "Cùng một người"}
    form |= {"stamp-ours": page.context["sides"][0]["stamp"], "stamp-theirs": page.context["sides"][1]["stamp"]}
    assert curator.post(address, form | {"reason": ""}).status_code == 200
    assert curator.post(address, form | {"stamp-ours": "x"}).status_code == 200
    assert curator.post(address, form).status_code == 302
    one.refresh_from_db()
    assert (one.summary, one.position) == ("Hiến đất làm đường", "Nông dân")
    history = curator.get(url_of("history", one.pk)).content.decode()
    assert "Cùng một người" in history
    log = curator.get(url_of("decide", one.pk)).content.decode()
    assert two.reference in log
    assert curator.get(url_of("merge", one.pk, one.pk)).status_code == 404


def test_merging_asks_for_its_permission(editor: Client) -> None:
    one, two = held(name="Lê Văn Hùng"), held(name="Lê Văn Hưng")
    assert editor.post(url_of("merge", one.pk, two.pk), {"reason": "x"}).status_code == 302
    two.refresh_from_db()
    assert two.merged_into is None
    assert make_user(username="khac").is_superuser
