"""What follows from a change: search, kept pages; and the movements that come with the portal."""

from datetime import date

import pytest

from exemplars.movements.loading import load_movements
from exemplars.movements.models import Movement
from search import registry
from tests.documents.factories import make_document
from tests.movements.factories import make_cluster, make_term, members, north
from tests.registry.factories import make_movement

pytestmark = pytest.mark.django_db


def test_entries_hold_names_of_members_and_decisions() -> None:
    places = north()
    make_term(make_cluster(), units=[places["Tuyên Quang"], places["Hòa Bình"]])
    document = make_document("923/QĐ-TTg", "14/5/2025", issuer="thu-tuong")
    make_movement("Chuyển đổi số", slogan="Đi cùng nhau", decision=document, starts_on=date(2025, 4, 24))
    entries = {entry.kind: entry for entry in registry.read_all() if entry.kind in ("movement", "cluster")}
    assert "Tỉnh Hòa Bình" in entries["cluster"].body
    assert entries["cluster"].url == "/cum-khoi/cum-thi-dua-cac-tinh-trung-du-va-mien-nui-phia-bac/"
    assert (entries["movement"].lead, entries["movement"].date.year) == ("Đi cùng nhau", 2025)
    assert "923/QĐ-TTg" in entries["movement"].words


def test_a_change_of_members_is_read_again_by_search(monkeypatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("exemplars.movements.search.indexing.changed", lambda ids, **kw: asked.extend(ids))
    term = make_term(make_cluster())
    members(term)[0].delete()
    assert f"cluster:{term.cluster_id}" in asked


def test_what_is_taken_back_leaves_the_kept_pages_at_once(monkeypatch) -> None:
    forgotten: list[int] = []
    monkeypatch.setattr("exemplars.movements.receivers.purge_when_committed", lambda: forgotten.append(1))
    movement, term = make_movement(), make_term(make_cluster(), is_closed=True)
    movement.save()
    term.note = "Đã họp"
    term.save()
    assert forgotten == []
    movement.is_public = False
    movement.save()
    assert len(forgotten) == 1
    movement.save()
    assert len(forgotten) == 1
    term.is_closed = False
    term.save()
    assert len(forgotten) == 2
    term.cluster.delete()
    assert len(forgotten) == 3


def test_movements_of_the_country_are_loaded_once() -> None:
    document = make_document("923/QĐ-TTg", "14/5/2025", issuer="thu-tuong")
    first = load_movements()
    assert (first.made, first.linked, first.missing) == (6, 1, ["587/QĐ-TTg", "666/QĐ-TTg"])
    assert Movement.objects.get(decision=document).name == "Cả nước thi đua đổi mới sáng tạo và chuyển đổi số"
    Movement.objects.filter(decision=document).update(slogan="Cán bộ đã sửa")
    again = load_movements()
    assert (again.made, again.linked) == (0, 0)
    assert Movement.objects.get(decision=document).slogan == "Cán bộ đã sửa"
