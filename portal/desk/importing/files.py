"""From the paths a person gives to the files worth opening. Folders are walked, links to folders are not."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from portal.base.refusal import Refusal

from .reading import NEAR, SUFFIXES, check_size, size_limit

#: What browsers save beside a page: frames and scripts, no articles.
_PAGE_FOLDERS = ("_files", ".files", "_tệp")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to import, or one already known to be refused (``refusal`` says why)."""

    path: Path
    refusal: str = ""


def find_files(paths: Iterable[str | os.PathLike[str]]) -> list[Candidate]:
    """Files at and below ``paths``, each once, in the order given and by name inside folders."""
    seen: set[str] = set()
    found: list[Candidate] = []
    for path in map(Path, paths):
        for candidate in _at(path):
            key = str(candidate.path) if candidate.refusal else os.path.realpath(candidate.path)
            if key not in seen:
                seen.add(key)
                found.append(candidate)
    return found


def _at(path: Path) -> Iterator[Candidate]:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        yield Candidate(path, _("không thấy tệp hoặc thư mục này") if not path.is_symlink() else _("liên kết hỏng"))
        return
    except (OSError, ValueError) as error:
        yield Candidate(path, why(error))
        return
    if stat.S_ISDIR(mode):
        yield from _below(path)
    else:
        yield Candidate(path)


def _below(folder: Path) -> Iterator[Candidate]:
    unreadable: list[OSError] = []
    for here, folders, names in os.walk(folder, followlinks=False, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not name.endswith(_PAGE_FOLDERS))
        for name in sorted(names):
            # Word keeps a lock named "~$…" beside an open file.
            if name.startswith((".", "~$")):
                continue
            if Path(name).suffix.lower() in (*SUFFIXES, *NEAR):
                yield Candidate(Path(here) / name)
    for error in unreadable:
        yield Candidate(Path(error.filename or folder), why(error))


def read_bytes(path: Path) -> bytes:
    """Bytes of a file. Size and kind are checked first: a pipe would block, a huge file fill the memory.

    Raises :class:`Refusal` with the reason.
    """
    size_limit(path.name)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise Refusal(_("đây là thư mục, không phải tệp"))
        if not stat.S_ISREG(status.st_mode):
            raise Refusal(_("không phải tệp thường"))
        limit = check_size(path.name, status.st_size)
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except (OSError, ValueError) as error:
        raise Refusal(why(error)) from error
    check_size(path.name, len(data))
    return data


def why(error: Exception) -> str:
    """An error of the file system in words."""
    if isinstance(error, PermissionError):
        return _("không có quyền đọc")
    if isinstance(error, FileNotFoundError):
        return _("không thấy tệp (liên kết hỏng hoặc tệp vừa bị xóa)")
    if isinstance(error, OSError) and error.errno == 40:
        return _("liên kết vòng tròn")
    return _("không đọc được (%(error)s)") % {"error": getattr(error, "strerror", None) or error}


def shown(path: Path | str) -> str:
    """A path for the terminal: odd bytes and control characters become visible signs."""
    text = os.fsencode(path).decode("utf-8", "replace")
    return "".join(char if char.isprintable() else "\ufffd" for char in text)
