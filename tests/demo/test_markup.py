"""The light markup of the demo texts."""

import pytest

from portal.demo.markup import MarkupError, Piece, pieces


def test_paragraphs_headings_lists_and_blocks() -> None:
    quote = {"type": "quote", "text": "Làm thật."}
    text = "Một\nhai.\n\nBa < bốn & năm.\n\n## Mục\n\n### Nhỏ\n\n- a\n- b\n\n@q\n\nHết."
    assert pieces(text, {"q": quote}) == [
        Piece("paragraph", "<p>Một hai.</p><p>Ba &lt; bốn &amp; năm.</p>"),
        Piece("heading", {"text": "Mục", "level": "2"}),
        Piece("heading", {"text": "Nhỏ", "level": "3"}),
        Piece("paragraph", "<ul><li>a</li><li>b</li></ul>"),
        Piece("quote", quote),
        Piece("paragraph", "<p>Hết.</p>"),
    ]


def test_nothing_gives_nothing() -> None:
    assert pieces("\n \n", {}) == []


@pytest.mark.parametrize(
    ("text", "message"), [("@b", "@b không có"), ("@a\n\n@a", "đã dùng"), ("chữ", "không được dùng")]
)
def test_blocks_are_used_exactly_once(text: str, message: str) -> None:
    with pytest.raises(MarkupError, match=message):
        pieces(text, {"a": {"type": "quote"}})
