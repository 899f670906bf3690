"""``make run`` from the inside: the second start is quick and keeps everything, and it stops when told to."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.stack.served_site import environment, free_port, served
from tests.tools import ROOT

SECONDS_FOR_A_SECOND_START = 15


@pytest.fixture
def folder(prepared_site: Path, tmp_path: Path) -> Path:
    """A copy of a prepared data folder."""
    return shutil.copytree(prepared_site, tmp_path / "var")


def _start(folder: Path, port: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "scripts.serve"],
        cwd=ROOT,
        env=environment(folder, port),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def _read_until(process: subprocess.Popen[str], words: str) -> str:
    printed = ""
    for line in process.stdout:
        printed += line
        if words in line:
            return printed
    pytest.fail(f"ended without {words!r}:\n{printed}")


def test_first_start_prints_each_account_once(prepared_site: Path) -> None:
    """Four accounts, one for each role, with their passwords."""
    printed = (prepared_site / "complete").read_text()
    for username in ("quan-tri", "bien-tap", "thu-ky", "tuyen-giao", "cong-tac", "kiem-duyet"):
        assert printed.count(f" {username} ") == 1


def test_second_start_is_quick_and_repeats_nothing(folder: Path) -> None:
    """No step is done again, no account printed, and Ctrl-C ends it cleanly."""
    started = time.monotonic()
    process = _start(folder, port := free_port())
    printed = _read_until(process, "Ctrl-C")
    assert time.monotonic() - started < SECONDS_FOR_A_SECOND_START
    assert f"http://localhost:{port}/" in printed
    assert "Nạp nội dung mẫu" not in printed
    assert "bien-tap" not in printed
    # Ctrl-C in a terminal reaches every process of the group.
    os.killpg(process.pid, signal.SIGINT)
    rest, _ = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "Đã dừng" in rest
    assert "Traceback" not in rest


def test_a_second_portal_on_the_same_data_is_refused(prepared_site: Path, tmp_path: Path) -> None:
    """Two at once would prepare one database twice; the second says who is in the way."""
    with served(prepared_site, tmp_path / "var") as running:
        second = _start(running.folder, free_port())
        printed, _ = second.communicate(timeout=30)
        assert second.returncode == 1
        assert "đang dùng" in printed
        third = _start(tmp_path / "other", int(running.url.rsplit(":", 1)[1]))
        printed, _ = third.communicate(timeout=30)
        assert third.returncode == 1
        assert "make run PORT=" in printed
        assert not (tmp_path / "other" / "portal.sqlite3").exists()


def test_lost_static_files_are_collected_again(folder: Path) -> None:
    """A stamp does not outlive what it stands for."""
    shutil.rmtree(folder / "static")
    process = _start(folder, free_port())
    printed = _read_until(process, "Ctrl-C")
    process.terminate()
    process.communicate(timeout=20)
    assert "Gom các tệp tĩnh" in printed
    assert "Tạo, nâng cấp" not in printed
    assert (folder / "static" / "staticfiles.json").exists()
