"""``make lock``: write the exact versions of everything, for every Python this project supports.

``pyproject.toml`` says which versions are allowed; the locks say which ones are used. The locks name no
package index, so any mirror serves them. Read the change (``git diff requirements*.lock``) before keeping it.
"""

import os
import subprocess
import sys

from scripts.environment import ROOT, RUN_LOCK, TEST_LOCK, Refusal, ensure_environment

OPTIONS = (
    *("--universal", "--python-version", "3.11", "--upgrade", "--quiet"),
    *("--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command", "make lock"),
)


def main() -> int:
    """Compile both locks; the second one holds the first."""
    try:
        python = ensure_environment(TEST_LOCK)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1
    compile_lock = [str(python), "-m", "uv", "pip", "compile", "pyproject.toml", *OPTIONS]
    environment = os.environ | {"UV_NO_CONFIG": "1"}
    for target in (
        ["--output-file", RUN_LOCK],
        ["--group", "dev", "--constraint", RUN_LOCK, "--output-file", TEST_LOCK],
    ):
        if code := subprocess.run([*compile_lock, *target], cwd=ROOT, env=environment).returncode:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
