"""A moderator's decision is whole or has not happened, whenever the power goes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools import ROOT, needs_tool


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
def test_approvals_killed_at_random_points_are_old_or_new(database: str, planted_database: Path) -> None:
    if database == "postgres":
        needs_tool("postgres")
    options = ["--postgres"] if database == "postgres" else ["--database", planted_database]
    done = subprocess.run(
        [sys.executable, "-m", "tests.load.killed_approvals", *options], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "50 of 50 old or new" in done.stdout
    assert "chain whole" in done.stdout
