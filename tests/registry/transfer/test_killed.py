"""A process killed half-way through an import leaves the registry as it was."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.registry.transfer.lists import xlsx
from tests.tools import ROOT

KILLED_AFTER_TWO_CHUNKS = """
import os, signal, sys
import django
django.setup()
from django.core.management import call_command
from exemplars.registry.transfer.sheets import applying
take = applying._Taking.take
def take_and_die(self, rows):
    take(self, rows)
    if self.added >= 1000:
        os.kill(os.getpid(), signal.SIGKILL)
applying._Taking.take = take_and_die
call_command("import_registry", sys.argv[1])
"""


@pytest.mark.any_database
def test_killed_half_way_it_leaves_nothing_and_runs_again(planted_url: str, tmp_path: Path) -> None:
    env = {
        **os.environ,
        "VAR_DIR": str(tmp_path / "var"),
        "DATABASE_URL": planted_url,
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }

    def run(*arguments: str, check: bool = True) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=env, check=check, capture_output=True, text=True
        )

    def counted() -> tuple[int, ...]:
        tables = ("registry_exemplar", "registry_exemplardecision", "registry_importrun", "registry_importrow")
        with sqlite3.connect(planted_url.removeprefix("sqlite:///")) as database:
            return tuple(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)

    path = xlsx(tmp_path / "ds.xlsx", ("Họ tên", "Năm"), *((f"Gương số {turn}", 2024) for turn in range(1100)))
    killed = run("-c", KILLED_AFTER_TWO_CHUNKS, str(path), check=False)
    assert killed.returncode == -signal.SIGKILL
    assert counted() == (0, 0, 0, 0)
    assert "1100 added" in run("manage.py", "import_registry", str(path)).stdout
    assert counted() == (1100, 1100, 1, 1100)
    assert "0 added, 0 changed" in run("manage.py", "import_registry", str(path)).stdout
    assert counted()[0] == 1100
