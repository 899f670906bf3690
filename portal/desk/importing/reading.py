"""Any accepted file → a reading, chosen by the name's ending."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from portal.base.refusal import Refusal

from .limits import MAX_DOCX_BYTES, MAX_TEXT_BYTES, MEGABYTE
from .read_docx import read_docx
from .read_html import read_html
from .read_text import read_text
from .shapes import Reading

SUFFIXES = (".txt", ".html", ".htm", ".docx")
#: Files somebody may take for articles; they deserve a word instead of silence.
NEAR = {
    ".doc": _("tệp Word kiểu cũ; hãy mở bằng Word và lưu thành .docx"),
    ".docm": _("tệp Word có macro; hãy lưu thành .docx không có macro"),
    ".dotx": _("tệp mẫu Word; hãy lưu thành .docx"),
    ".dotm": _("tệp mẫu Word có macro; hãy lưu thành .docx"),
    ".rtf": _("tệp RTF; hãy mở bằng Word và lưu thành .docx"),
    ".odt": _("tệp OpenDocument; hãy lưu thành .docx"),
    ".pdf": _("tệp PDF không giữ đoạn văn; hãy nhập từ tệp Word gốc"),
    ".mht": _("trang lưu dạng .mht; hãy lưu lại thành .html"),
    ".mhtml": _("trang lưu dạng .mhtml; hãy lưu lại thành .html"),
}


def size_limit(name: str) -> int:
    """Bytes a file of this name may have. Raises :class:`Refusal` for endings that are not read."""
    suffix = Path(name).suffix.lower()
    if suffix in NEAR:
        raise Refusal(str(NEAR[suffix]))
    if suffix not in SUFFIXES:
        raise Refusal(_("chỉ nhập được tệp .txt, .html, .htm và .docx"))
    return MAX_DOCX_BYTES if suffix == ".docx" else MAX_TEXT_BYTES


def check_size(name: str, size: int) -> int:
    """The limit for ``name``; raises :class:`Refusal` when ``size`` is above it or nothing."""
    limit = size_limit(name)
    if size > limit:
        raise Refusal(
            _("tệp nặng %(size)d MB, quá mức %(limit)d MB") % {"size": size / MEGABYTE, "limit": limit / MEGABYTE}
        )
    if size == 0:
        raise Refusal(_("tệp rỗng"))
    return limit


def read(name: str, data: bytes, folder: Path | None = None) -> Reading:
    """Read a file's bytes. ``folder`` is where pictures of a web page may lie.

    Raises :class:`Refusal` for everything that cannot be taken.
    """
    check_size(name, len(data))
    suffix = Path(name).suffix.lower()
    if suffix == ".docx":
        return read_docx(data)
    if suffix == ".txt":
        if data[:4] == b"PK\x03\x04":
            raise Refusal(_("tệp nén mang đuôi .txt: không phải văn bản"))
        return read_text(data)
    return read_html(data, folder)
