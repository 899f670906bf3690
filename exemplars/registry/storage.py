"""Where private papers lie: outside everything that is served."""

from pathlib import PurePosixPath
from typing import Any

from portal.intake.storage import PrivateStorage, private_storage, random_name

__all__ = ["PrivateStorage", "evidence_name", "import_name", "private_storage"]


def evidence_name(instance: Any, filename: str) -> str:
    """Return a name that tells nothing of the person: a random one, with the ending kept."""
    return random_name("evidence", PurePosixPath(filename).suffix)


def import_name(instance: Any, filename: str) -> str:
    """Return a name for a list under way: it is full of names and addresses, and is deleted when it was taken in."""
    return random_name("imports", PurePosixPath(filename).suffix)
