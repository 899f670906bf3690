"""Pictures: measured by their header before anything is decoded, decoded once, and drawn anew."""

from __future__ import annotations

import io
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from portal.intake.uploads.refusing import Unfit

MAX_PIXELS = 40_000_000
_FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}
_SAVING = {
    "JPEG": {"quality": 90, "optimize": True},
    "PNG": {"optimize": False},
    "WEBP": {"quality": 90, "method": 4},
}
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
        upright = ImageOps.exif_transpose(image)
        drawn = upright.convert("RGBA" if has_glass and kind != "jpg" else "RGB")
        # A new picture has no information but its points: Pillow would carry profiles and comments over.
        drawn.info.clear()
        stream = io.BytesIO()
        drawn.save(stream, _FORMATS[kind], **_SAVING[_FORMATS[kind]])
        return stream.getvalue()


@contextmanager
def _opened(data: bytes, kind: str) -> Iterator[Image.Image]:
    """Open a picture of one kind whose header promises few enough points; what breaks inside is a broken picture."""
    try:
        with warnings.catch_warnings():
            # Pillow warns at its own limit; ours is lower and is an error.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
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
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError) as error:
        raise Unfit(_("Ảnh bị hỏng hoặc chưa tải lên hết.")) from error


def _too_large() -> str:
    return _("Ảnh có quá nhiều điểm ảnh (hơn 40 triệu). Hãy thu nhỏ rồi gửi lại.")
