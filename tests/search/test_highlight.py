import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.vietnamese.text import normalise
from search.highlight import Highlighter
from search.question import parse
from tests.vietnamese.alphabet import any_text


def marked(question: str, text: str) -> str:
    return Highlighter(parse(question)).marked(normalise(text))


@pytest.mark.parametrize(
    ("question", "text", "shown"),
    [
        ("dien hinh", "Gương điển hình tiên tiến", "Gương <mark>điển hình</mark> tiên tiến"),
        ("điển hình", "ĐIỂN HÌNH, điện, hình", "<mark>ĐIỂN HÌNH</mark>, điện, hình"),
        ("thi dua khen thuong", "Luật Thi đua, khen thưởng", "Luật <mark>Thi đua, khen thưởng</mark>"),
        ("thi dua", "thị xã thi đua", "thị xã <mark>thi đua</mark>"),
        ("thuy loi", "công trình thuỷ lợi", "công trình <mark>thuỷ lợi</mark>"),
        ("lý luận", "lí luận chính trị", "<mark>lí luận</mark> chính trị"),
        ("1526/qd-ttg", "Quyết định 1526/QĐ-TTg", "Quyết định <mark>1526/QĐ-TTg</mark>"),
        ("hoa", "Hòa Bình có hoa", "<mark>Hòa</mark> Bình có <mark>hoa</mark>"),
        ("hòa", "Hòa Bình có hoa", "<mark>Hòa</mark> Bình có hoa"),
        ("hòa", "chỉ có hoa", "chỉ có <mark>hoa</mark>"),
        ("của", "của dân", "<mark>của</mark> dân"),
        ("<b>", "a < b & <b>", "a &lt; <mark>b</mark> &amp; &lt;<mark>b</mark>&gt;"),
    ],
)
def test_what_is_marked(question, text, shown):
    assert marked(question, text) == shown


@given(any_text, any_text)
def test_marks_change_nothing_but_add_marks(question, text):
    text = normalise(text).replace("\n", " ")
    html = marked(question, text)
    assert unescape(re.sub("</?mark>", "", html)) == unescape(text.replace("&", "&amp;"))
    assert "<" not in re.sub("</?mark>", "", html)


@given(st.text(alphabet="đưa thi đua \n", max_size=900))
def test_excerpts_are_short_and_whole(body):
    html = Highlighter(parse("thi đua")).excerpt("", normalise(body))
    assert len(re.sub("</?mark>", "", html)) <= 400
    assert html.count("<mark>") == html.count("</mark>")


def test_the_excerpt_is_where_the_answer_stands():
    body = "Mở đầu dài. " * 60 + "Nhân dịp này, ông Lò Văn Ủn được tặng Bằng khen. " + "Kết thúc dài. " * 60
    html = Highlighter(parse("lo van un bang khen")).excerpt("Sapo không có gì.", body)
    assert "<mark>Lò Văn Ủn</mark>" in html
    assert "<mark>Bằng khen</mark>" in html
    assert html.startswith("… ")
    assert html.endswith(" …")


def test_the_lead_is_shown_when_it_says_as_much():
    html = Highlighter(parse("thi đua")).excerpt("Phong trào thi đua sôi nổi.", "Bài về thi đua.")
    assert html == "Phong trào <mark>thi đua</mark> sôi nổi."
