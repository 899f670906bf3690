"""Word files → lines, and the Word files that are not opened."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Inches
from PIL import Image

from portal.base.refusal import Refusal
from portal.desk.importing import docx_guard, limits, pictures
from portal.desk.importing import read_docx as module
from portal.desk.importing.parser import parse
from portal.desk.importing.read_docx import read_docx
from tests.desk.importing import samples
from tests.desk.importing.word_files import bomb_picture, in_body, picture_bytes, with_parts, word_file
from tests.uploads.files import STRANGE_ENCODINGS, far_archive, lzma_archive, xml_in

TITLE = "Gương sáng ở bản vùng cao"
DOCUMENT = "word/document.xml"


def plain(document: Any) -> None:
    document.add_paragraph(TITLE)
    document.add_paragraph(samples.LONG)
    document.add_paragraph(samples.OTHER)


def typical(document: Any) -> None:
    """A Word page as a correspondent sends it."""
    for text in ("GƯƠNG SÁNG Ở BẢN", "VÙNG CAO NĂM 2024"):
        paragraph = document.add_paragraph()
        paragraph.add_run(text).bold = True
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph().add_run(
        "Mười năm liền, bà con trong bản cùng nhau giữ rừng, làm đường, nuôi con ăn học."
    ).bold = True
    document.add_heading("Giữ rừng", level=2)
    paragraph = document.add_paragraph(samples.LONG[:60])
    paragraph.add_run(samples.LONG[60:90]).italic = True
    paragraph.add_run(samples.LONG[90:])
    document.add_picture(io.BytesIO(picture_bytes()), width=Inches(4))
    caption = document.add_paragraph("Bà con đi tuần rừng. Ảnh: H.L")
    caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("Làm đường", style="Heading 2")
    document.add_paragraph(samples.OTHER)
    document.add_paragraph("Góp công", style="List Bullet")
    document.add_paragraph("Góp đá", style="List Bullet")
    document.add_paragraph("Họp bản", style="List Number")
    table = document.add_table(rows=3, cols=2)
    for row, cells in zip(table.rows, [("Năm", "Số km"), ("2023", "4"), ("2024", "8")], strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.add_paragraph(samples.THIRD)
    name = document.add_paragraph("Lò Văn An")
    name.alignment = WD_ALIGN_PARAGRAPH.RIGHT


class TestTypicalFile:
    article = parse(read_docx(word_file(typical)))

    def test_facts(self) -> None:
        assert self.article.title == "GƯƠNG SÁNG Ở BẢN VÙNG CAO NĂM 2024"
        assert self.article.lead.startswith("Mười năm liền")
        assert self.article.byline == "Lò Văn An"

    def test_body_in_order(self) -> None:
        kinds = [block.kind for block in self.article.blocks]
        assert kinds == ["heading", "paragraph", "heading", "paragraph", "list", "list", "table", "paragraph"]
        assert [block.level for block in self.article.blocks if block.kind == "heading"] == [2, 2]
        assert [block.ordered for block in self.article.blocks if block.kind == "list"] == [False, True]
        assert self.article.blocks[6].rows == (("Năm", "Số km"), ("2023", "4"), ("2024", "8"))

    def test_styles_inside_a_paragraph_are_kept(self) -> None:
        runs = self.article.blocks[1].lines[0].runs
        assert [run.italic for run in runs] == [False, True, False]
        assert "".join(run.text for run in runs) == samples.LONG

    def test_picture_with_caption_and_credit(self) -> None:
        photo = self.article.photo
        assert photo is not None
        assert photo.picture is not None
        assert photo.picture.data == picture_bytes()
        assert (photo.caption, photo.credit) == ("Bà con đi tuần rừng.", "H.L")


def texts(xml: str) -> list[str]:
    return [line.text for line in read_docx(with_parts(word_file(plain), {DOCUMENT: in_body(xml)})).lines]


class TestTextThatPythonDocxLeavesOut:
    def test_tracked_insertions_count_and_deletions_do_not(self) -> None:
        xml = (
            '<w:p><w:r><w:t xml:space="preserve">Còn </w:t></w:r>'
            '<w:ins w:id="1" w:author="a"><w:r><w:t>thêm</w:t></w:r></w:ins>'
            '<w:del w:id="2" w:author="a"><w:r><w:delText>xóa</w:delText></w:r></w:del></w:p>'
        )
        assert texts(xml)[0] == "Còn thêm"

    def test_content_controls(self) -> None:
        xml = "<w:sdt><w:sdtContent><w:p><w:r><w:t>Trong khung</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        assert texts(xml)[0] == "Trong khung"

    def test_text_box_once(self) -> None:
        namespaces = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="urn:x"'
        box = "<w:txbxContent><w:p><w:r><w:t>Trong hộp</w:t></w:r></w:p></w:txbxContent>"
        xml = (
            f"<w:p {namespaces}><w:r><mc:AlternateContent>"
            f"<mc:Choice Requires='wps'><wps:txbx>{box}</wps:txbx></mc:Choice><mc:Fallback>{box}</mc:Fallback>"
            "</mc:AlternateContent></w:r></w:p>"
        )
        assert texts(xml).count("Trong hộp") == 1

    def test_field_codes_are_no_text(self) -> None:
        xml = '<w:p><w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r><w:r><w:t>Chữ</w:t></w:r></w:p>'
        assert texts(xml)[0] == "Chữ"

    def test_breaks_inside_a_paragraph(self) -> None:
        long = f"<w:p><w:r><w:t>{samples.LONG}</w:t><w:br/><w:t>{samples.OTHER}</w:t></w:r></w:p>"
        xml = long + "<w:p><w:r><w:t>Một</w:t><w:br/><w:t>hai</w:t></w:r></w:p>"
        assert texts(xml)[:3] == [samples.LONG, samples.OTHER, "Một hai"]


class TestRefusals:
    good = word_file(plain)

    def refused(self, data: bytes, reason: str) -> None:
        with pytest.raises(Refusal, match=reason):
            read_docx(data)

    def test_the_good_one_is_read(self) -> None:
        assert [line.text for line in read_docx(self.good).lines] == [TITLE, samples.LONG, samples.OTHER]

    @pytest.mark.parametrize("size", [4, 100, 3000])
    def test_cut_short(self, size: int) -> None:
        self.refused(self.good[:size], "hỏng")

    def test_not_an_archive(self) -> None:
        self.refused(b"Xin chao" * 100, "hỏng")

    def test_flipped_bytes(self) -> None:
        data = bytearray(self.good)
        for index in range(200, len(data) - 2000, 97):
            data[index] ^= 0xFF
        self.refused(bytes(data), "hỏng|Word")

    def test_another_archive(self) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("bai.txt", "chữ")
        self.refused(out.getvalue(), "không phải tệp Word")

    def test_old_word_or_password(self) -> None:
        self.refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "mật khẩu")

    def test_macros(self) -> None:
        self.refused(with_parts(self.good, {"word/vbaProject.bin": b"x"}), "macro")

    @pytest.mark.parametrize("part", [DOCUMENT, "word/styles.xml", "docProps/core.xml"])
    def test_entities(self, part: str) -> None:
        laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
        bad = with_parts(self.good, {part: lambda data: data.replace(b"?>", b"?>" + laughs, 1)})
        self.refused(bad, "thực thể")

    def test_external_entity_in_utf_16(self) -> None:
        xml = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
        self.refused(with_parts(self.good, {"word/settings.xml": xml.encode("utf-16")}), "thực thể")

    def test_broken_xml(self) -> None:
        self.refused(with_parts(self.good, {DOCUMENT: b"<w:document><unclosed>"}), "hỏng")

    @pytest.mark.parametrize("encoding", STRANGE_ENCODINGS)
    @pytest.mark.parametrize("part", [DOCUMENT, "[Content_Types].xml"])
    def test_an_encoding_nobody_knows(self, part: str, encoding: str) -> None:
        self.refused(with_parts(self.good, {part: xml_in(encoding)}), "hỏng|Word")

    @pytest.mark.parametrize("data", [lzma_archive(), far_archive()], ids=["lzma", "far"])
    def test_parts_packed_as_no_office_program_does(self, data: bytes) -> None:
        self.refused(data, "hỏng")

    def test_no_body(self) -> None:
        self.refused(with_parts(self.good, {DOCUMENT: b"<x/>"}), "hỏng")

    def test_bomb_by_size(self) -> None:
        self.refused(with_parts(self.good, {f"word/media/{n}.bin": bytes(60 << 20) for n in (1, 2)}), "bung ra")

    def test_bomb_by_ratio(self) -> None:
        self.refused(with_parts(self.good, {"word/media/1.bin": bytes(20 << 20)}), "bom nén")

    def test_bomb_by_entries(self) -> None:
        self.refused(with_parts(self.good, {f"word/media/{n}.bin": b"" for n in range(2100)}), "phần bên trong")

    def test_a_part_too_long_to_parse(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(docx_guard, "MAX_XML_PART_BYTES", 1000)
        self.refused(self.good, "quá lớn")

    def test_same_part_twice(self) -> None:
        out = io.BytesIO(self.good)
        with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(out, "a") as archive:
            archive.writestr(DOCUMENT, b"<x/>")
        self.refused(out.getvalue(), "hỏng")

    def test_old_font(self) -> None:
        text = "Phong trµo thi ®ua cña tØnh trong n¨m, c¸c ®¬n vÞ lµm t¹i c¬ së. " * 4
        self.refused(word_file(lambda document: document.add_paragraph(text)), "TCVN3")


class TestPictures:
    def with_picture(self, data: bytes) -> bytes:
        def fill(document: Any) -> None:
            plain(document)
            document.add_picture(io.BytesIO(picture_bytes(kind="PNG")))

        return with_parts(word_file(fill), {"word/media/image1.png": data})

    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            (bomb_picture(), "quá lớn khi mở ra"),
            (bomb_picture(8000, 6000), "8000 × 6000 điểm ảnh"),
            (b"no picture at all", "hỏng"),
            (picture_bytes(kind="PNG")[:200], "hỏng"),
            (picture_bytes(kind="TIFF"), "hỏng"),
        ],
    )
    def test_unfit_pictures_are_named(self, data: bytes, reason: str) -> None:
        with pytest.raises(Refusal, match=reason) as refused:
            read_docx(self.with_picture(data))
        assert "image1.png" in str(refused.value)

    def test_heavy_picture(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(pictures, "MAX_PICTURE_BYTES", 100)
        with pytest.raises(Refusal, match="nặng"):
            read_docx(self.with_picture(picture_bytes(kind="PNG")))

    def test_too_many(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module, "MAX_PICTURES", 0)
        with pytest.raises(Refusal, match="hơn 0 ảnh"):
            read_docx(self.with_picture(picture_bytes(kind="PNG")))

    def test_animation(self) -> None:
        frames = [Image.new("RGB", (10, 10), (2 * n, 0, n)) for n in range(limits.MAX_PICTURE_FRAMES + 20)]
        buffer = io.BytesIO()
        frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:], duration=10)
        with pytest.raises(Refusal, match="khung hình"):
            pictures.check_picture(buffer.getvalue(), "dong.gif")

    def test_drawings_are_left_out_with_a_word(self) -> None:
        data = self.with_picture(picture_bytes(kind="PNG"))
        parts = {
            "word/media/image1.emf": b"drawing",
            "word/_rels/document.xml.rels": lambda rels: rels.replace(b"image1.png", b"image1.emf"),
            "[Content_Types].xml": lambda types: types.replace(b'Extension="png"', b'Extension="emf"'),
        }
        reading = read_docx(with_parts(data, parts))
        assert any("image1.emf" in warning for warning in reading.warnings)
        assert all(line.kind != "picture" for line in reading.lines)
