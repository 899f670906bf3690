"""Bytes to text, for the encodings Vietnamese offices still have on their disks.

UTF-8 and UTF-16 (with or without a mark) and Windows-1258 are read. TCVN3 (ABC) and VNI are recognised
and refused with a way out: their capitals live in other fonts, so no table brings them back whole.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from django.utils.translation import gettext_lazy as _

from portal.base.refusal import Refusal

_MARKS = (
    # UTF-32 first: its little-endian mark begins with the UTF-16 one.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that every Vietnamese article has; each carries a mark that a wrong code page would break.
_COMMON = _words(
    "và của các được trong năm thưởng với không một người những là đã đến tỉnh tại về công tác việc ngày đua khen hội"
    " nghị đơn vị có cho thực hiện nhiệm vụ đảng ủy số từ"
)
# Such words as the old fonts store them, seen with other eyes. \xad (soft hyphen) is the letter "ư" there.
_TCVN3 = _words(
    "vµ cña c¸c ®\xad\xeec n¨m ®ua kh«ng tØnh víi ng\xadêi th\xadëng nh÷ng lµ ®· ®Õn t¹i vÒ c«ng t¸c viÖc ngµy"
)
_VNI = _words(
    "vaø cuûa caùc ñöôïc naêm ñua khoâng tænh vôùi ngöôøi thöôûng nhöõng laø ñaõ ñeán taïi veà coâng taùc vieäc ngaøy"
)

_SAMPLE = 200_000
_WORD = re.compile(r"[^\W\d_]+")
_LEGACY_WORD = re.compile(r"[^\s.,;:!?()\"“”]+")
# "Ná»™i vá»¥": UTF-8 that somebody once read as Windows-1252 and saved again.
_MOJIBAKE = re.compile("á[»º][\u0080-\u00bf\u0152-\u0192\u2013-\u2122]")

_UNKNOWN = _("không nhận ra bảng mã chữ; hãy lưu lại tệp ở dạng UTF-8")
_OLD_FONT = _("văn bản dùng phông chữ cũ %(name)s; hãy chuyển sang Unicode rồi nhập lại")


def decode(data: bytes, declared: str = "") -> str:
    """Text of ``data`` in NFC.

    ``declared`` is the encoding a web page names; it is believed only when the bytes agree.
    Raises :class:`Refusal` for empty and binary data, for unknown encodings and for old fonts.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise Refusal(_("tệp rỗng"))
    text = _by_mark(data) or _by_zeros(data) or _by_trial(data, declared)
    text = unicodedata.normalize("NFC", text)
    refuse_old_fonts(text)
    return text


def refuse_old_fonts(text: str) -> None:
    """Raise :class:`Refusal` when the letters only look right in a TCVN3 or VNI font."""
    sample = text[:_SAMPLE]
    # NFC does not touch these letters; soft hyphens are part of TCVN3 words, so no cleaning before.
    words = _LEGACY_WORD.findall(sample.lower())
    for name, known in (("TCVN3 (ABC)", _TCVN3), ("VNI", _VNI)):
        hits = sum(word in known for word in words)
        if hits >= 3 and hits * 50 >= len(words) and hits > vietnamese_hits(sample):
            raise Refusal(_OLD_FONT % {"name": name})
    if len(_MOJIBAKE.findall(sample)) >= 3:
        raise Refusal(_("chữ bị hỏng do lưu sai bảng mã; hãy lấy lại tệp gốc và lưu ở dạng UTF-8"))


def vietnamese_hits(text: str) -> int:
    """How many everyday accented Vietnamese words the text holds."""
    words = _WORD.findall(unicodedata.normalize("NFC", text[:_SAMPLE]).lower())
    return sum(word in _COMMON for word in words)


def _by_mark(data: bytes) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(name)
            except UnicodeDecodeError as error:
                raise Refusal(str(_UNKNOWN)) from error
    return ""


def _by_zeros(data: bytes) -> str:
    """UTF-16 without a mark: Vietnamese text has its high byte in one of five rows, every second byte."""
    sample = data[: 2 * (_SAMPLE // 2)]
    if b"\x00" not in sample:
        return ""
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        high = sample[offset::2]
        known = sum(high.count(row) for row in (0x00, 0x01, 0x03, 0x1E, 0x20))
        if known >= 0.95 * len(high) and high.count(0) >= 0.4 * len(high):
            try:
                text = data.decode(name)
            except UnicodeDecodeError:
                continue
            if "\x00" not in text:
                return text
    raise Refusal(_("có ký tự NUL: không phải tệp văn bản"))


def _by_trial(data: bytes, declared: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for name in ("cp1258", _known(declared)):
        if not name:
            continue
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        words = len(_WORD.findall(unicodedata.normalize("NFC", text[:_SAMPLE])))
        hits = vietnamese_hits(text)
        if hits >= 2 and hits * 33 >= words:
            return text
    _refuse_damaged(data)
    # Not readable as it stands; say which old font it is, where that can be seen.
    refuse_old_fonts(data.decode("cp1252", errors="replace"))
    raise Refusal(str(_UNKNOWN))


def _refuse_damaged(data: bytes) -> None:
    """Say where a file that is UTF-8 but for a few bytes is damaged; guessing at names and numbers helps nobody."""
    text = data.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    if damaged * 50 <= len(text) and vietnamese_hits(text) >= 2:
        line = text[: text.index("\ufffd")].count("\n") + 1
        raise Refusal(_("tệp UTF-8 có ký tự hỏng ở dòng %(line)s; hãy sửa rồi nhập lại") % {"line": line})


def _known(name: str) -> str:
    try:
        return codecs.lookup(name).name if name else ""
    except LookupError:
        return ""
