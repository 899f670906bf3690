"""One-page PDFs that stand in for the documents' files: number, date, summary, and that they are samples.

They are drawn with Pillow in the portal's own typeface. Nothing of a real document's text is reproduced.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

DPI = 120
WIDTH, HEIGHT = round(8.27 * DPI), round(11.69 * DPI)
MARGIN = round(0.95 * DPI)
INK, QUIET, RED = "#1C1A19", "#5C5650", "#9E1B1E"
FONTS = {"regular": "be-vietnam-pro-400.woff2", "bold": "be-vietnam-pro-600.woff2"}

NOTE = (
    "Tệp này là bản minh họa do Cổng thông tin Gương Sáng tự tạo để thử chức năng tải về. "
    "Tệp không phải văn bản gốc và không có giá trị pháp lý."
)


@cache
def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    path = Path(settings.BASE_DIR) / "static" / "fonts" / FONTS[weight]
    return ImageFont.truetype(io.BytesIO(path.read_bytes()), size)


def _lines(text: str, font: ImageFont.FreeTypeFont, width: int) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and font.getlength(longer) > width:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line


def _write(draw: ImageDraw.ImageDraw, y: int, text: str, style: tuple[str, int, str], centre: bool = False) -> int:
    """Write a paragraph from height `y`; return the height below it."""
    weight, size, colour = style
    font = _font(weight, size)
    for line in _lines(text, font, WIDTH - 2 * MARGIN):
        x = (WIDTH - font.getlength(line)) / 2 if centre else MARGIN
        draw.text((x, y), line, font=font, fill=colour)
        y += round(size * 1.6)
    return y


def make_paper(issuer: str, label: str, date: str, summary: str) -> bytes:
    """Return a one-page A4 PDF for a document; `label` is its type and number, `date` is already in words."""
    page = Image.new("RGB", (WIDTH, HEIGHT), "#FFFFFF")
    draw = ImageDraw.Draw(page)
    y = _write(draw, MARGIN, issuer, ("bold", 24, INK), centre=True)
    draw.line([(WIDTH * 0.4, y + 8), (WIDTH * 0.6, y + 8)], fill=RED, width=3)
    y = _write(draw, y + 60, label, ("bold", 34, RED), centre=True)
    y = _write(draw, y + 6, date, ("regular", 21, QUIET), centre=True)
    y = _write(draw, y + 40, summary, ("bold", 25, INK), centre=True)
    draw.rectangle([MARGIN, y + 70, WIDTH - MARGIN, y + 73], fill="#D9D2C6")
    _write(draw, y + 100, NOTE, ("regular", 21, QUIET))
    out = io.BytesIO()
    page.save(out, "PDF", resolution=DPI, title=label, author=issuer, subject=summary, quality=60)
    return out.getvalue()
