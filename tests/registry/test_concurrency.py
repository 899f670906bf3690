"""Several curators at once: nobody's work is lost, no number given twice, and the counts are right."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from exemplars.registry import facets
from exemplars.registry.models import Exemplar, ExemplarDecision, State
from exemplars.registry.states import NotAllowed, decide
from portal.places.models import Place
from tests.registry.test_listing import everything_counted
from tests.registry.test_states import complete, held, published

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 6


@pytest.fixture(autouse=True)
def commune(transactional_db: None) -> Place:
    """A place to be from: such tests begin without the gazetteer."""
    province = Place.objects.create(slug="tinh-thu", level="province", kind="tỉnh", name="Thử", full_name="Tỉnh Thử")
    unit = Place(slug="xa-thu", level="commune", kind="xã", name="Thử", full_name="Xã Thử", parent=province)
    unit.province = province
    unit.save()
    return unit


def at_once(work: Callable[[int], Any], times: int) -> list[Any]:
    """Do the work that often, with several connections at the same time."""

    def one(turn: int) -> Any:
        try:
            return work(turn)
        finally:
            connection.close()

    with ThreadPoolExecutor(PEOPLE) as threads:
        return list(threads.map(one, range(times)))


def test_references_and_addresses_are_given_once() -> None:
    """Thirty dossiers of one name and year, six at a time."""
    made = at_once(lambda turn: held(name="Lê Thị Hoa").pk, 30)
    rows = Exemplar.objects.filter(pk__in=made)
    assert len(set(rows.values_list("reference", flat=True))) == len(set(rows.values_list("slug", flat=True))) == 30


def test_counts_are_right_after_publishing_at_once() -> None:
    """Sets that share a field, a year and most words."""
    at_once(lambda turn: published(name=f"Lê Thị {chr(65 + turn)}", year=2020 + turn % 3).pk, 12)
    kept = everything_counted()
    assert len(kept["all", ""]) == 12
    facets.rebuild()
    assert everything_counted() == kept


def test_only_one_of_two_decisions_is_taken() -> None:
    """The second finds the state changed and is told so; one row is written."""
    exemplar = complete(held())

    def verify(turn: int) -> str:
        try:
            decide(Exemplar.objects.get(pk=exemplar.pk), State.VERIFYING, actor=None, reason=f"Lần {turn}")
        except NotAllowed:
            return "told"
        return "taken"

    assert sorted(at_once(verify, 6)) == ["taken", *["told"] * 5]
    assert ExemplarDecision.objects.filter(exemplar=exemplar).count() == 1
