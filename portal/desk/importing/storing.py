"""Pictures of an article → the picture library, with a way back."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage

from portal.base.models import PortalImage

from .shapes import Block


class PictureStore:
    """Stores the pictures of one article.

    The database forgets with its transaction; files do not, so :meth:`undo` removes those written. A picture the
    library already has, byte for byte, is used again.
    """

    def __init__(self, title: str, user: Any = None) -> None:
        self.title = title
        self.user = user
        self._written: list[tuple[Storage, str]] = []

    def store(self, block: Block) -> int | None:
        """The id of the picture of a photo block in the library; None when the block has none."""
        picture = block.picture
        if picture is None:
            return None
        # The library keeps SHA-1 sums of its files (wagtail.utils.file.hash_filelike).
        known = hashlib.sha1(picture.data, usedforsecurity=False).hexdigest()
        image = PortalImage.objects.filter(file_hash=known).order_by("pk").first()
        if image:
            return image.pk
        image = PortalImage(
            title=(block.caption or picture.alt or self.title)[:255],
            caption=block.caption,
            credit=block.credit,
            uploaded_by_user=self.user,
            file_hash=known,
            file_size=len(picture.data),
        )
        storage = image.file.storage
        name = image.file.field.generate_filename(image, picture.name)
        image.file = storage.save(name, ContentFile(picture.data))
        self._written.append((storage, image.file.name))
        image.width, image.height = picture.width, picture.height
        image.save()
        return image.pk

    def undo(self) -> None:
        """Remove the files written so far."""
        for storage, name in self._written:
            storage.delete(name)
        self._written.clear()
