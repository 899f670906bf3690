"""Bytes → text, for the code pages found on the disks of Vietnamese offices."""

from __future__ import annotations

import unicodedata

import pytest

from portal.base.encoding import decode, refuse_old_fonts
from portal.base.refusal import Refusal
from portal.desk.importing.parser import parse
from portal.desk.importing.read_text import read_text
from tests.desk.importing import samples

PAGE = samples.CAPITALS_PAGE


def windows_1258(text: str) -> bytes:
    """Text as old Windows programs stored it: the tone as a character of its own after its letter."""
    out = bytearray()
    for char in text:
        try:
            out += char.encode("cp1258")
        except UnicodeEncodeError:
            base, *marks = unicodedata.normalize("NFD", char)
            tone = [mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323"]
            letter = unicodedata.normalize("NFC", base + "".join(mark for mark in marks if mark not in tone))
            out += (letter + "".join(tone)).encode("cp1258")
    return bytes(out)


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_with_and_without_a_mark(name: str) -> None:
    assert decode(PAGE.encode(name)) == PAGE


def test_windows_1258_is_read_and_composed() -> None:
    data = windows_1258(PAGE)
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")
    assert decode(data) == PAGE


@pytest.mark.parametrize(
    "encode", [windows_1258, lambda text: text.encode("utf-16-le"), lambda text: text.encode("utf-16")]
)
def test_the_article_is_the_same_in_every_encoding(encode) -> None:
    first, again = parse(read_text(PAGE.encode())), parse(read_text(encode(PAGE)))
    assert (again.title, again.day, again.byline, again.paragraphs) == (
        first.title,
        first.day,
        first.byline,
        first.paragraphs,
    )


def test_unaccented_text_is_text() -> None:
    assert decode(b"Phong trao lam duong o thon ban") == "Phong trao lam duong o thon ban"


# "The emulation movement of the province in the year", in the letters the old fonts used.
TCVN3 = (
    "Phong trµo thi ®ua cña tØnh trong n¨m, c¸c ®¬n vÞ ®\xad\xeec khen th\xad\xebng v\xed nh÷ng viÖc lµm t¹i c¬ së. "
)
VNI = "Phong traøo thi ñua cuûa tænh trong naêm, caùc ñôn vò ñöôïc khen thöôûng vì nhöõng vieäc laøm taïi cô sôû. "


@pytest.mark.parametrize(("text", "font"), [(TCVN3, "TCVN3"), (VNI, "VNI")])
def test_old_fonts_are_refused_by_name(text: str, font: str) -> None:
    for data in ((text * 5).encode("cp1252"), (text * 5).encode()):
        with pytest.raises(Refusal, match=font):
            decode(data)


def test_text_about_old_fonts_is_no_old_font() -> None:
    refuse_old_fonts(samples.LONG * 3 + " Trước đây viết là «cña», «®ua», «n¨m».")


def test_double_encoding_is_refused() -> None:
    broken = (samples.LONG * 3).encode().decode("cp1252", errors="replace")
    with pytest.raises(Refusal, match="sai bảng mã"):
        decode(broken.encode())


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "rỗng"),
        (b" \r\n\x00 ", "rỗng"),
        (b"abc\x00def" * 100, "NUL"),
        (bytes(range(256)) * 20, "NUL"),
        (b"\xff\xfe" + b"\x00\xd8" * 50, "bảng mã"),
        ("Žluťoučký kůň úpěl ďábelské ódy. ".encode("iso-8859-2") * 20, "bảng mã"),
        (samples.LONG.encode() + b"\n\xff\xfa" + samples.OTHER.encode(), "hỏng ở dòng 2"),
    ],
)
def test_refuses_what_is_no_text(data: bytes, reason: str) -> None:
    with pytest.raises(Refusal, match=reason):
        decode(data)


def test_a_declared_encoding_is_believed_only_when_it_fits() -> None:
    assert decode(PAGE.encode(), "windows-1258") == PAGE
    assert decode(windows_1258(PAGE), "utf-8") == PAGE
    assert decode(windows_1258(PAGE), "no-such-encoding") == PAGE


def test_hard_wrapped_paragraphs_are_joined() -> None:
    import textwrap

    text = "\n\n".join(
        ["Một bài viết bị ngắt dòng", *(textwrap.fill(part, 72) for part in (samples.LONG, samples.OTHER))]
    )
    assert [line.text for line in read_text(text.encode()).lines] == [
        "Một bài viết bị ngắt dòng",
        samples.LONG,
        samples.OTHER,
    ]


def test_short_lines_are_not_joined() -> None:
    text = "Danh sách khen thưởng\nÔng Lò Văn An\nBà Hà Thị Bình\nÔng Vi Văn Chung\nBà Lường Thị Dung\nÔng Cầm Văn Én"
    assert len(read_text(text.encode()).lines) == 6
