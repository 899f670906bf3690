"""The search for a usable Python: what it takes, and what it says when it finds none."""

import os
import subprocess
import sys
from pathlib import Path

from tests.tools import ROOT

FINDER = ROOT / "scripts" / "find_python.sh"


def _find(folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the finder where only the programs of ``folder`` and the system's basic tools exist."""
    basics = folder / "basics"
    basics.mkdir()
    for name in ("cat", "tail"):
        (basics / name).symlink_to(f"/usr/bin/{name}")
    environment = {"PATH": f"{folder}{os.pathsep}{basics}", **variables}
    return subprocess.run(["/bin/sh", FINDER], env=environment, capture_output=True, text=True)


def _program(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def test_takes_the_first_that_will_do(tmp_path: Path) -> None:
    """A command that does not run (an empty shim, say) does not stop the search."""
    _program(tmp_path / "python3", "echo 'version not activated' >&2; exit 127")
    (tmp_path / "python3.11").symlink_to(sys.executable)
    found = _find(tmp_path)
    assert found.stdout.strip() == str(tmp_path / "python3.11")
    assert found.returncode == 0


def test_says_for_each_python_why_it_will_not_do(tmp_path: Path) -> None:
    """Too old and incomplete Pythons are named with their fault."""
    _program(tmp_path / "python3", "echo '3.9 < 3.11' >&2; exit 1")
    _program(tmp_path / "python3.12", "echo '3.12, thiếu · lacks: ensurepip' >&2; exit 1")
    found = _find(tmp_path)
    assert found.returncode == 1
    assert not found.stdout
    assert "python3: 3.9 < 3.11" in found.stderr
    assert "python3.12: 3.12, thiếu · lacks: ensurepip" in found.stderr
    assert "apt install python3 python3-venv" in found.stderr


def test_says_that_there_is_none(tmp_path: Path) -> None:
    """On a machine without Python the report is as clear."""
    found = _find(tmp_path)
    assert found.returncode == 1
    assert "không có trên máy này" in found.stderr


def test_takes_the_one_chosen_by_hand_or_none(tmp_path: Path) -> None:
    """PYTHON=… is not silently replaced by another one."""
    (tmp_path / "python3").symlink_to(sys.executable)
    found = _find(tmp_path, PYTHON=str(tmp_path / "gone"))
    assert found.returncode == 1
