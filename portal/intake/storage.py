"""Where private files lie: outside everything that is served."""

import secrets

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


def random_name(folder: str, ending: str) -> str:
    """Return a name that tells nothing of anybody: a random one, in a folder, with an ending."""
    return f"{folder}/{secrets.token_hex(16)}{ending.lower()[:10]}"
