"""A Python inside a portal that is served: for what tests put into its data, and look up there.

One process for all of it: to set Django up takes longer than most of what is asked. Run as a module it is that process.
"""

from __future__ import annotations

import json
import subprocess
import sys
import traceback
from collections.abc import Mapping
from contextlib import redirect_stdout
from io import StringIO

from tests.tools import ROOT


class Inside:
    """Runs code in the settings of a portal, each piece as if in a process of its own."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._process: subprocess.Popen[str] | None = None

    def run(self, code: str) -> str:
        """Run the code; return what it printed. Raises ``RuntimeError`` with the traceback when it fails."""
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.stack.inside"],
                cwd=ROOT,
                env={**self._environment, "DJANGO_SETTINGS_MODULE": "portal.settings"},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        print(json.dumps(code), file=self._process.stdin, flush=True)
        answer = json.loads(self._process.stdout.readline() or '{"failed": "The process ended."}')
        if "failed" in answer:
            raise RuntimeError(answer["failed"])
        return answer["printed"].strip()

    def close(self) -> None:
        """End the process; it ends when nothing more can be asked."""
        if self._process is not None:
            self._process.stdin.close()
            self._process.wait(30)
            self._process.stdout.close()


def _done(code: str) -> dict[str, str]:
    """Run one piece; nothing it leaves in memory or holds in the database is there for the next one."""
    from django.core.cache import cache
    from django.db import connections

    printed = StringIO()
    try:
        with redirect_stdout(printed):
            exec(code, {"__name__": "inside"})
    except Exception:
        return {"failed": traceback.format_exc()}
    finally:
        connections.close_all()
        cache.clear()
    return {"printed": printed.getvalue()}


def main() -> None:
    """Answer one line after the other."""
    import django

    django.setup()
    for line in sys.stdin:
        print(json.dumps(_done(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
