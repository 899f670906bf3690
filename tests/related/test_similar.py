"""Entries like another one, and how well that is measured."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from search.entry import Entry
from search.evaluation import Measured
from search.similar import bag, similar

EVENTS = {
    "lu": (
        "Nước sông Chanh dâng nhanh, tổ thuyền Vạn Chài cứu mười một người trên bãi Sậy trong đêm.",
        "Tổ thuyền Vạn Chài được khen đột xuất vì cứu người trên bãi Sậy khi nước sông Chanh dâng.",
        "Bến Vạn Chài treo áo phao một tháng sau đêm cứu mười một người ở bãi Sậy.",
    ),
    "cau": (
        "Bản Nà Bai góp ngày công dựng cầu treo qua suối Bai cho học sinh đi học.",
        "Cầu treo Nà Bai thông xe, học sinh lớp Một đi đầu tiên qua suối Bai.",
        "Mùa mưa đầu có cầu treo, học sinh Nà Bai không nghỉ học vì suối Bai dâng.",
    ),
    "cho": (
        "Chợ phiên Đồng Vai không dùng túi ni lông, khách mượn làn tre có đặt cọc.",
        "Các sạp chợ Đồng Vai bỏ phiếu giữ làn tre, rác ni lông giảm.",
        "Một năm làn tre ở chợ phiên Đồng Vai, rác ni lông còn bảy cân.",
    ),
}
DOCS = [
    {"id": f"{event}-{number}", "title": f"Tin số {number}", "text": text}
    for event, texts in EVENTS.items()
    for number, text in enumerate(texts)
]
QUERIES = [
    {
        "id": row["id"],
        "query": row["id"],
        "doc_ids": [o["id"] for o in DOCS if o["id"][:3] == row["id"][:3] and o != row],
    }
    for row in DOCS
]


def entries() -> list[Entry]:
    return [Entry(kind="bulletin", id=d["id"], title=d["title"], url="/", body=d["text"]).clean() for d in DOCS]


def test_the_others_of_an_event_come_first_and_never_the_entry_itself(engine) -> None:
    engine.rebuild(iter(entries()), lambda ids: [])
    for one in entries():
        found = [hit.entry.id for hit in similar(engine, one, 5)]
        assert one.id not in found
        assert {other[:3] for other in found[:2]} == {one.id[:3]}


def test_likeness_is_one_for_the_same_text_and_less_for_others(engine) -> None:
    first, *others = entries()
    copy = Entry(kind="bulletin", id="copy", title=first.title, url="/", body=first.body)
    engine.rebuild(iter([first, *others]), lambda ids: [])
    best, *rest = similar(engine, copy, 9)
    assert best.entry.id == first.id
    assert best.likeness == pytest.approx(1)
    assert all(hit.likeness < 0.9 for hit in rest)


def test_only_the_kinds_asked_for_are_found(engine) -> None:
    first, *others = entries()
    story = Entry(kind="story", id="story", title=first.title, url="/", body=first.body)
    engine.rebuild(iter([first, *others, story]), lambda ids: [])
    assert [hit.entry.id for hit in similar(engine, first, 9, ["story"])] == ["story"]


def test_an_entry_without_words_is_like_nothing(engine) -> None:
    engine.rebuild(iter(entries()), lambda ids: [])
    assert similar(engine, Entry(kind="bulletin", id="x", title="…", url="/"), 5) == []


def test_accents_make_no_difference_and_pairs_weigh_less() -> None:
    with_accents = bag(Entry(kind="", title="Khen thưởng", url=""))
    assert with_accents == bag(Entry(kind="", title="khen thuong", url=""))
    assert with_accents["khen_thuong"] < with_accents["khen"]


def test_the_command_prints_the_figures(tmp_path: Path, capsys) -> None:
    for name, rows in (("docs", DOCS), ("queries", QUERIES)):
        (tmp_path / name).write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    call_command("evaluate_related", tmp_path / "docs", tmp_path / "queries", verbosity=0)
    said = capsys.readouterr().out
    assert "embedded" in said
    assert "nDCG@10 1.0000  MRR@10 1.0000  recall@10 1.0000" in said
    (tmp_path / "queries").write_text('{"id": 1, "query": "nowhere", "doc_ids": ["lu-0"]}', encoding="utf-8")
    with pytest.raises(CommandError, match="nowhere"):
        call_command("evaluate_related", tmp_path / "docs", tmp_path / "queries")
    (tmp_path / "docs").write_text('{"title": "x"}', encoding="utf-8")
    with pytest.raises(CommandError, match="docs, line 1"):
        call_command("evaluate_related", tmp_path / "docs", tmp_path / "queries")


def test_measures_are_those_of_the_books() -> None:
    measured = Measured()
    measured.add(["a", "x", "b"], frozenset("abc"), 0.01)
    assert measured.recalls == [pytest.approx(2 / 3)]
    assert measured.firsts == [1.0]
    assert measured.gains == [pytest.approx(1.5 / (1 + 0.6309 + 0.5), abs=1e-3)]


def test_the_search_server_gives_the_same(elastic_engine, engine) -> None:
    server = elastic_engine()
    for each in (server, engine):
        each.rebuild(iter(entries()), lambda ids: [])
    for one in entries():
        assert [hit.entry.id for hit in similar(server, one, 2)] == [hit.entry.id for hit in similar(engine, one, 2)]
