"""Files people send, honest and not, made in memory."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import openpyxl
from docx import Document
from PIL import Image

GPS = 0x8825
ORIENTATION = 0x0112


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), *, orientation: int = 1) -> bytes:
    """Return a picture that says where and with what it was taken; its left half is red."""
    image = Image.new("RGB", size, (0, 0, 200))
    image.paste((200, 0, 0), (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[0x010F] = "Hãng máy ảnh"
    exif[ORIENTATION] = orientation
    exif.get_ifd(GPS).update({1: "N", 2: (21.0, 2.0, 8.0), 3: "E", 4: (105.0, 49.0, 38.0)})
    stream = io.BytesIO()
    image.save(stream, kind, exif=exif)
    return stream.getvalue()


def png_header(width: int, height: int) -> bytes:
    """Return a PNG that promises many points in few bytes (an image bomb)."""

    head = _chunk(b"IHDR", struct.pack("!LLBBBBB", width, height, 8, 2, 0, 0, 0))
    rows = zlib.compress(b"\0" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + head + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def png_ending_with(kind: bytes, data: bytes) -> bytes:
    """Return a PNG with one part more behind its points."""
    whole = picture("PNG")
    return whole[:-12] + _chunk(kind, data) + whole[-12:]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack("!L", len(data)) + kind + data + struct.pack("!L", zlib.crc32(kind + data))


def pdf(extra: bytes = b"", *, after: bytes = b"\n") -> bytes:
    """Return a small whole PDF with something more in its catalogue."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R " + extra + b" >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        # The letters of a picture may spell anything.
        b"<< /Length 12 >>\nstream\n/JS /Launch \nendstream",
    ]
    data = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    offsets = []
    for number, one in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    xref = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\n" % (
        len(objects) + 1,
        table,
        len(objects) + 1,
    )
    return data + xref + b"startxref\n%d\n%%%%EOF" % len(data) + after


def pdf_with_hidden_script() -> bytes:
    """Return a PDF whose script stands in a compressed object stream."""
    packed = zlib.compress(b"1 0 << /S /JavaScript /JS (app.alert(1)) >>")
    head = (
        b"/Extra 9 0 R >>\nendobj\n9 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n"
    )
    return pdf(head % len(packed) + packed + b"\nendstream\nendobj\n8 0 obj\n<<")


def word(words: str = "Báo cáo thành tích") -> bytes:
    """Return a Word file."""
    document = Document()
    document.add_paragraph(words)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def workbook() -> bytes:
    """Return an Excel file."""
    book = openpyxl.Workbook()
    book.active["A1"] = "Họ tên"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def repacked(data: bytes, changed: dict[str, bytes]) -> bytes:
    """Return an archive with parts replaced or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename not in changed:
                new.writestr(entry, old.read(entry))
        for name, part in changed.items():
            new.writestr(name, part)
    return stream.getvalue()


WORD = ("[Content_Types].xml", "word/document.xml")
EXCEL = ("[Content_Types].xml", "xl/workbook.xml")
STRANGE_ENCODINGS = ("foo", "rot13", "idna", "utf-32")


def xml_in(encoding: str) -> bytes:
    """Return XML that says to be written in this encoding."""
    return b'<?xml version="1.0" encoding="%b"?><a/>' % encoding.encode()


def lzma_archive(names: tuple[str, ...] = WORD) -> bytes:
    """Return what calls itself an Office file, packed as only programs for archives do, and damaged."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as archive:
        for name in names:
            archive.writestr(name, "<a/>" * 20)
    data = bytearray(stream.getvalue())
    first = 30 + len(names[0])
    # Behind the four bytes before them: how the part is packed.
    data[first + 4] = 0xFF
    return bytes(data)


def far_archive(names: tuple[str, ...] = WORD, offset: int = 2**64 - 1) -> bytes:
    """Return what calls itself an Office file and says that its first part lies where no file reaches."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "<a/>")
    data = bytearray(stream.getvalue())
    entry, extra = data.find(b"PK\x01\x02"), struct.pack("<HHQ", 1, 8, offset)
    name_ends = entry + 46 + struct.unpack_from("<H", data, entry + 28)[0]
    data[name_ends:name_ends] = extra
    struct.pack_into("<H", data, entry + 30, len(extra))
    struct.pack_into("<L", data, entry + 42, 0xFFFFFFFF)
    end = data.rfind(b"PK\x05\x06")
    struct.pack_into("<L", data, end + 12, struct.unpack_from("<L", data, end + 12)[0] + len(extra))
    return bytes(data)


def picture_with_exif(exif: bytes, kind: str = "PNG") -> bytes:
    """Return a picture with EXIF as it is given, broken or not."""
    stream = io.BytesIO()
    Image.new("RGB", (12, 8)).save(stream, kind, exif=exif)
    return stream.getvalue()
