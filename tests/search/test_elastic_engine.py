"""The Elasticsearch engine by itself: the order of writes, rebuilds that die, and the same answers as the other one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from benchmarks.search import Writer
from portal.vietnamese.text import fold
from search.engines.base import IndexBusy, IndexUnavailable, Term
from search.engines.elastic import ElasticEngine, state
from search.engines.embedded import EmbeddedEngine
from search.question import parse
from tests.search.engines import PROBES, TITLES, entry, first, keys, refresh
from tests.stack.elastic import Server
from tests.tools import ROOT

pytestmark = pytest.mark.xdist_group("production")


@pytest.fixture
def another(elastic_engine: Callable[[], ElasticEngine]) -> Callable[[], ElasticEngine]:
    return elastic_engine


@pytest.fixture
def filled(another: Callable[[], ElasticEngine]) -> ElasticEngine:
    engine = another()
    assert engine.rebuild(map(entry, TITLES), lambda ids: ()) == len(TITLES)
    return engine


def indices(elastic: Server, prefix: str) -> list[str]:
    with Elasticsearch(elastic.url, request_timeout=30) as client:
        return sorted(client.indices.get(index=f"{prefix}-[0-9]*,{prefix}-*,-{prefix}-state"))


def test_a_state_read_earlier_never_overwrites_one_read_later(filled, another):
    """Whoever read first writes last, and changes nothing: neither what was changed since nor what was dropped."""
    old = {"water": entry("water", title="Bản cũ về thủy lợi"), "price": entry("price")}
    other = another()

    def slowly(ids):
        # While this process has read, and not written yet, another one does both.
        refresh(other, entry("water", title="Bản mới về thủy lợi"), gone=("test:price", "test:unknown"))
        return [*old.values(), entry("unknown", title="Chưa từng có")]

    filled.refresh(["test:water", "test:price", "test:unknown"], slowly)
    assert filled.ask(parse("thủy lợi")).hits(0, 1)[0].entry.title == "Bản mới về thủy lợi"
    assert keys(filled) == set(TITLES) - {"price"}


def test_many_write_at_once_and_the_last_state_stays(filled, another):
    """Each reads the state there is and writes it; in the end the index holds the state there was last."""
    current = {"number": 0}
    lock = threading.Lock()

    def work(engine: ElasticEngine) -> None:
        for _ in range(8):
            with lock:
                current["number"] += 1
            engine.refresh(["test:plan"], lambda ids: [entry("plan", title=f"lần {current['number']}")])

    threads = [threading.Thread(target=work, args=[another()]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert current["number"] == 32
    assert first(filled, '"lần 32"') == "plan"
    assert filled.ask(parse('"lần 32"')).total == 1


def test_numbers_grow_whatever_a_machines_clock_says(filled, another, monkeypatch):
    ahead = filled._state.ticket()
    monkeypatch.setattr(state, "_microseconds", lambda: ahead - 10**9)
    assert [another()._state.ticket() for _ in range(3)] == [ahead + 1, ahead + 2, ahead + 3]


BUILDER = """
import sys, time
from search.engines.elastic import ElasticEngine
from search.entry import Entry
def entries():
    for n in range(100_000):
        if n == 1500:
            print("deep in", flush=True)
            time.sleep(60)
        yield Entry(kind="x", id=f"test:{n}", title=f"bài số {n}", url="/")
ElasticEngine(sys.argv[1], sys.argv[2], timeout=30).rebuild(entries(), lambda ids: ())
"""


def test_a_killed_rebuild_leaves_the_old_index_and_the_next_one_starts_clean(filled, another, elastic, elastic_prefix):
    before = indices(elastic, elastic_prefix)
    process = subprocess.Popen(
        [sys.executable, "-c", BUILDER, elastic.url, elastic_prefix],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline().strip() == "deep in"
    refresh(filled, entry("meanwhile"))
    with pytest.raises(IndexBusy):
        another().rebuild([], lambda ids: ())
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert first(filled, "thủy lợi") == "water"
    assert first(filled, "meanwhile") == "meanwhile"
    refresh(filled, entry("after"))
    assert first(filled, "after") == "after"
    assert len(indices(elastic, elastic_prefix)) == len(before) + 1
    filled.rebuild([entry("plan")], lambda ids: ())
    assert keys(filled) == {"plan"}
    assert len(indices(elastic, elastic_prefix)) == len(before)


def test_a_silent_rebuild_on_another_machine_is_taken_for_dead_after_a_while(filled, another, monkeypatch):
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(state, "_machine", lambda: "another machine")
        with filled._state.rebuilding() as lease:
            elsewhere.undo()
            with pytest.raises(IndexBusy):
                another().rebuild([entry("plan")], lambda ids: ())
            monkeypatch.setattr(state, "LEASE", -1.0)
            another().rebuild([entry("plan"), entry("water")], lambda ids: ())
            with pytest.raises(IndexBusy):
                lease.renew()
    assert keys(filled) == {"plan", "water"}


def test_a_rebuild_that_fails_leaves_the_old_index(filled, elastic, elastic_prefix):
    before = indices(elastic, elastic_prefix)

    def failing():
        yield entry("plan")
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        filled.rebuild(failing(), lambda ids: ())
    assert first(filled, "thủy lợi") == "water"
    assert indices(elastic, elastic_prefix) == before


def test_portals_on_one_server_keep_to_themselves(filled, elastic, elastic_prefix):
    """Even where one's name begins with the other's."""
    other = ElasticEngine(elastic.url, f"{elastic_prefix}-two", timeout=30)
    with pytest.raises(IndexUnavailable):
        other.ask(parse("thi đua"))
    other.rebuild([entry("water")], lambda ids: ())
    filled.rebuild([entry("plan")], lambda ids: ())
    assert (keys(filled), keys(other)) == ({"plan"}, {"water"})


def test_writing_never_brings_an_index_into_being(another, elastic, elastic_prefix):
    with pytest.raises(IndexUnavailable):
        refresh(another(), entry("plan"))
    assert not another().is_up()
    assert indices(elastic, elastic_prefix) == []


def test_both_engines_give_the_same_answers(another, tmp_path: Path):
    """The same entries in the same order with the same counts; scores differ by one constant factor."""
    server, embedded, writer = another(), EmbeddedEngine(tmp_path / "index"), Writer(3)
    entries = [*map(entry, TITLES), *writer.entries(400)]
    for engine in (server, embedded):
        engine.rebuild(iter(entries), lambda ids: ())
    typed = [question for question, _ in PROBES]
    typed += [writer.sentence(words) for words in (1, 2, 2, 3, 5, 8, 12)]
    typed += [fold(writer.sentence(words)) for words in (1, 2, 3, 6, 10)]
    typed += ['"công tác thi đua" 2023', "Quyết định số 5/QĐ-UBND", "xyzxyz", ""]
    for question in map(parse, typed):
        for filters in ({}, {"topic": "y-te"}, {"section": "3", "year": "2020"}):
            here, there = embedded.ask(question, filters), server.ask(question, filters)
            assert (here.total, here.closeness) == (there.total, there.closeness), (question.text, filters)
            assert here.counts("topic") == there.counts("topic"), (question.text, filters)
            if question.numbers:
                # Lucene leaves entries without any number out of a field's statistics, Tantivy counts them in.
                assert _ids(here.hits(0, 1)) == _ids(there.hits(0, 1)), (question.text, filters)
                assert set(_ids(here.hits(0, 500))) == set(_ids(there.hits(0, 500))), (question.text, filters)
            elif not question.is_empty:
                assert _ordered(here.hits(0, 50)) == _ordered(there.hits(0, 50)), (question.text, filters)
    terms = [Term("folded", "thi"), Term("pairs", "thi_dua"), Term("folded", "khong_co")]
    assert server.frequencies(terms) == embedded.frequencies(terms)
    assert _ordered(server.with_any(terms, 20, ["bulletin"])) == _ordered(embedded.with_any(terms, 20, ["bulletin"]))


def _ids(hits) -> list[str]:
    return [hit.entry.id for hit in hits]


def _ordered(hits) -> list[tuple[float, tuple[str, ...]]]:
    """Return groups of ids with one score, as a share of the best; the last group may be cut anywhere."""
    groups: dict[float, list[str]] = {}
    for hit in hits:
        groups.setdefault(round(hit.score / hits[0].score, 3), []).append(hit.entry.id)
    ordered = sorted(groups.items(), reverse=True)
    return [(share, tuple(sorted(ids))) for share, ids in (ordered[:-1] if len(hits) == 50 else ordered)]
