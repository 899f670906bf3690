"""The embedded engine by itself: what is found first, and what happens to its folder."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from search.engines import generations
from search.engines.base import Closeness, IndexBusy, IndexUnavailable
from search.engines.embedded import EmbeddedEngine
from search.entry import Entry
from search.question import Phrase, parse
from tests.tools import ROOT

TITLES = {
    "plan": "Kế hoạch công tác thi đua, khen thưởng năm 2023",
    "people": "Biểu dương gương người tốt, việc tốt quý I",
    "renewal": "Đổi mới công tác tuyên truyền điển hình tiên tiến",
    "water": "Nông dân hiến đất làm thủy lợi",
    "decision": "Quyết định số 1526/QĐ-TTg ngày 09/12/2022",
    "directive": "Chỉ thị số 34-CT/TW về tiếp tục đổi mới công tác thi đua, khen thưởng",
    "decree": "Nghị định số 98/2023/NĐ-CP quy định chi tiết Luật Thi đua, khen thưởng",
    "noise": "Thị xã đưa điện về bản, hình thành khu dân cư, mọi người đối thoại, tất cả đều làm việc",
    "price": "Giá điện tăng: 1526 đồng một số",
}
BODIES = {
    "plan": "Thực hiện Quyết định số 1526/QĐ-TTg của Thủ tướng, tỉnh phát động thi đua.",
    "people": "Nhiều tập thể, cá nhân được khen thưởng nhờ làm thủy điện nhỏ và thuỷ nông.",
    "water": "Hộ ông Lò Văn Ủn hiến 300 m2 đất, góp 21 ngày công, được tặng Bằng khen năm 2024.",
}


def entry(key: str, **changes) -> Entry:
    fields = {
        "kind": "bulletin",
        "id": f"test:{key}",
        "title": TITLES.get(key, key),
        "url": f"/{key}/",
        "body": BODIES.get(key, ""),
        "date": datetime(2020 + len(key) % 5, 3, 1, tzinfo=UTC),
    }
    return Entry(**{**fields, **changes})


def refresh(engine: EmbeddedEngine, *entries: Entry, gone: tuple[str, ...] = ()) -> None:
    engine.refresh([*gone, *(one.id for one in entries)], lambda ids: entries)


def first(engine: EmbeddedEngine, question: str) -> str:
    hits = engine.ask(parse(question)).hits(0, 1)
    return hits[0].entry.id.removeprefix("test:") if hits else ""


def keys(engine: EmbeddedEngine, question: str = "", **options) -> set[str]:
    return {hit.entry.id.removeprefix("test:") for hit in engine.ask(parse(question), **options).hits(0, 100)}


@pytest.fixture
def filled(engine) -> EmbeddedEngine:
    assert engine.rebuild(map(entry, TITLES), lambda ids: ()) == len(TITLES)
    return engine


PROBES = [
    ("thi đua khen thưởng năm 2023", "plan"),
    ("thi dua khen thuong nam 2023", "plan"),
    ("THI ĐUA, KHEN THƯỞNG 2023", "plan"),
    ("điển hình", "renewal"),
    ("dien hinh", "renewal"),
    ("dien hinh tien tien", "renewal"),
    ("người tốt việc tốt", "people"),
    ("nguoi tot viec tot", "people"),
    ("gương người tốt, việc tốt", "people"),
    ("đổi mới tuyên truyền", "renewal"),
    ("doi moi tuyen truyen", "renewal"),
    ("doi moi cong tac thi dua", "directive"),
    ("thuy loi", "water"),
    ("thủy lợi", "water"),
    ("thuỷ lợi", "water"),
    ("thu\u0309y lo\u031b\u0323i", "water"),
    ("1526", "decision"),
    ("1526/QĐ-TTg", "decision"),
    ("1526/qd-ttg", "decision"),
    ("quyet dinh 1526", "decision"),
    ("34-CT/TW", "directive"),
    ("34-ct/tw", "directive"),
    ("34/CT/TW", "directive"),
    ("chi thi 34", "directive"),
    ("98/2023/NĐ-CP", "decree"),
    ("98/nd-cp", "decree"),
    ("nghi dinh 98", "decree"),
    ("lo van un", "water"),
    ("ông Lò Văn Ủn được tặng gì?", "water"),
    ('"tặng Bằng khen"', "water"),
    ("giá điện", "price"),
]


@pytest.mark.parametrize(("question", "expected"), PROBES)
def test_what_must_come_first(filled, question, expected):
    assert first(filled, question) == expected


def test_common_syllables_far_apart_are_not_counted(filled):
    assert keys(filled, "dien hinh") == {"renewal"}
    assert keys(filled, "người tốt việc tốt") == {"people"}


def test_a_document_number_counts_citing_entries_and_no_sums_of_money(filled):
    assert keys(filled, "1526/qd-ttg") == {"decision", "plan"}
    answer = filled.ask(parse("1526"))
    assert [hit.entry.id for hit in answer.hits(0, 3)] == ["test:decision", "test:plan", "test:price"]


def test_milder_demands_are_made_when_nothing_fits_and_the_answer_says_so(filled):
    assert filled.ask(parse("điển hình")).closeness is Closeness.FULL
    assert filled.ask(parse("hình điển")).closeness is Closeness.NEAR
    answer = filled.ask(parse("điển hình bóng chuyền"))
    assert answer.closeness is Closeness.ANY
    assert answer.hits(0, 1)[0].entry.id == "test:renewal"
    assert filled.ask(parse("xyzxyz")).total == 0


def test_accents_typed_are_meant(filled):
    refresh(filled, entry("ban", title="Bản làng ấm no"), entry("ban2", title="Bạn đường ấm no"))
    assert keys(filled, "bạn") == {"ban2"}
    assert keys(filled, "ban") >= {"ban", "ban2"}


def test_quoted_words_stand_together_or_the_answer_says_they_do_not(filled):
    assert keys(filled, '"công tác thi đua"') == {"plan", "directive"}
    assert keys(filled, '"cong tac thi dua"') == {"plan", "directive"}
    assert filled.ask(parse('"thưởng khen"')).closeness is Closeness.ANY


def test_excluded_words_and_phrases_are_in_nothing_found(filled):
    """Whatever else of the question is there: among the ten best of a long one, too."""
    phrase = Phrase(("quyết", "định", "số"), ("quyet", "dinh", "so"))
    word = Phrase(("1526",), ("1526",))
    held = {phrase: {"decision", "plan"}, word: {"decision", "plan", "price"}}
    for typed, excluded in (("thi đua", phrase), ("công tác thi đua khen thưởng năm 2023", word), ("", word)):
        answer = filled.ask(replace(parse(typed), excluded=(excluded,)))
        shown = {hit.entry.id.removeprefix("test:") for hit in answer.hits(0, 100)}
        assert shown.isdisjoint(held[excluded]), typed
        assert {"directive", "decree"} <= shown, typed
    everything_but = filled.ask(replace(parse(""), excluded=(word,)))
    assert everything_but.total == len(TITLES) - 3


def test_no_phrase_reaches_from_the_title_into_the_body(engine):
    engine.rebuild([entry("a", title="một hai", body="ba bốn")], lambda ids: ())
    assert engine.ask(parse('"hai ba"')).closeness is Closeness.ANY
    assert engine.ask(parse('"một hai"')).closeness is Closeness.FULL


def test_facets_filter_and_count_as_if_not_filtered_by_themselves(engine):
    engine.rebuild(
        [
            entry("a", title="thi đua a", kind="plan", section=7),
            entry("b", title="thi đua b", kind="bulletin", section=7),
            entry("c", title="thi đua c", kind="bulletin", section=8, facets={"topic": ("x", "y")}),
        ],
        lambda ids: (),
    )
    answer = engine.ask(parse("thi đua"), {"kind": "bulletin", "section": "7"})
    assert [hit.entry.id for hit in answer.hits(0, 9)] == ["test:b"]
    assert answer.counts("kind") == {"plan": 1, "bulletin": 1}
    assert answer.counts("section") == {"7": 1, "8": 1}
    assert engine.ask(parse("thi đua")).counts("topic") == {"x": 1, "y": 1}
    assert keys(engine, "thi đua", filters={"topic": "y"}) == {"c"}
    assert keys(engine, "thi đua", filters={"topic": "không có"}) == set()


def test_newest_first_puts_what_has_no_date_last(engine):
    dates = {"old": datetime(1954, 5, 7, tzinfo=UTC), "none": None, "new": datetime(2025, 1, 1, tzinfo=UTC)}
    engine.rebuild([entry(key, title="thi đua", date=date) for key, date in dates.items()], lambda ids: ())
    hits = engine.ask(parse("thi đua"), sort="date").hits(0, 9)
    assert [hit.entry.id for hit in hits] == ["test:new", "test:old", "test:none"]
    assert [hit.entry.id for hit in engine.ask(parse(""), sort="date").hits(1, 1)] == ["test:old"]


def test_an_entry_comes_back_as_it_went_in(engine):
    given = entry("a", lead="Sapo", words="ẩn", section=3, facets={"topic": ("x",)}).clean()
    engine.rebuild([given], lambda ids: ())
    (hit,) = engine.ask(parse("ẩn")).hits(0, 9)
    assert hit.entry == Entry(**{**{f: getattr(given, f) for f in Entry.__dataclass_fields__}, "words": ""})
    assert dict(engine.digests()) == {"test:a": given.digest()}


def test_refresh_puts_replaces_and_drops_for_every_reader(filled, index_folder):
    other = EmbeddedEngine(index_folder)
    assert first(other, "thủy lợi") == "water"
    refresh(filled, entry("water", title="Bài đã đổi", body=""), entry("new", title="Máy bơm"), gone=("test:price",))
    assert first(other, "bài đã đổi") == "water"
    assert "water" not in keys(other, "hiến đất làm thủy lợi")
    assert first(other, "máy bơm") == "new"
    assert len(dict(other.digests())) == len(TITLES)


@pytest.mark.parametrize(
    "question", ["x " * 5000, '"' * 50, "[](){}\\/^~*?:!&|+-", "🎉", "\ufffd", "a" * 10_000, "1/a" * 3000]
)
def test_any_question_has_a_quick_answer(filled, question):
    started = time.perf_counter()
    filled.ask(parse(question)).hits(0, 10)
    assert time.perf_counter() - started < 0.5


def test_without_an_index_every_use_says_so(engine):
    for use in (lambda: engine.ask(parse("a")), lambda: list(engine.digests()), lambda: refresh(engine, entry("a"))):
        with pytest.raises(IndexUnavailable):
            use()


@pytest.mark.parametrize("damage", ["meta.json", ".term", ".store", "*", "current.json"])
def test_a_damaged_index_is_unavailable_until_rebuilt(filled, index_folder, damage):
    folder = filled.generations.current()
    for path in [*folder.iterdir(), filled.generations.name_file]:
        if damage == "*" or path.name.endswith(damage):
            path.unlink()
            path.write_bytes(b"\0broken")
    fresh = EmbeddedEngine(index_folder)
    with pytest.raises(IndexUnavailable):
        fresh.ask(parse("thi đua")).hits(0, 10)
    with pytest.raises(IndexUnavailable):
        refresh(fresh, entry("a"))
    fresh.rebuild(map(entry, TITLES), lambda ids: ())
    assert first(fresh, "thủy lợi") == "water"


def test_an_index_of_another_version_is_refused(filled, monkeypatch):
    monkeypatch.setattr(generations, "VERSION", "0.0")
    with pytest.raises(IndexUnavailable):
        filled.ask(parse("thi đua"))


def test_a_rebuild_is_swapped_in_whole_and_clears_the_old_one_away(filled, index_folder):
    old = filled.generations.current()

    def slowly():
        for key in ("plan", "water"):
            assert first(filled, "1526") == "decision", "the old index serves meanwhile"
            yield entry(key)

    filled.rebuild(slowly(), lambda ids: ())
    assert keys(filled) == {"plan", "water"}
    assert not old.exists()
    assert len(list(index_folder.glob("generation-*"))) == 1


def test_changes_during_a_rebuild_are_in_the_new_index(filled, index_folder):
    state = {"plan": entry("plan"), "water": entry("water")}
    writer = EmbeddedEngine(index_folder)

    def read(ids):
        return [state[one.removeprefix("test:")] for one in ids if one.removeprefix("test:") in state]

    def reading():
        yield state["plan"]
        del state["plan"]
        state["late"] = entry("late", title="Tin giờ chót")
        writer.refresh(["test:plan", "test:late"], read)
        yield state["water"]

    filled.rebuild(reading(), read)
    assert keys(filled) == {"water", "late"}


def test_a_rebuild_that_fails_leaves_the_old_index(filled, index_folder):
    def failing():
        yield entry("plan")
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        filled.rebuild(failing(), lambda ids: ())
    assert first(filled, "thủy lợi") == "water"
    assert len(list(index_folder.glob("generation-*"))) == 1


def test_only_one_rebuild_runs_at_a_time(filled, index_folder):
    def reading():
        with pytest.raises(IndexBusy):
            EmbeddedEngine(index_folder).rebuild([], lambda ids: ())
        yield entry("plan")

    filled.rebuild(reading(), lambda ids: ())


WRITER = """
import sys
from pathlib import Path
from search.engines.embedded import EmbeddedEngine
from search.entry import Entry
engine, name, count = EmbeddedEngine(Path(sys.argv[1])), sys.argv[2], int(sys.argv[3])
print("ready", flush=True)
for n in range(count):
    one = Entry(kind="x", id=f"test:{name}-{n}", title=f"bài {name} số {n}", url="/", body="thi đua " * 200)
    engine.refresh([one.id], lambda ids: [one])
    print(n, flush=True)
"""


def start_writer(folder, name: str, count: int) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), name, str(count)],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings"},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_two_processes_and_two_threads_write_at_once(filled, index_folder):
    processes = [start_writer(index_folder, name, 12) for name in ("a", "b")]
    threads = [
        threading.Thread(target=lambda n=n: [refresh(filled, entry(f"t{n}-{i}")) for i in range(12)]) for n in (1, 2)
    ]
    for thread in threads:
        thread.start()
    for process in processes:
        process.communicate(timeout=60)
        assert process.returncode == 0
    for thread in threads:
        thread.join()
    assert len(dict(filled.digests())) == len(TITLES) + 4 * 12


def test_a_killed_writer_leaves_a_usable_index(filled, index_folder):
    for turn in range(3):
        process = start_writer(index_folder, f"k{turn}", 10_000)
        while process.stdout.readline().strip() != str(turn + 1):
            pass
        time.sleep(0.01 * turn)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert first(filled, "thủy lợi") == "water"
        refresh(filled, entry(f"after-{turn}"))
    assert {"after-0", "after-1", "after-2", "k0-0"} <= {key.removeprefix("test:") for key in dict(filled.digests())}


BUILDER = """
import sys, time
from pathlib import Path
from search.engines.embedded import EmbeddedEngine
from search.entry import Entry
def entries():
    for n in range(100_000):
        if n == 3000:
            print("deep in", flush=True)
            time.sleep(60)
        yield Entry(kind="x", id=f"test:{n}", title=f"bài số {n}", url="/")
EmbeddedEngine(Path(sys.argv[1])).rebuild(entries(), lambda ids: ())
"""


def test_a_killed_rebuild_leaves_the_old_index_and_the_next_one_starts_clean(filled, index_folder):
    process = subprocess.Popen(
        [sys.executable, "-c", BUILDER, str(index_folder)],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings"},
        stdout=subprocess.PIPE,
        text=True,
    )
    process.stdout.readline()
    refresh(filled, entry("meanwhile"))
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert first(filled, "thủy lợi") == "water"
    assert first(filled, "meanwhile") == "meanwhile"
    assert len(list(index_folder.glob("generation-*"))) == 2
    filled.rebuild([entry("plan")], lambda ids: ())
    assert keys(filled) == {"plan"}
    assert len(list(index_folder.glob("generation-*"))) == 1
    assert json.loads(filled.generations.name_file.read_text())["folder"] == filled.generations.current().name
