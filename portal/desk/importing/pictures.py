"""Pictures inside a file, judged by their header before anything is decoded."""

from __future__ import annotations

import io
import re
import warnings

from django.utils.translation import gettext as _
from PIL import Image

from portal.base.refusal import Refusal

from .limits import MAX_PICTURE_BYTES, MAX_PICTURE_FRAMES, MAX_PICTURE_PIXELS, MEGABYTE
from .shapes import Picture

_SUFFIX = {"JPEG": ".jpg", "PNG": ".png", "GIF": ".gif", "WEBP": ".webp"}
#: Drawings Word keeps beside photos (logos, charts). Nothing on the web shows them.
DRAWINGS = (".emf", ".wmf", ".svg", ".wdp", ".pict", ".pct")


def check_picture(data: bytes, name: str, alt: str = "") -> Picture:
    """The picture in ``data`` under a plain file name.

    Raises :class:`Refusal`, naming the picture, when it is too heavy, has too many pixels or frames,
    is of another kind than JPEG, PNG, GIF, WebP, or is broken.
    """
    if len(data) > MAX_PICTURE_BYTES:
        raise Refusal(
            _("ảnh «%(name)s» nặng %(size)d MB, quá mức %(limit)d MB")
            % {"name": name, "size": len(data) / MEGABYTE, "limit": MAX_PICTURE_BYTES / MEGABYTE}
        )
    try:
        with warnings.catch_warnings():
            # Pillow warns at its own limit; ours is lower and is an error.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            suffix, size = _check_header_then_decode(data, name)
    except Image.DecompressionBombError as error:
        raise Refusal(_("ảnh «%(name)s» quá lớn khi mở ra") % {"name": name}) from error
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError) as error:
        raise Refusal(_("ảnh «%(name)s» bị hỏng hoặc không phải ảnh") % {"name": name}) from error
    return Picture(_plain_name(name) + suffix, data, alt, *size)


def _check_header_then_decode(data: bytes, name: str) -> tuple[str, tuple[int, int]]:
    with Image.open(io.BytesIO(data), formats=tuple(_SUFFIX)) as image:
        width, height = image.size
        if width * height > MAX_PICTURE_PIXELS:
            raise Refusal(
                _("ảnh «%(name)s» có %(width)s × %(height)s điểm ảnh, quá mức %(limit)d triệu")
                % {"name": name, "width": width, "height": height, "limit": MAX_PICTURE_PIXELS / 1_000_000}
            )
        frames = getattr(image, "n_frames", 1)
        if frames > MAX_PICTURE_FRAMES or frames * width * height > 5 * MAX_PICTURE_PIXELS:
            raise Refusal(_("ảnh động «%(name)s» có %(count)s khung hình, quá nhiều") % {"name": name, "count": frames})
        # Small enough by now; a file cut short must not become a page with a broken picture.
        image.load()
        return _SUFFIX[image.format or ""], (width, height)


def _plain_name(name: str) -> str:
    stem = re.split(r"[\\/]", name)[-1].rsplit(".", 1)[0]
    return re.sub(r"[^A-Za-z0-9_-]+", "-", stem).strip("-")[:60] or "anh"
