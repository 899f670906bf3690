"""Makes Word files for tests, good ones and bad ones."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import Any

from docx import Document
from PIL import Image


def picture_bytes(width: int = 320, height: int = 200, kind: str = "JPEG", colour: str = "#9e1b1e") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(buffer, kind)
    return buffer.getvalue()


def bomb_picture(width: int = 30_000, height: int = 30_000) -> bytes:
    """A small PNG whose header promises 900 million pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\x00" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def word_file(fill: Callable[[Any], None]) -> bytes:
    """A Word file whose document ``fill`` writes."""
    document = Document()
    fill(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_parts(data: bytes, parts: Mapping[str, bytes | Callable[[bytes], bytes]]) -> bytes:
    """A Word file with parts added or replaced; a function gets the part as it was."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename not in parts:
                new.writestr(entry.filename, old.read(entry))
        for name, content in parts.items():
            new.writestr(name, content(old.read(name)) if callable(content) else content)
    return out.getvalue()


def in_body(xml: str) -> Callable[[bytes], bytes]:
    """Puts raw XML at the start of the body of ``word/document.xml``."""
    return lambda document: document.replace(b"<w:body>", b"<w:body>" + xml.encode(), 1)
