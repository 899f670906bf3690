"""The embedded engine by itself: what happens to its folder."""

import json
import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from search.engines import generations
from search.engines.base import IndexUnavailable
from search.engines.embedded import EmbeddedEngine
from search.question import parse
from tests.search.engines import TITLES, entry, first, keys, refresh
from tests.tools import ROOT


@pytest.fixture
def filled(engine) -> EmbeddedEngine:
    assert engine.rebuild(map(entry, TITLES), lambda ids: ()) == len(TITLES)
    return engine


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


def test_a_rebuild_that_fails_leaves_the_old_index(filled, index_folder):
    def failing():
        yield entry("plan")
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        filled.rebuild(failing(), lambda ids: ())
    assert first(filled, "thủy lợi") == "water"
    assert len(list(index_folder.glob("generation-*"))) == 1


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
