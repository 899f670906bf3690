"""Pictures of a web page: files beside it and data addresses. Nothing is fetched from another host."""

from __future__ import annotations

import base64
import binascii
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _

from portal.base.refusal import Refusal
from portal.vietnamese.text import squash

from .limits import MAX_PICTURE_BYTES, MAX_PICTURES, MEGABYTE
from .pictures import DRAWINGS, check_picture
from .shapes import Picture

#: Smaller on both sides: buttons, bullets and counters.
_ICON = 96
#: A saved page may miss all its pictures; the first few tell the story.
_MAX_WARNINGS = 5


class PictureFinder:
    """Finds the pictures of one page whose folder is ``folder`` (None for an upload)."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.warnings: list[str] = []
        self._count = 0

    def find(self, image: Any) -> Picture | None:
        """The picture of an ``img`` element; None, with a warning, when it is not at hand.

        Raises :class:`Refusal` for a picture that is unfit (see :func:`~.pictures.check_picture`).
        """
        sources = [image.get(name, "").strip() for name in ("data-src", "data-original", "src")]
        for source in filter(None, sources):
            data, name = self._load(source)
            if data is None:
                continue
            if name.lower().endswith(DRAWINGS):
                return None
            picture = check_picture(data, name, squash(image.get("alt", ""))[:250])
            if max(picture.width, picture.height) < _ICON:
                return None
            self._count += 1
            if self._count > MAX_PICTURES:
                raise Refusal(_("tệp có hơn %(limit)s ảnh") % {"limit": MAX_PICTURES})
            return picture
        if any(sources) and len(self.warnings) < _MAX_WARNINGS:
            self.warnings.append(
                _("không lấy được ảnh «%(name)s»: không nằm cùng tệp") % {"name": _short(next(filter(None, sources)))}
            )
        return None

    def _load(self, source: str) -> tuple[bytes | None, str]:
        if source.lower().startswith("data:"):
            return _from_data(source), "anh"
        try:
            parts = urlsplit(source)
        except ValueError:
            return None, ""
        if parts.scheme or parts.netloc or self.folder is None:
            return None, ""
        return self._from_folder(self.folder, unquote(parts.path))

    @staticmethod
    def _from_folder(folder: Path, name: str) -> tuple[bytes | None, str]:
        try:
            root = folder.resolve()
            path = (root / name).resolve()
            # "../../etc/passwd", or a link that leads there, is no picture of this page.
            if not path.is_relative_to(root) or not path.is_file():
                return None, ""
            if path.stat().st_size > MAX_PICTURE_BYTES:
                raise Refusal(
                    _("ảnh «%(name)s» nặng quá %(limit)d MB")
                    % {"name": path.name, "limit": MAX_PICTURE_BYTES / MEGABYTE}
                )
            with path.open("rb") as file:
                return file.read(MAX_PICTURE_BYTES + 1), path.name
        except (OSError, ValueError, RuntimeError):
            return None, ""


def _from_data(source: str) -> bytes | None:
    head, _, payload = source.partition(",")
    if not head.lower().startswith("data:image/") or ";base64" not in head.lower():
        return None
    try:
        return base64.b64decode("".join(unquote(payload).split()), validate=True)
    except (binascii.Error, ValueError):
        return None


def _short(source: str) -> str:
    return source if len(source) <= 60 else source[:57] + "…"
