"""Fetch the search server the tests run against: ``python -m scripts.elasticsearch``.

It is the makers' own distribution for integration tests, without any plugin: HTTP and core analysis. Maven gets it from
the repository it is set up for. The archive is kept in the user's cache folder.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

VERSION = "8.19.0"
ARTIFACT = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "guong-sang"
ARCHIVE = CACHE / f"elasticsearch-{VERSION}.zip"


def main() -> None:
    """Fetch the archive unless it is there."""
    if ARCHIVE.is_file():
        print(f"{ARCHIVE} is there.")
        return
    maven = shutil.which("mvn")
    if maven is None:
        sys.exit("Maven is missing: apt install maven")
    CACHE.mkdir(parents=True, exist_ok=True)
    draft = CACHE / f"partial-{os.getpid()}"
    try:
        command = [maven, "-B", "-q", "dependency:copy", f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={draft}"]
        subprocess.run(command, check=True)
        (draft / ARCHIVE.name).replace(ARCHIVE)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    print(f"{ARCHIVE} fetched.")


if __name__ == "__main__":
    main()
