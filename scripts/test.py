"""``make test``: bring the test environment up to date, then hand over to ``scripts.checks`` inside it."""

import shutil
import subprocess
import sys

from scripts.environment import ROOT, TEST_LOCK, Refusal, Stamps, digest, ensure_environment, hand_over, say


def ensure_node_tools() -> None:
    """Install what package-lock.json names where npm is there; without it the tests say what they miss."""
    npm = shutil.which("npm")
    if npm is None:
        return
    stamps = Stamps(ROOT / "node_modules" / ".stamps")
    fingerprint = digest([ROOT / "package-lock.json"])
    if stamps.is_current("npm", fingerprint):
        return
    say("Cài công cụ kiểm thử từ npm", "Installing test tools from npm")
    if subprocess.run([npm, "ci", "--no-progress", "--loglevel=error"], cwd=ROOT).returncode == 0:
        stamps.set("npm", fingerprint)
    else:
        say("npm không cài được; kiểm thử cần đến sẽ bỏ qua", "npm failed; tests that need it are skipped")


def main() -> None:
    """Make the environment and start the checks in it."""
    try:
        python = ensure_environment(TEST_LOCK)
        ensure_node_tools()
    except Refusal as refusal:
        sys.exit(str(refusal))
    except KeyboardInterrupt:
        sys.exit(130)
    hand_over(python, "scripts.checks")


if __name__ == "__main__":
    main()
