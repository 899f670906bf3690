"""Where private papers lie: outside everything that is served."""

import secrets
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage


class PrivateStorage(FileSystemStorage):
    """Files below PRIVATE_ROOT; they have no address."""

    @property
    def base_location(self) -> str:
        """Read at each use, so that tests can point it elsewhere."""
        return str(settings.PRIVATE_ROOT)

    @property
    def location(self) -> str:
        """The same."""
        return self.base_location

    def url(self, name: str | None) -> str:
        """Raises ``ValueError``: there is no address, on purpose."""
        raise ValueError("Private files are not served by address.")


def private_storage() -> PrivateStorage:
    """Return the storage of private files."""
    return PrivateStorage(file_permissions_mode=0o600, directory_permissions_mode=0o700)


def evidence_name(instance: Any, filename: str) -> str:
    """Return a name that tells nothing of the person: a random one, with the ending kept."""
    return f"evidence/{secrets.token_hex(16)}{PurePosixPath(filename).suffix.lower()[:10]}"


def import_name(instance: Any, filename: str) -> str:
    """Return a name for a list under way: it is full of names and addresses, and is deleted when it was taken in."""
    return f"imports/{secrets.token_hex(16)}{PurePosixPath(filename).suffix.lower()[:10]}"
