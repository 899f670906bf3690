"""A moderator's decision is whole or has not happened, whenever the power goes."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.tools import ROOT


def test_approvals_killed_at_random_points_are_old_or_new(planted_url: str) -> None:
    """On the kind of database of this run: ``make test`` runs it on SQLite and on PostgreSQL."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.load.killed_approvals"],
        cwd=ROOT,
        env={**os.environ, "LOAD_DATABASE_URL": planted_url},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "50 of 50 old or new" in done.stdout
    assert "chain whole" in done.stdout
