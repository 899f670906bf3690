"""Exemplars in the portal's search: found by what their page shows, gone at once, and where a name still stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from exemplars.honours.models import Conferral, Honour
from exemplars.registry.consents import withdraw_consent
from exemplars.registry.traces import pages_naming
from portal.places.models import Place
from search.engines import get_engine
from search.engines.embedded import EmbeddedEngine
from search.question import parse
from search.registry import read_all
from tests.factories import make_bulletin
from tests.registry.test_states import complete, held, published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def index(settings, tmp_path: Path) -> None:
    """An index of this test's own, empty."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    EmbeddedEngine(tmp_path / "index").rebuild([], lambda ids: [])


def found(question: str) -> list[str]:
    """The exemplars found, best first."""
    return [hit.entry.title for hit in get_engine().ask(parse(question), {"kind": "exemplar"}).hits(0, 10)]


def test_exemplars_are_found_without_accents_by_place_and_honour(django_capture_on_commit_callbacks) -> None:
    """Old places and new ones, honours that stand; not one who is held."""
    with django_capture_on_commit_callbacks(execute=True):
        exemplar = published(name="Quàng Thị Xuyến", position="Chi hội trưởng phụ nữ")
        exemplar.place = Place.objects.filter(level="commune", province__name="Bắc Kạn").exclude(valid_to=None).first()
        exemplar.save()
        order = Honour.objects.create(code="hc", name="Huân chương Thử nghiệm", kind="order", level=50)
        conferral = Conferral.objects.create(exemplar=exemplar, honour=order, year=2024)
        complete(held(name="Quàng Văn Chờ"))
    for question in ("quang thi xuyen", "chi hoi truong", "bac kan", "thai nguyen", "huan chuong thu nghiem"):
        assert found(question)[:1] == ["Quàng Thị Xuyến"], question
    assert "Quàng Văn Chờ" not in found("quang van cho")
    with django_capture_on_commit_callbacks(execute=True):
        conferral.state = Conferral.State.REVOKED
        conferral.save()
    [entry] = [entry for entry in read_all() if entry.kind == "exemplar"]
    assert "Thử nghiệm" not in entry.body


def test_a_withdrawn_exemplar_is_not_found(django_capture_on_commit_callbacks) -> None:
    """As soon as it is committed."""
    with django_capture_on_commit_callbacks(execute=True):
        exemplar = published(name="Quàng Thị Xuyến")
    assert found("quang thi xuyen") == ["Quàng Thị Xuyến"]
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_consent(exemplar, actor=None, reason="Theo đơn", public_reason="Theo đề nghị.")
    assert found("quang thi xuyen") == []


def test_staff_are_told_where_a_name_still_stands(django_capture_on_commit_callbacks) -> None:
    """In articles, with the accents as written: "Hoa" is not "Hòa"."""
    with django_capture_on_commit_callbacks(execute=True):
        exemplar = published(name="Nguyễn Thị Hòa")
        make_bulletin("Biểu dương Nguyễn Thị Hoà", body="<p>Chị có nhiều đóng góp.</p>")
        make_bulletin("Tin khác", body="<p>Bà Nguyễn Thị Hoa dự hội nghị.</p>")
        make_bulletin("Tin nữa", body="<p>Có Nguyễn Thị Hòa, Lê Thị Na.</p>")
    assert {entry.title for entry in pages_naming(exemplar)} == {"Biểu dương Nguyễn Thị Hoà", "Tin nữa"}
