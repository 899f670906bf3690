"""Everything ``make test`` runs, inside the environment, with one plain report at the end.

``--lint`` runs the checks of style and layers only, ``--format`` rewrites the sources. ARGS goes to pytest.
"""

import json
import os
import shlex
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scripts.environment import ROOT
from tests.stack.postgres import private_postgres
from tests.tools import MISSING, TOOLS, everything_expected

LINT = {
    "ruff check": ("-m", "ruff", "check", "."),
    "ruff format --check": ("-m", "ruff", "format", "--check", "."),
    "lint-imports": (str(Path(sys.executable).with_name("lint-imports")),),
}
DJANGO = {
    "compile_messages": ("manage.py", "compile_messages"),
    "manage.py check": ("manage.py", "check", "--fail-level", "WARNING"),
    "makemigrations --check": ("manage.py", "makemigrations", "--check", "--dry-run"),
}
# How pytest ends when a part chosen by ARGS has no test for this run.
NO_TESTS = 5
# Tests of one xdist_group share what is dear to start, and so a process.
PYTEST = ("-m", "pytest", "--numprocesses=2", "--dist=loadgroup")


@dataclass
class Run:
    """What was run so far: seconds and outcome of each check."""

    outcomes: list[tuple[str, float, bool]] = field(default_factory=list)

    def do(self, name: str, command: tuple[str, ...], variables: Mapping[str, str]) -> None:
        """Run one check with its output on the terminal, and note how it ended."""
        print(f"\n=== {name}", flush=True)
        words = list(command) if Path(command[0]).is_absolute() else [sys.executable, *command]
        started = time.monotonic()
        code = subprocess.run(words, cwd=ROOT, env={**os.environ, **variables}).returncode
        good = {0, NO_TESTS} if os.environ.get("ARGS") else {0}
        self.outcomes.append((name, time.monotonic() - started, code in good))

    @property
    def passed(self) -> bool:
        """Tell whether nothing failed so far."""
        return all(ok for _, _, ok in self.outcomes)


def _run_pytest(run: Run, variables: Mapping[str, str]) -> None:
    """Run the suite on SQLite, then what touches the database on a private PostgreSQL."""
    arguments = tuple(shlex.split(os.environ.get("ARGS", "")))
    run.do("pytest, SQLite", (*PYTEST, *arguments), variables)
    binaries = TOOLS["postgres"].find()
    if binaries is None:
        return
    with private_postgres(binaries) as url:
        command = (*PYTEST, "--database-tests-only", *arguments)
        run.do("pytest, PostgreSQL", command, {**variables, "DATABASE_URL": url})


def _skipped(report: Path) -> Counter[str]:
    """Return each reason for skipping with its count, over all runs of pytest."""
    total: Counter[str] = Counter()
    if report.exists():
        for line in report.read_text(encoding="utf-8").splitlines():
            total.update(json.loads(line))
    if TOOLS["postgres"].find() is None:
        tool = TOOLS["postgres"]
        total[f"{MISSING}postgres, for {tool.purpose} ({tool.install})"] += 1
    return total


def _report(run: Run, skipped: Counter[str]) -> None:
    print("\n=== Kết quả · Result")
    for name, seconds, ok in run.outcomes:
        print(f"  {'đạt · passed   ' if ok else 'KHÔNG ĐẠT · FAILED'}  {seconds:6.1f} s  {name}")
    if skipped:
        print("\n  Bỏ qua · Skipped:")
        for reason, count in skipped.most_common():
            print(f"  {count:4} × {reason}")
    else:
        print("  Không bỏ qua gì · Nothing was skipped")


def main(arguments: list[str]) -> int:
    """Run the checks asked for; return 0 when all passed (with CI=true: and no tool was missing)."""
    run = Run()
    if "--format" in arguments:
        run.do("ruff check --fix", ("-m", "ruff", "check", "--fix", "."), {})
        run.do("ruff format", ("-m", "ruff", "format", "."), {})
        return 0 if run.passed else 1
    with tempfile.TemporaryDirectory(prefix="gs-test-") as folder:
        report = Path(folder) / "skipped"
        variables = {"VAR_DIR": str(Path(folder) / "var"), "SKIP_REPORT": str(report)}
        for name, command in LINT.items():
            run.do(name, command, {})
        if "--lint" not in arguments:
            for name, command in DJANGO.items():
                run.do(name, command, variables)
            _run_pytest(run, variables)
        skipped = _skipped(report) if "--lint" not in arguments else Counter()
    _report(run, skipped)
    lacking = any(reason.startswith(MISSING) for reason in skipped)
    return 0 if run.passed and not (everything_expected() and lacking) else 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
