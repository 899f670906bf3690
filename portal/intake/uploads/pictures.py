"""Pictures: measured by their header before anything is decoded, decoded once, and drawn anew."""

from __future__ import annotations

import io
import struct
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _
from PIL import ExifTags, Image

from portal.intake.uploads.refusing import Unfit

MAX_PIXELS = 40_000_000
_FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}
_SAVING = {
    "JPEG": {"quality": 90, "optimize": True},
    "PNG": {"optimize": False},
    "WEBP": {"quality": 90, "method": 4},
}
_BROKEN = (
    *(OSError, SyntaxError, ValueError, EOFError, MemoryError),
    # Pillow checks what it reads, but not all of it: the rest it stumbles over.
    *(struct.error, LookupError, TypeError, AttributeError, ArithmeticError, RuntimeError),
)
_TURNED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What makes a picture upright, by the orientation its EXIF says."""
_one_at_a_time = threading.Lock()
"""A picture of 40 megapixels is 160 MB while it is drawn: not eight of them at once in one process."""


def check_picture(data: bytes, kind: str) -> None:
    """Raise :class:`Unfit` for a picture with too many points, one cut short, or none at all."""
    with _opened(data, kind) as image, _one_at_a_time:
        image.load()


def draw_anew(data: bytes, kind: str) -> bytes:
    """Return the picture upright and by its points alone: what else the file held, place and camera, is gone.

    Of a moving picture the first frame stays.
    """
    with _opened(data, kind) as image, _one_at_a_time:
        image.load()
        has_glass = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
        drawn = _upright(image).convert("RGBA" if has_glass and kind != "jpg" else "RGB")
        # A new picture has no information but its points: Pillow would carry profiles and comments over.
        drawn.info.clear()
        stream = io.BytesIO()
        drawn.save(stream, _FORMATS[kind], **_SAVING[_FORMATS[kind]])
        return stream.getvalue()


def _upright(image: Image.Image) -> Image.Image:
    """Return a picture as it was seen; as it is stored where its EXIF is broken, as many programs write it."""
    try:
        turn = _TURNED.get(image.getexif().get(ExifTags.Base.Orientation))
    except _BROKEN:
        return image
    return image if turn is None else image.transpose(turn)


@contextmanager
def _opened(data: bytes, kind: str) -> Iterator[Image.Image]:
    """Open a picture of one kind whose header promises few enough points; what breaks inside is a broken picture."""
    try:
        with warnings.catch_warnings():
            # Pillow warns at its own limit, and of broken EXIF; our limit is lower and is an error.
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=(_FORMATS[kind],)) as image:
                width, height = image.size
                if width * height > MAX_PIXELS:
                    raise Unfit(_too_large())
                yield image
    except Unfit:
        raise
    except Image.DecompressionBombError as error:
        # More than twice Pillow's own limit: it does not even open such a picture.
        raise Unfit(_too_large()) from error
    except _BROKEN as error:
        raise Unfit(_("Ảnh bị hỏng hoặc chưa tải lên hết.")) from error


def _too_large() -> str:
    return _("Ảnh có quá nhiều điểm ảnh (hơn 40 triệu). Hãy thu nhỏ rồi gửi lại.")
