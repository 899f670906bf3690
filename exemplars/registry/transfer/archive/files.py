"""Pictures and papers of a full copy: named by what they hold, put back where they were."""

from __future__ import annotations

import hashlib
import io
import re
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile

from exemplars.registry.transfer.archive.reading import Copy
from exemplars.registry.transfer.archive.writing import IMAGE_FOLDER, PAPER_FOLDER
from exemplars.registry.transfer.cells import Unreadable

_PAPER = re.compile(r"evidence/[0-9A-Za-z_-]{1,80}(?:\.[0-9A-Za-z]{1,10})?")
_PICTURES = frozenset({".gif", ".jpg", ".jpeg", ".png", ".webp", ".avif"})
_MOST_BYTES = 60 * 1024 * 1024


def restore_image(copy: Copy, image: Any, suffix: str) -> bool:
    """Store a picture of the copy; False when the copy does not have it, or it is not what its name says."""
    data = _read(copy, IMAGE_FOLDER + image.file_hash)
    if (
        data is None
        or suffix not in _PICTURES
        or hashlib.sha1(data, usedforsecurity=False).hexdigest() != image.file_hash
    ):
        return False
    image.file_size = len(data)
    image.file = ImageFile(io.BytesIO(data), name=f"{image.file_hash}{suffix}")
    if not (image.width and image.height):
        return False
    image.save()
    return True


def restore_paper(copy: Copy, paper: Any) -> None:
    """Put a paper back under its own name, unless a file lies there. Raises ``Unreadable`` for a foreign name."""
    name = paper.file.name
    if not _PAPER.fullmatch(name or ""):
        raise Unreadable(f"{name}")
    data = _read(copy, PAPER_FOLDER + name)
    if data is not None and not paper.file.storage.exists(name):
        paper.file.storage.save(name, ContentFile(data))


def _read(copy: Copy, name: str) -> bytes | None:
    stream = copy.file(name)
    if stream is None:
        return None
    with stream:
        data = stream.read(_MOST_BYTES + 1)
    return data if len(data) <= _MOST_BYTES else None
