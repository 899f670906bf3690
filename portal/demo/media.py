"""The demo's pictures and files: drawn beforehand, stored through the ledger."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Container, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import starmap
from multiprocessing import get_context

from django.core.files.base import ContentFile
from django.core.files.storage import Storage

from portal.base.images import make_renditions
from portal.base.models import PortalDocument, PortalImage
from portal.demo.ledger import Ledger
from portal.demo.papers import make_paper
from portal.demo.pictures import describe, jpeg
from portal.demo.shapes import Document, Photo
from portal.vietnamese.dates import long_date


class Media:
    """Pictures and files by the keys of the data; remembers what it wrote, to take it back after a failure."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._drawn: dict[str, bytes] = {}
        self._written: list[tuple[Storage, str]] = []
        self.images: dict[str, PortalImage] = {}
        self.files: dict[str, PortalDocument] = {}

    def draw(self, photos: Iterable[Photo], step: Callable[[], None]) -> None:
        """Draw the pictures that are not stored yet; touches no table, so it may run outside a transaction."""
        wanted = []
        for photo in photos:
            stored = self._ledger.find(f"image:{photo.key}", PortalImage)
            if stored is None:
                wanted.append(photo)
            else:
                self.images[photo.key] = stored
                step()
        for photo, data in _drawn_together(wanted):
            self._drawn[photo.key] = data
            step()

    def store(self, photos: Iterable[Photo], shown: Container[str], step: Callable[[], None]) -> None:
        """Store what was drawn, and cut the pictures with these keys to the sizes articles ask for.

        The registry cuts portraits itself, those that may be shown: whatever is cut has a public address.
        """
        for photo in photos:
            if photo.key not in self.images:
                data = self._drawn.pop(photo.key)
                image = PortalImage(
                    title=photo.caption[:255],
                    description=describe(photo.scene, photo.light)[:255],
                    caption=photo.caption,
                    credit=photo.credit,
                    file=ContentFile(data, f"minh-hoa-{photo.key}.jpg"),
                    file_size=len(data),
                    file_hash=_hash(data),
                )
                image.save()
                self._written.append((image.file.storage, image.file.name))
                self._ledger.made(f"image:{photo.key}", image)
                if photo.key in shown:
                    make_renditions([image])
                self._written += [(r.file.storage, r.file.name) for r in image.renditions.all()]
                self.images[photo.key] = image
            step()

    def paper(self, document: Document, issuer: str, label: str) -> PortalDocument:
        """Return the PDF of a document, made at the first call."""
        key = f"file:{document.key}"
        stored = self._ledger.find(key, PortalDocument)
        if stored is None:
            day = long_date(document.issued_on).partition(", ")[2]
            data = make_paper(issuer, label, day.capitalize(), document.summary)
            stored = PortalDocument(
                title=f"{label} (tệp minh họa)",
                file=ContentFile(data, f"minh-hoa-{document.key}.pdf"),
                file_size=len(data),
                file_hash=_hash(data),
            )
            stored.save()
            self._written.append((stored.file.storage, stored.file.name))
            self._ledger.made(key, stored)
        self.files[document.key] = stored
        return stored

    def wrote(self, storage: Storage, name: str) -> None:
        """Remember a file somebody else wrote for the demo."""
        self._written.append((storage, name))

    def take_back(self) -> None:
        """Delete the files written, after the transaction that named them was rolled back."""
        for storage, name in self._written:
            storage.delete(name)


def _drawn_together(photos: list[Photo]) -> Iterator[tuple[Photo, bytes]]:
    """Yield each photo with its file, drawn on all processors where there are several."""
    orders = [(photo.scene, photo.light, photo.seed) for photo in photos]
    workers = min(4, os.cpu_count() or 1, len(orders) // 4)
    if workers < 2:
        yield from zip(photos, starmap(jpeg, orders), strict=True)
        return
    # Fresh processes: a fork would share the database connection.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from zip(photos, pool.map(jpeg, *zip(*orders, strict=True)), strict=True)


def _hash(data: bytes) -> str:
    return hashlib.sha1(data, usedforsecurity=False).hexdigest()
