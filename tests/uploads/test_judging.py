"""Files are judged by what is in them; what is dangerous, broken or too large is refused in words."""

from __future__ import annotations

import io
import struct
import time

import pytest
from PIL import Image

from portal.intake.uploads import ACCEPTED, TYPES, Unfit, clean, judge, shown_name
from tests.uploads import files

HONEST = {
    "jpg": files.picture("JPEG"),
    "png": files.picture("PNG"),
    "webp": files.picture("WEBP"),
    "pdf": files.pdf(),
    "docx": files.word(),
    "xlsx": files.workbook(),
}
BOMB = b"<a>" + b" " * 60_000_000 + b"</a>"
TAGS = {
    "a resolution in letters": (0x011A, 2, 1, 7),
    "a make that is a fraction": (0x010F, 5, 1, 7),
    "a part that is text": (0xA005, 2, 1, 7),
    "a place beyond the end": (0x8825, 4, 1, 9_999_999),
}
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'


def judged(data: bytes, accepted=frozenset(TYPES)) -> str:
    return judge(io.BytesIO(data), accepted)


@pytest.mark.parametrize("kind", HONEST)
def test_honest_files_are_taken_for_what_they_are(kind: str) -> None:
    assert judged(HONEST[kind]) == kind


def test_readers_send_no_workbooks() -> None:
    with pytest.raises(Unfit, match="Chỉ nhận PDF, JPEG, PNG, WEBP, DOCX"):
        judged(HONEST["xlsx"], ACCEPTED)


@pytest.mark.parametrize("kind", ["jpg", "png", "webp", "pdf", "docx", "xlsx"])
@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_a_file_cut_short_is_refused(kind: str, part: float) -> None:
    data = (
        HONEST[kind]
        if kind not in ("jpg", "png", "webp")
        else files.picture({"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}[kind], (400, 300))
    )
    with pytest.raises(Unfit):
        judged(data[: int(len(data) * part)])


REFUSED = {
    "nothing": (b"", "Tệp rỗng"),
    "too large": (files.pdf() + b"0" * (10 * 1024 * 1024), "lớn hơn 10 MB"),
    "a page of the web": (b"<!DOCTYPE html><script>alert(1)</script>", "Chỉ nhận"),
    "a drawing with scripts": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "Chỉ nhận"),
    "a program": (b"MZ\x90\x00" + b"\0" * 200, "Chỉ nhận"),
    "a moving picture": (b"GIF89a" + b"\0" * 50, "Chỉ nhận"),
    "text": ("Kính gửi ban biên tập".encode(), "Chỉ nhận"),
    "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "kiểu cũ"),
    "a picture of 100,000 × 100,000 points": (files.png_header(100_000, 100_000), "40 triệu"),
    "a picture just too large": (files.png_header(8_000, 5_001), "40 triệu"),
    "a picture that breaks off": (files.png_header(1_000, 1_000), "hỏng"),
    "a picture with a part that is too short": (files.png_ending_with(b"iCCP", b"\0"), "hỏng"),
    "only the beginning of a picture": (b"\xff\xd8\xff\xe0" + b"\0" * 100, "hỏng"),
    "a PDF with a script": (files.pdf(b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"), "mã lệnh"),
    "a script written in hexadecimal": (files.pdf(b"/OpenAction << /S /J#61vaScript >>"), "mã lệnh"),
    "a script in a compressed part": (files.pdf_with_hidden_script(), "mã lệnh"),
    "a PDF that starts a program": (files.pdf(b"/OpenAction << /S /Launch /F (cmd.exe) >>"), "mã lệnh"),
    "a PDF with a file inside": (files.pdf(b"/Names << /EmbeddedFiles 5 0 R >>"), "mã lệnh"),
    "a PDF with a password": (files.pdf(b"/Encrypt 7 0 R"), "mật khẩu"),
    "a PDF that is an archive too": (files.pdf(after=b"\n" + files.word()), "nội dung lạ"),
    "an archive of anything": (files.repacked(files.word(), {"word/document.xml": b""})[:30] + b"\0" * 90, "Chỉ nhận"),
    "an archive that is a PDF too": (files.pdf() + files.word(), "nội dung lạ"),
    "a Word file with macros": (files.repacked(files.word(), {"word/vbaProject.bin": b"x"}), "macro"),
    "a Word file that says macros": (
        files.repacked(files.word(), {"[Content_Types].xml": b'<Types a="macroEnabled"/>'}),
        "macro",
    ),
    "a part that unpacks to much more": (files.repacked(files.word(), {"word/media/a.xml": BOMB}), "nén bất thường"),
    "parts that unpack to too much": (
        files.repacked(files.word(), {f"a/{n}.bin": b"0" * 1_000_000 for n in range(110)}),
        "100 MB",
    ),
    "too many parts": (files.repacked(files.word(), {f"a/{n}": b"" for n in range(2_001)}), "2.000"),
    "a part that fetches files": (files.repacked(files.word(), {"word/document.xml": ENTITIES}), "thực thể XML"),
    "a part that is no XML": (files.repacked(files.word(), {"word/document.xml": b"<a>"}), "hỏng"),
    **{
        f"a part in {encoding}": (
            files.repacked(files.word(), {name: files.xml_in(encoding)}),
            "hỏng",
        )
        for name in ("[Content_Types].xml", "word/document.xml")
        for encoding in files.STRANGE_ENCODINGS
    },
    "parts packed by other programs": (files.lzma_archive(), "hỏng"),
    "a part that lies nowhere": (files.far_archive(), "hỏng"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_dangerous_or_broken_is_refused_in_words(name: str) -> None:
    data, words = REFUSED[name]
    with pytest.raises(Unfit, match=words):
        judged(data)


def test_a_million_beginnings_without_an_end_are_read_once() -> None:
    data = files.pdf().replace(b"endstream", b"") + b"stream\n" * 400_000 + b"startxref\n0\n%%EOF"
    began = time.perf_counter()
    with pytest.raises(Unfit, match="mã lệnh"):
        judged(data)
    assert time.perf_counter() - began < 5


def test_a_script_that_is_only_the_letters_of_a_picture_is_none() -> None:
    assert b"/JS /Launch" in files.pdf()
    assert judged(files.pdf()) == "pdf"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_loses_place_and_camera_and_stands_upright(kind: str) -> None:
    # 6: the camera was held upright, the top is at the right of what is stored.
    kept = clean(io.BytesIO(files.picture(kind, (60, 40), orientation=6)))
    with Image.open(io.BytesIO(kept.data)) as image:
        assert image.size == (40, 60)
        assert not image.getexif()
        red, _green, blue = image.convert("RGB").getpixel((20, 5))
        assert red > blue, "what was left is now above"
    assert "Hãng".encode() not in kept.data
    assert b"Exif" not in kept.data


@pytest.mark.parametrize("tag", TAGS)
def test_a_picture_is_not_refused_for_what_its_camera_wrote_wrong(tag: str) -> None:
    upright = (0x0112, 3, 1, 6)
    exif = b"II*\0\x08\0\0\0\x02\0" + b"".join(struct.pack("<HHLL", *one) for one in (TAGS[tag], upright)) + b"\0" * 4
    with Image.open(io.BytesIO(clean(io.BytesIO(files.picture_with_exif(exif))).data)) as drawn:
        assert drawn.size == (8, 12), "upright all the same"


def test_what_follows_a_picture_is_gone() -> None:
    kept = clean(io.BytesIO(files.picture() + b"<script>alert(1)</script>PK\x03\x04"))
    assert b"script" not in kept.data
    assert kept.kind == "jpg"


def test_papers_stay_as_they_were_sent() -> None:
    assert clean(io.BytesIO(files.pdf())).data == files.pdf()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_every_kind_of_colour_is_drawn(mode: str) -> None:
    image, stream = Image.new(mode, (8, 8)), io.BytesIO()
    image.save(stream, "JPEG" if mode == "CMYK" else "PNG")
    with Image.open(io.BytesIO(clean(stream).data)) as drawn:
        assert drawn.mode == ("RGBA" if mode in ("LA", "RGBA") else "RGB")


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Báo cáo.pdf", "Báo cáo.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\anh.jpg", "anh.jpg"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie: x.pdf"),
        ("\u202egpj.exe", "gpj.exe"),
        ("..", "tệp không tên"),
        ("", "tệp không tên"),
    ],
)
def test_names_are_shown_on_one_line_without_folders(given: str, shown: str) -> None:
    assert shown_name(given) == shown


def test_long_names_keep_their_ending() -> None:
    shown = shown_name("a" * 500 + ".pdf")
    assert len(shown) <= 120
    assert shown.endswith(".pdf")
