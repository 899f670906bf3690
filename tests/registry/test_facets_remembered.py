"""What a process remembers of the sets is never out of date, and has a limit."""

from __future__ import annotations

import pytest
from pyroaring import BitMap, FrozenBitMap

from exemplars.registry.facets import load, rebuild
from exemplars.registry.facets.remembered import Remembered, Wanted, remembered
from exemplars.registry.models import FacetSet
from tests.registry.test_states import published

pytestmark = pytest.mark.django_db
PEOPLE = Wanted(frozenset(["kind"]), frozenset(), None)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    remembered.forget()


def sent(monkeypatch: pytest.MonkeyPatch, **asked: object) -> int:
    """Return how many sets the database sent to be decoded."""
    decoded = []
    real = FrozenBitMap.deserialize

    class Counting(FrozenBitMap):
        @staticmethod
        def deserialize(packed: bytes) -> FrozenBitMap:
            decoded.append(packed)
            return real(packed)

    with monkeypatch.context() as patch:
        patch.setattr("exemplars.registry.facets.reading.FrozenBitMap", Counting)
        load(["kind"], **asked)
    return len(decoded)


def test_a_set_is_sent_once_and_again_when_it_has_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    published()
    assert sent(monkeypatch) == 2
    assert sent(monkeypatch) == 0
    published()
    assert sent(monkeypatch) == 2
    assert load(["kind"]).counts("kind") == {"individual": 2}


def test_made_anew_with_the_same_members_it_is_the_same_set(monkeypatch: pytest.MonkeyPatch) -> None:
    published()
    rebuild()
    load(["kind"])
    rebuild()
    assert sent(monkeypatch) == 0


def test_what_another_process_wrote_is_seen_at_once() -> None:
    """The database says which sets there are and what is in them; here their stamps are only looked up."""
    one, other = published(), published()
    assert load(["kind"]).everybody == BitMap([one.pk, other.pk])
    row = FacetSet.objects.get(facet="all")
    row.pack(BitMap([other.pk]))
    row.save()
    FacetSet.objects.filter(facet="kind").delete()
    sets = load(["kind"])
    assert (list(sets.everybody), sets.counts("kind")) == ([other.pk], {})


def test_single_words_and_the_units_of_a_province_are_remembered_too(monkeypatch: pytest.MonkeyPatch) -> None:
    FacetSet.objects.bulk_create(
        [
            FacetSet.of(facet, value, BitMap([number]))
            for number, (facet, value) in enumerate(
                [("word", "xuyen"), ("word", "sen"), ("commune", "7.70"), ("district", "7.71"), ("commune", "77.1")]
            )
        ]
    )
    assert sent(monkeypatch, terms=[("word", "xuyen")], units_of=7) == 3
    assert sent(monkeypatch, terms=[("word", "xuyen"), ("word", "sen")], units_of=7) == 1
    assert sent(monkeypatch, units_of=77) == 1


def test_when_there_are_too_many_they_begin_anew() -> None:
    memory = Remembered(most=2)
    for number in range(3):
        memory.keep(("kind", str(number)), f"stamp {number}", FrozenBitMap([number]))
    assert len(memory) == 1
    assert list(memory.among(PEOPLE)) == ["stamp 2"]
    memory.keep(("kind", "2"), "stamp 3", FrozenBitMap())
    assert list(memory.among(PEOPLE)) == ["stamp 3"]
