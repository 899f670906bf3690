"""Files that are not what they should be: each is refused in Vietnamese, nothing is kept, nothing breaks."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import override_settings
from openpyxl import Workbook, load_workbook

from exemplars.registry.models import Exemplar, ImportRun
from exemplars.registry.transfer.sheets import reading
from exemplars.registry.transfer.sheets.applying import commit
from exemplars.registry.transfer.sheets.previewing import begin
from portal.base.refusal import Refusal
from tests.registry.transfer.filled import NAUGHTY
from tests.registry.transfer.lists import csv_bytes, outcomes, problems, xlsx
from tests.uploads.files import EXCEL, STRANGE_ENCODINGS, far_archive, lzma_archive, repacked, xml_in

pytestmark = pytest.mark.django_db
HEAD = ("Họ và tên", "Năm sinh", "Năm nêu gương")


@pytest.fixture(autouse=True)
def _private_files(tmp_path: Path):
    with override_settings(PRIVATE_ROOT=tmp_path / "private"):
        yield


def bring(folder: Path, name: str, data: bytes) -> ImportRun:
    path = folder / "tep"
    path.write_bytes(data)
    return begin(path, name, actor=None, options={"year": 2024})


def workbook_bytes(*rows: tuple, change: Callable[[Workbook], None] = lambda book: None) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def rewritten(data: bytes, change: Callable[[str, bytes], bytes], more: dict[str, bytes] | None = None) -> bytes:
    """Return a workbook with its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, change(info.filename, old.read(info)))
        for name, content in (more or {}).items():
            new.writestr(name, content)
    return out.getvalue()


GOOD = workbook_bytes(HEAD, ("Lò Văn Thử", 1980, 2024))
SHEET = "xl/worksheets/sheet1.xml"


def _sheet(old: bytes, new: bytes) -> bytes:
    return rewritten(GOOD, lambda name, data: data.replace(old, new) if name == SHEET else data)


BAD = {
    "empty.xlsx": b"",
    "empty.csv": b"",
    "blank.csv": b"\r\n \r\n",
    "zeros.csv": b"\x00" * 4000,
    "text.xlsx": b"khong phai excel",
    "picture.csv": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
    "workbook.csv": GOOD,
    "old.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512,
    "locked.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512,
    "cut.xlsx": GOOD[: len(GOOD) // 2],
    "list.pdf": b"%PDF-1.4",
    "no-ending": GOOD,
    "zip.xlsx": rewritten(GOOD, lambda name, data: data).replace(b"xl/workbook.xml", b"xl/warkbook.xml"),
    "macro.xlsx": rewritten(GOOD, lambda name, data: data, {"xl/vbaProject.bin": b"x"}),
    "bomb.xlsx": rewritten(GOOD, lambda name, data: data, {"xl/worksheets/sheet2.xml": b" " * 40_000_000}),
    "many-parts.xlsx": rewritten(GOOD, lambda name, data: data, {f"xl/x{n}.xml": b"<a/>" for n in range(1200)}),
    "entities.xlsx": _sheet(b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet'),
    "broken-xml.xlsx": _sheet(b"</sheetData>", b"</sheetDat"),
    **{
        f"{encoding}-{name.rpartition('/')[2]}.xlsx": repacked(GOOD, {name: xml_in(encoding)})
        for name in (SHEET, "[Content_Types].xml", "xl/workbook.xml")
        for encoding in STRANGE_ENCODINGS
    },
    "lzma.xlsx": lzma_archive(EXCEL),
    "far.xlsx": far_archive(EXCEL),
    "far-column.xlsx": _sheet(b'r="A2"', b'r="ZZZZZZ2"'),
    "no-number.xlsx": _sheet(b"<v>1980</v>", b"<v>\xc3\xa0</v>"),
    "no-headings.xlsx": workbook_bytes(("a", "b"), (1, 2)),
    "60000-columns.csv": csv_bytes(("Họ và tên", *(f"Cột {n}" for n in range(60_000))), ("Lò Thử",) * 60_001),
    "wide.xlsx": workbook_bytes(("Họ và tên", *(f"Cột {n}" for n in range(3000))), ("Lò Thử",)),
    "endless-cell.csv": csv_bytes(HEAD, ("x" * 200_000, "", "")),
    "tcvn3.csv": "Hä vµ tªn,§¬n vÞ,§Þa chØ,N¨m\r\nNguyÔn V¨n,cña c¸c ®­îc n¨m,tØnh víi,2024\r\n".encode("cp1252"),
}


@pytest.mark.parametrize("name", BAD)
def test_it_is_refused_in_words_and_nothing_is_kept(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refusal) as refusal:
        bring(tmp_path, name, BAD[name])
    said = str(refusal.value)
    assert said[0].isupper()
    assert said.endswith(".")
    assert not ImportRun.objects.exists()
    assert [path for path in (tmp_path / "private").rglob("*") if path.is_file()] == []


def test_too_many_rows_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 5)
    monkeypatch.setattr(reading, "HEADINGS_WITHIN", 2)
    for name, data in (
        ("a.csv", csv_bytes(HEAD, *[("A B", "", "")] * 6)),
        ("a.xlsx", workbook_bytes(HEAD, *[("A B", "", "")] * 6)),
    ):
        with pytest.raises(Refusal, match="dài hơn 5 dòng"):
            bring(tmp_path, name, data)


def test_a_row_far_below_costs_nothing(tmp_path: Path) -> None:
    data = _sheet(b'<row r="2"', b'<row r="1048576"').replace(b'r="A2"', b'r="A1048576"')
    run = bring(tmp_path, "a.xlsx", data)
    assert run.counts in ({}, {"new": 1})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_separators(tmp_path: Path, encoding: str, delimiter: str) -> None:
    data = csv_bytes(HEAD, ("Lò Văn Thử", "1980", "2024"), encoding=encoding, delimiter=delimiter)
    run = bring(tmp_path, "a.csv", data)
    assert (outcomes(run), run.rows.get().name) == (["new"], "Lò Văn Thử")


def test_a_list_of_names_in_windows_1258(tmp_path: Path) -> None:
    from tests.desk.importing.test_encoding import windows_1258

    text = csv_bytes(HEAD, *[("Lò Văn Thử", "1980", "2024"), ("Đặng Thị Ngọc Ước", "1981", "2024")] * 40).decode(
        "utf-8-sig"
    )
    run = bring(tmp_path, "a.csv", windows_1258(text))
    assert run.rows.order_by("number").first().name == "Lò Văn Thử"


def test_formulas_count_by_their_result_and_without_one_are_told(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book.active["B2"] = "=1979+1"

    data = workbook_bytes(HEAD, ("Lò Văn Thử", 0, 2024), change=change)
    run = bring(tmp_path, "a.xlsx", data)
    assert problems(run) == [("B2", "Ô chứa công thức chưa có kết quả; hãy sao chép rồi dán giá trị.")]
    calculated = rewritten(
        data, lambda name, part: part.replace(b"<v />", b"<v>1980</v>").replace(b"<v></v>", b"<v>1980</v>")
    )
    run = bring(tmp_path, "a.xlsx", calculated)
    assert (outcomes(run), run.rows.get().values["values"]["birth_year"]) == (["new"], 1980)


@pytest.mark.parametrize("written", ["--5", "-", "²", "1_980", "19 80", "9" * 30])
def test_what_is_no_whole_number_is_told(tmp_path: Path, written: str) -> None:
    run = bring(tmp_path, "a.csv", csv_bytes(HEAD, ("Lò Văn Thử", "1980", written)))
    assert [where for where, _problem in problems(run)] == ["C2"]
    assert "không phải số nguyên" in problems(run)[0][1]


def test_merged_cells_are_told(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book.active.merge_cells("B2:B3")

    run = bring(tmp_path, "a.xlsx", workbook_bytes(HEAD, ("Lò Thử", 1980, 2024), ("Vi Thử", None, 2024), change=change))
    assert "B2:B3" in run.warnings[0]
    assert outcomes(run) == ["new", "new"]


def test_only_the_first_sheet_is_read_and_that_is_told(tmp_path: Path) -> None:
    run = bring(
        tmp_path, "a.xlsx", workbook_bytes(HEAD, ("Lò Thử", 1980, 2024), change=lambda book: book.create_sheet("B"))
    )
    assert "trang đầu" in run.warnings[0]


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_texts_that_break_careless_programs(tmp_path: Path, suffix: str) -> None:
    texts = [text for text in NAUGHTY if suffix == "csv" or not any(char in text for char in "\x01\x1f")]
    rows = [
        ("Họ và tên", "Năm nêu gương", "Thành tích", "Ghi chú"),
        *((f"Gương số {n}", 2024, text, text) for n, text in enumerate(texts)),
    ]
    if suffix == "csv":
        run = bring(tmp_path, "a.csv", csv_bytes(*rows))
    else:
        book = load_workbook(xlsx(tmp_path / "a.xlsx", *rows))
        for row in book.active.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    cell.data_type = "s"
        book.save(tmp_path / "a.xlsx")
        run = bring(tmp_path, "a.xlsx", (tmp_path / "a.xlsx").read_bytes())
    assert set(outcomes(run)) == {"new"}
    commit(run, actor=None)
    assert Exemplar.objects.count() == len(texts)
    assert "'; DROP TABLE registry_exemplar;--" in Exemplar.objects.values_list("notes", flat=True)
    again = bring(tmp_path, f"a.{suffix}", csv_bytes(*rows) if suffix == "csv" else (tmp_path / "a.xlsx").read_bytes())
    assert set(outcomes(again)) == {"same"}


@pytest.mark.parametrize(
    "cell",
    [
        "",
        " ",
        "0",
        "-1",
        "99999999999999999999",
        "1e400",
        "nan",
        "1980.5",
        "abc",
        "１９８０",
        "\u202e1980",
        True,
        1.5,
        10**30,
    ],
)
def test_numbers_that_are_none(tmp_path: Path, cell: object) -> None:
    run = bring(tmp_path, "a.xlsx", workbook_bytes(HEAD, ("Lò Thử", cell, 2024)))
    assert outcomes(run) in (["new"], ["error"])
