"""PDF: whole, without a password, and without what would run when it is opened.

Nothing of ours opens a PDF, and staff only ever download one; still, one that openly carries scripts, programs to
start or files packed inside is refused: no report of somebody's merits needs them. "Openly" includes object streams
(compressed) and names written in hexadecimal. What hides deeper is for the scanner (CLAMAV_SOCKET).
"""

from __future__ import annotations

import re
import zlib

from django.utils.translation import gettext as _

from portal.intake.uploads.refusing import Unfit

MAX_OPENED = 50 * 1024 * 1024
"""Bytes of object streams looked into; no scan or report has nearly as many."""
_TAIL = 2048
_JUNK = 1024
"""How much may follow the end: programs that append a signature or a line break leave less."""

_STREAM_ENDS = b"endstream"
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_DICT_BEFORE = 600
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
_RUNS = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)(?![A-Za-z0-9])")
_LOCKED = re.compile(rb"/Encrypt(?![A-Za-z0-9])")


def check_pdf(data: bytes, kind: str = "pdf") -> None:
    """Raise :class:`Unfit` for a PDF that is cut short, locked, or would do something when opened."""
    end = data.rfind(b"%%EOF")
    if end < 0 or b"startxref" not in data[max(0, end - _TAIL) : end]:
        raise Unfit(_("Tệp PDF bị hỏng hoặc chưa tải lên hết."))
    after = data[end + 5 :]
    if len(after) > _JUNK or b"PK\x05\x06" in after:
        raise Unfit(_("Tệp PDF có nội dung lạ ở cuối. Hãy in ra PDF mới rồi gửi lại."))
    shown = _objects(data)
    if _LOCKED.search(shown):
        raise Unfit(_("Tệp PDF đặt mật khẩu hoặc hạn chế. Hãy in ra PDF mới không mật khẩu rồi gửi lại."))
    if _RUNS.search(shown):
        raise Unfit(_("Tệp PDF có mã lệnh, biểu mẫu động hoặc tệp đính kèm bên trong. Hãy in ra PDF mới rồi gửi lại."))


def _objects(data: bytes) -> bytes:
    """Return the objects of a file without its pictures and fonts, those in compressed object streams opened."""
    opened = bytearray()
    # Behind the last end no stream is looked for: each of a million beginnings would be followed to the file's end.
    last = data.rfind(_STREAM_ENDS) + len(_STREAM_ENDS) if _STREAM_ENDS in data else 0
    for match in _STREAM.finditer(data, 0, last):
        if b"/ObjStm" in _plain(data[max(0, match.start() - _DICT_BEFORE) : match.start()]):
            opened += _inflated(match[1], MAX_OPENED - len(opened))
            if len(opened) >= MAX_OPENED:
                raise Unfit(_("Tệp PDF nén bất thường. Hãy in ra PDF mới rồi gửi lại."))
    return _plain(_STREAM.sub(b" ", data[:last]) + data[last:]) + b" " + _plain(bytes(opened))


def _plain(data: bytes) -> bytes:
    """Return names as they are meant: "/J#53" is "/JS"."""
    return _HEX.sub(lambda match: bytes([int(match[1], 16)]), data)


def _inflated(packed: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, most)
    except zlib.error:
        return b""
