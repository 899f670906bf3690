"""Word files → lines.

The text is walked element by element rather than through python-docx' paragraphs, which leave out what was
inserted with "Track changes", content controls and text boxes. Words deleted under tracking stay out.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from portal.base.encoding import refuse_old_fonts
from portal.base.refusal import Refusal
from portal.vietnamese.numbers import whole_number
from portal.vietnamese.text import normalise

from .docx_guard import guard_docx
from .docx_styles import Styles
from .limits import MAX_PICTURES, MAX_TABLE_CELLS
from .pictures import DRAWINGS, check_picture
from .runs import lines_from_runs
from .shapes import Line, Picture, Reading, Run
from .tables import table_lines

_TEXT_BOX = qn("w:txbxContent")
_PARAGRAPH, _TABLE = qn("w:p"), qn("w:tbl")
# Content that is not part of the text as it stands, or a second copy of it for old programs.
_SKIP = frozenset(
    [qn(f"w:{name}") for name in ("del", "moveFrom", "rPr", "pPr", "sectPr", "instrText", "delText", "fldData")]
    + ["{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"]
)
_BREAKS = {
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:tab"): " ",
    qn("w:noBreakHyphen"): "-",
    qn("w:softHyphen"): "",
    qn("w:sym"): "",
}
_EMBED, _LINK = qn("r:embed"), qn("r:link")
_BLIP = qn("a:blip")
_VML_IMAGE, _REL_ID = "{urn:schemas-microsoft-com:vml}imagedata", qn("r:id")
_DOC_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
# What python-docx lets through from whatever is missing or damaged in a file.
_BREAKAGE = (
    *(KeyError, ValueError, AttributeError, IndexError, TypeError, RecursionError, OSError, EOFError),
    *(etree.LxmlError, zipfile.BadZipFile, zlib.error),
)
_NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def read_docx(data: bytes) -> Reading:
    """Lines of a Word file with headings, lists, tables and pictures in order.

    Raises :class:`Refusal` for broken, hostile and password-protected files and for unfit pictures.
    """
    guard_docx(data)
    try:
        document = Document(io.BytesIO(data))
        reading = _Reader(document).read()
    except _BREAKAGE as error:
        raise Refusal(_("tệp Word bị hỏng, không đọc được")) from error
    refuse_old_fonts("\n".join(line.text for line in reading.lines))
    return reading


class _Reader:
    def __init__(self, document: Any) -> None:
        self.part = document.part
        self.body = document.element.body
        self.styles = Styles(document)
        self.lines: list[Line] = []
        self.warnings: list[str] = []
        self.pictures = 0
        self.cells = 0

    def read(self) -> Reading:
        for element in _blocks(self.body):
            self._block(element)
        self._footnotes()
        return Reading(self.lines, warnings=self.warnings)

    def _block(self, element: Any) -> None:
        if element.tag == _PARAGRAPH:
            self.lines += self._paragraph(element)
        else:
            self.lines += self._table(element)

    def _paragraph(self, paragraph: Any) -> list[Line]:
        runs: list[Run] = []
        boxes: list[Any] = []
        pictures: list[Line] = []
        for kind, value in self._walk(paragraph, Run("")):
            if kind == "run":
                runs.append(value)
            elif kind == "box":
                boxes.append(value)
            elif value is not None:
                pictures.append(Line(kind="picture", picture=value))
        look = self.styles.look(paragraph, runs)
        lines = [*pictures, *lines_from_runs(runs, **look)]
        for box in boxes:
            for block in _blocks(box):
                lines += self._paragraph(block) if block.tag == _PARAGRAPH else self._table(block)
        return lines

    def _walk(self, element: Any, style: Run) -> Iterator[tuple[str, Any]]:
        """Runs, text boxes and pictures of a paragraph, in order."""
        for child in element:
            tag = child.tag
            if tag in _SKIP or not isinstance(tag, str):
                continue
            if tag == qn("w:t"):
                yield "run", Run(normalise(child.text or ""), style.bold, style.italic, style.href)
            elif tag in _BREAKS:
                yield "run", Run(_BREAKS[tag] if child.get(qn("w:type")) != "page" else "\n")
            elif tag == qn("w:footnoteReference"):
                yield "run", Run(f" ({child.get(qn('w:id'))})")
            elif tag == _TEXT_BOX:
                yield "box", child
            elif tag in (_BLIP, _VML_IMAGE):
                yield "picture", self._picture(child)
            else:
                yield from self._walk(child, self._style(child, style))

    def _style(self, element: Any, style: Run) -> Run:
        if element.tag == qn("w:r"):
            bold, italic = self.styles.emphasis(element)
            return Run("", bold, italic, style.href)
        if element.tag == qn("w:hyperlink"):
            relation = self.part.rels.get(element.get(qn("r:id"), ""))
            href = relation.target_ref if relation is not None and relation.is_external else ""
            return Run("", style.bold, style.italic, href)
        return style

    def _picture(self, blip: Any) -> Picture | None:
        relation = self.part.rels.get(blip.get(_EMBED) or blip.get(_REL_ID) or "")
        if relation is None or relation.is_external:
            self.warnings.append(_("có ảnh nằm ngoài tệp Word, không lấy được"))
            return None
        name = str(relation.target_part.partname).rsplit("/", 1)[-1]
        if name.lower().endswith(DRAWINGS):
            self.warnings.append(_("bỏ hình vẽ «%(name)s»: trang web không hiện được loại này") % {"name": name})
            return None
        self.pictures += 1
        if self.pictures > MAX_PICTURES:
            raise Refusal(_("tệp có hơn %(limit)s ảnh") % {"limit": MAX_PICTURES})
        return check_picture(relation.target_part.blob, name, _alternative_text(blip))

    def _table(self, table: Any) -> list[Line]:
        rows: list[list[list[Line]]] = []
        for row in _rows(table):
            cells: list[list[Line]] = []
            for cell in _cells(row):
                self.cells += 1
                if self.cells > MAX_TABLE_CELLS:
                    raise Refusal(_("bảng có hơn %(limit)s ô") % {"limit": MAX_TABLE_CELLS})
                content = [
                    line
                    for block in _blocks(cell)
                    for line in (self._paragraph(block) if block.tag == _PARAGRAPH else self._table(block))
                ]
                cells.append([] if _continues_above(cell) else content)
                cells += [[] for _ in range(min(_span(cell), 50) - 1)]
            rows.append(cells)
        return table_lines(rows)

    def _footnotes(self) -> None:
        """Footnotes follow the text, each under the number that stands in it."""
        for relation in self.part.rels.values():
            if relation.reltype != _NOTES or relation.is_external:
                continue
            root = etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
            for note in root.iter(qn("w:footnote")):
                if note.get(qn("w:type")) in ("separator", "continuationSeparator", "continuationNotice"):
                    continue
                words = " ".join(text.text or "" for text in note.iter(qn("w:t")))
                if words.strip():
                    self.lines += lines_from_runs([Run(normalise(f"({note.get(qn('w:id'))}) {words}"))])


def _blocks(container: Any) -> Iterator[Any]:
    """Paragraphs and tables right inside a container, through content controls and tracked insertions."""
    for child in container:
        if child.tag in (_PARAGRAPH, _TABLE):
            yield child
        elif child.tag in (
            qn("w:sdt"),
            qn("w:sdtContent"),
            qn("w:ins"),
            qn("w:moveTo"),
            qn("w:customXml"),
            qn("w:smartTag"),
        ):
            yield from _blocks(child)


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == qn("w:tr"):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")):
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == qn("w:tc"):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml")):
            yield from _cells(child)


def _property(cell: Any, name: str) -> Any:
    return cell.find(f"{qn('w:tcPr')}/{qn(name)}")


def _span(cell: Any) -> int:
    span = _property(cell, "w:gridSpan")
    value = span.get(qn("w:val"), "1") if span is not None else "1"
    return max(whole_number(value) or 1, 1)


def _continues_above(cell: Any) -> bool:
    merge = _property(cell, "w:vMerge")
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"


def _alternative_text(blip: Any) -> str:
    for ancestor in blip.iterancestors():
        properties = ancestor.find(_DOC_PROPERTIES)
        if properties is not None:
            text = " ".join((properties.get("descr") or "").split())
            # Word and its kin write their own guess or the name of the file.
            return "" if "." in text[-5:] or "Description automatically" in text else text[:250]
    return ""
