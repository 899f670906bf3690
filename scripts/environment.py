"""The environment in ``.venv``: made when missing, filled from a lock, left alone when nothing changed."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
RUN_LOCK = "requirements.lock"
TEST_LOCK = "requirements-dev.lock"


class Refusal(Exception):
    """Something the person at the keyboard has to put right; the text says what, in both languages."""


def say(vietnamese: str, english: str) -> None:
    """Print one line of progress in both languages."""
    print(f"{vietnamese} · {english}", flush=True)


def digest(paths: Iterable[Path], *words: str) -> str:
    """Return a fingerprint of the files' names and contents, and of the words given with them."""
    total = hashlib.sha256("\0".join(words).encode())
    for path in sorted(paths):
        relative = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
        total.update(f"\0{relative}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


class Stamps:
    """Remembers, in a folder, for which inputs a step was last done."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def is_current(self, name: str, fingerprint: str) -> bool:
        """Tell whether the step ``name`` was done for exactly this fingerprint."""
        try:
            return (self.folder / name).read_text() == fingerprint
        except FileNotFoundError:
            return False

    def set(self, name: str, fingerprint: str) -> None:
        """Note that the step is done; call it only after the step has ended well."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(fingerprint)

    def clear(self) -> None:
        """Forget every step."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _python_of(venv: Path) -> Path:
    return venv / "bin" / "python"


def _works(python: Path) -> bool:
    """Tell whether the environment still runs: its base Python may be gone or replaced since."""
    if not python.exists():
        return False
    return subprocess.run([python, "-c", "import pip"], capture_output=True).returncode == 0


def _create(venv: Path) -> None:
    say("Tạo môi trường .venv", f"Creating .venv with Python {sys.version.split()[0]}")
    shutil.rmtree(venv, ignore_errors=True)
    done = subprocess.run([sys.executable, "-m", "venv", venv], capture_output=True, text=True)
    if done.returncode:
        shutil.rmtree(venv, ignore_errors=True)
        raise Refusal(f"Không tạo được môi trường .venv · .venv could not be created:\n{done.stdout}{done.stderr}")


def ensure_environment(lock: str) -> Path:
    """Return the Python of ``.venv``, with what the lock names installed.

    Raises ``Refusal`` when the environment cannot be made or the packages cannot be fetched.
    """
    python = _python_of(VENV)
    stamps = Stamps(VENV / "stamps")
    fingerprint = digest([ROOT / lock])
    if _works(python):
        if stamps.is_current(lock, fingerprint):
            return python
    else:
        _create(VENV)
    say(f"Cài các gói trong {lock} (khoảng một phút)", f"Installing {lock} (about a minute)")
    command = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", lock]
    if subprocess.run(command, cwd=ROOT).returncode:
        raise Refusal(
            "Không cài được các gói: hãy xem lỗi của pip ở trên và kết nối mạng, rồi chạy lại.\n"
            "The packages could not be installed: see pip's error above, check the network, run again."
        )
    stamps.set(lock, fingerprint)
    return python


def hand_over(python: Path, module: str) -> NoReturn:
    """Become ``python -m module`` with this command's arguments: signals then reach it directly."""
    os.chdir(ROOT)
    sys.stdout.flush()
    os.execv(python, [str(python), "-m", module, *sys.argv[1:]])
