"""What a backup says about itself, in ``manifest.json``: written last, so a folder that has one is whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from scripts.environment import Refusal

NAME = "manifest.json"
MEDIA = "media"
PRIVATE = "private"
SECRETS = ("secret_key", "field_key")


@dataclass(frozen=True)
class Kept:
    """A file of a backup: its size in bytes, its SHA-256, and when the original was last written."""

    size: int
    sha256: str
    written_ns: int


@dataclass
class Manifest:
    """The moment, the database with the rows of each table, and every file by its path in the backup."""

    made_at: str
    database: str
    tables: dict[str, int]
    files: dict[str, Kept] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        """Write this manifest into a backup's folder."""
        (folder / NAME).write_text(json.dumps(asdict(self), indent=1, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Return a folder's manifest. Raises ``Refusal`` when the folder is no whole backup."""
        try:
            raw = json.loads((folder / NAME).read_text(encoding="utf-8"))
            raw["files"] = {name: Kept(**about) for name, about in raw["files"].items()}
            return cls(**raw)
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise Refusal(f"Không phải bản sao lưu trọn vẹn · Not a whole backup: {folder} ({error})") from None

    def problems(self, folder: Path) -> Iterator[str]:
        """Yield each file of the backup that is missing or not what it was."""
        for name, kept in self.files.items():
            path = folder / name
            if not path.is_file():
                yield f"{name}: thiếu · missing"
            elif path.stat().st_size != kept.size or sha256(path) != kept.sha256:
                yield f"{name}: hỏng · damaged"


def upload_folders() -> dict[str, Path]:
    """Return the folders of uploads by their names in a backup; Django must be set up."""
    from django.conf import settings

    return {MEDIA: Path(settings.MEDIA_ROOT), PRIVATE: Path(settings.PRIVATE_ROOT)}


def sha256(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def files_below(folder: Path) -> Iterator[Path]:
    """Yield every file below a folder, in order; nothing when there is no such folder."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file())
