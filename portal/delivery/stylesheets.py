"""Few stylesheets for the reader, many small ones for us.

``static/css/portal.css`` imports one file per component, which browsers understand as it stands: there is no
build step. When static files are collected, the storage below puts the imported files in place of the
``@import`` lines of the copy that readers get, so that a page costs one request instead of thirty. The order of
layers and files is the one written in ``portal.css``. ``rooms.css`` does the same for rooms that need more.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

ENTRY = "css/portal.css"
ENTRIES = (ENTRY, "css/rooms.css")

_IMPORT = re.compile(r'@import url\("(?P<url>[^"]+)"\)(?: layer\((?P<layer>[\w.-]+)\))?(?P<media>[^;]*);')
_URL = re.compile(r'url\("(?P<url>(?!data:|https?:|/)[^"]+)"\)')
_STRING = re.compile(r'("(?:[^"\\]|\\.)*")')
_STRING_OR_COMMENT = re.compile(r'"(?:[^"\\]|\\.)*"|/\*.*?\*/', re.DOTALL)
_SPACE = re.compile(r"\s+")
_AROUND = re.compile(r" ?([{};,]) ?")


class BrokenStylesheetError(ValueError):
    """An @import that names no file, or that we could not read."""


def squeezed(css: str) -> str:
    """Return a stylesheet without comments and needless space; quoted strings stay as they are."""
    parts = _STRING.split(_without_comments(css))
    return "".join(part if part.startswith('"') else _squeeze_plain(part) for part in parts).strip()


def _squeeze_plain(css: str) -> str:
    return _AROUND.sub(r"\1", _SPACE.sub(" ", css)).replace(";}", "}")


def _without_comments(css: str) -> str:
    return _STRING_OR_COMMENT.sub(lambda found: found[0] if found[0].startswith('"') else "", css)


def joined(read: Callable[[str], str], name: str = ENTRY) -> str:
    """Return a stylesheet with its imports put in place, each in its layer and media query.

    ``read`` gives the text of a static file by name. Relative addresses inside an imported file are rewritten to
    be relative to the entry. Raises :class:`BrokenStylesheetError` for an import that cannot be read, or one
    written in a form this function does not know.
    """
    folder = posixpath.dirname(name)

    def put_in_place(found: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(folder, found["url"]))
        try:
            css = read(target)
        except OSError as error:
            raise BrokenStylesheetError(f"{name}: @import of {target}, which does not exist") from error
        css = _moved(css, posixpath.dirname(target), folder)
        if media := found["media"].strip():
            css = f"@media {media} {{\n{css}\n}}"
        return f"@layer {found['layer']} {{\n{css}\n}}" if found["layer"] else css

    css = _IMPORT.sub(put_in_place, _without_comments(read(name)))
    if "@import" in css:
        raise BrokenStylesheetError(f'{name}: write imports as @import url("file.css") layer(name);, not nested')
    return squeezed(css)


def _moved(css: str, origin: str, target: str) -> str:
    """Return css with its relative addresses, written for folder ``origin``, right for folder ``target``."""
    return _URL.sub(
        lambda found: f'url("{posixpath.relpath(posixpath.join(origin, found["url"]), target or ".")}")', css
    )


class PortalStaticStorage(CompressedManifestStaticFilesStorage):
    """Hashed, compressed static files, the stylesheet in one piece."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Join the stylesheets, then hash and compress as usual; the joined parts are not published twice."""
        if not dry_run:
            paths = self._with_joined_entries(paths)
        yield from super().post_process(paths, dry_run=dry_run, **options)

    @staticmethod
    def _with_joined_entries(paths: dict[str, Any]) -> dict[str, Any]:
        parts: set[str] = set()

        def read(name: str) -> str:
            if name not in paths:
                raise FileNotFoundError(name)
            parts.add(name)
            storage, path = paths[name]
            with storage.open(path) as file:
                return file.read().decode("utf-8")

        memory = InMemoryStorage()
        entries = [name for name in ENTRIES if name in paths]
        for name in entries:
            memory.save(name, ContentFile(joined(read, name).encode()))
        # A stylesheet that is not imported (those of the staff side) is published as it is.
        others = {name: place for name, place in paths.items() if name not in parts}
        return {**others, **{name: (memory, name) for name in entries}}
