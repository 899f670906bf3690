"""A full copy as one file: JSON, a workbook, or a ZIP of CSV files with pictures and papers."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from typing import IO, Any

from django.core.files.storage import Storage

from exemplars.registry.transfer.archive.dump import Dump
from exemplars.registry.transfer.archive.tables import IMAGES, carried_tables
from exemplars.registry.transfer.formats import csv_file, stable_zip
from exemplars.registry.transfer.formats.workbook import WorkbookWriter
from exemplars.registry.transfer.printed import as_json
from portal.vietnamese.slug import slugify_vi

FORMAT, VERSION = "guong-sang/so-guong", 1
ABOUT = "thong-tin.json"
ABOUT_SHEET = "Thông tin"
IMAGE_FOLDER, PAPER_FOLDER = "anh/", "tai-lieu/"


def entry_of(sheet: str) -> str:
    """Return the name of a table's file inside the ZIP."""
    return f"{slugify_vi(sheet)}.csv"


def _about() -> str:
    return json.dumps({"format": FORMAT, "version": VERSION})


def write_json(target: IO[bytes]) -> None:
    """Write everything as one JSON object, each row on a line of its own."""
    out = io.TextIOWrapper(target, encoding="utf-8", newline="\n", write_through=True)
    out.write(f'{{"format": "{FORMAT}", "version": {VERSION}, "tables": {{')
    for turn, (carried, headings, rows) in enumerate(Dump().tables()):
        out.write(f"{',' if turn else ''}\n{json.dumps(carried.sheet, ensure_ascii=False)}: [")
        for line in _json_rows(headings, rows):
            out.write(line)
        out.write("\n]")
    out.write("\n}}\n")
    out.detach()


def _json_rows(headings: list[str], rows: Iterator[list[Any]]) -> Iterator[str]:
    for turn, row in enumerate(rows):
        # What is empty is left out: most columns of most rows are.
        filled = {name: as_json(value) for name, value in zip(headings, row, strict=True) if value not in (None, "")}
        yield f"{',' if turn else ''}\n{json.dumps(filled, ensure_ascii=False)}"


def write_workbook(target: IO[bytes]) -> None:
    """Write everything as a workbook, a sheet for each table. Raises ``Refusal`` for a text that no cell holds."""
    book = WorkbookWriter()
    for carried, headings, rows in Dump().tables():
        book.sheet(carried.sheet, headings, rows)
    book.sheet(ABOUT_SHEET, ["format", "version"], [[FORMAT, VERSION]])
    book.save(target)


def write_zip(target: IO[bytes]) -> None:
    """Write everything as CSV files in a ZIP, with the pictures and the papers of the dossiers."""
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(stable_zip.entry(ABOUT), _about())
        for carried, headings, rows in Dump().tables():
            with archive.open(stable_zip.entry(entry_of(carried.sheet)), "w") as raw:
                for line in csv_file.lines(headings, rows):
                    raw.write(line.encode("utf-8"))
        for name, storage, path in _files():
            _add_file(archive, name, storage, path)


def _files() -> Iterator[tuple[str, Storage, str]]:
    """Return name in the archive, storage and path of each picture and paper, in order of names."""
    from exemplars.registry.models import Evidence

    images = next(carried for carried in carried_tables() if carried.table is IMAGES)
    seen = set()
    for image in images.wanted().order_by("file_hash", "pk").iterator(chunk_size=500):
        if image.file_hash and image.file_hash not in seen:
            seen.add(image.file_hash)
            yield f"{IMAGE_FOLDER}{image.file_hash}", image.file.storage, image.file.name
    papers = Evidence.objects.order_by("file", "pk")
    for paper in papers.iterator(chunk_size=500):
        yield f"{PAPER_FOLDER}{paper.file.name}", paper.file.storage, paper.file.name


def _add_file(archive: zipfile.ZipFile, name: str, storage: Storage, path: str) -> None:
    if name in archive.NameToInfo or not storage.exists(path):
        return  # a lost file does not stop the copy; its row says what it was called
    with storage.open(path) as read, archive.open(stable_zip.entry(name), "w") as written:
        shutil.copyfileobj(read, written, 1 << 16)


WRITERS = {".json": write_json, ".xlsx": write_workbook, ".zip": write_zip}
