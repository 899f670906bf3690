"""Lines → article: the five shapes of saved pages, and what must never happen to any page."""

from __future__ import annotations

import unicodedata
from collections import Counter
from datetime import date, datetime

import pytest

from portal.base.refusal import Refusal
from portal.desk.importing.parser import parse
from portal.desk.importing.read_text import read_text
from portal.desk.importing.shapes import Block, Line, ParsedArticle, Picture, Reading, Stated
from tests.desk.importing import samples
from tests.desk.importing.accounting import lost_words

PICTURE = Picture("anh.jpg", b"")


def article_of(text: str) -> ParsedArticle:
    return parse(read_text(text.encode()))


def page(*paragraphs: str) -> str:
    return "\n\n".join(["Tiêu đề của bài viết này", *paragraphs])


def body_of(*lines: Line) -> list[Block]:
    head = [Line("Một tiêu đề đủ dài cho bài thử"), Line(samples.LONG), Line(samples.THIRD)]
    return parse(Reading([*head, *lines])).blocks[1:]


class TestToolbarPage:
    article = article_of(samples.TOOLBAR_PAGE)

    def test_facts(self) -> None:
        assert self.article.title == samples.TOOLBAR_TITLE
        assert self.article.day == date(2024, 3, 5)
        assert self.article.clock is None
        assert self.article.byline == "Lò Thị Mẩy"
        assert (self.article.source_text, self.article.source_url) == ("", "")

    def test_sapo_stands_above_the_body(self) -> None:
        assert self.article.lead.startswith("Ngày 4/3/2024, UBND huyện ban hành Kế hoạch số 57/KH-UBND")
        assert self.article.paragraphs[1:] == [samples.LONG, samples.OTHER]

    def test_residue_is_gone_and_accounted_for(self) -> None:
        assert len(self.article.dropped) == 3
        assert "Block_" not in "".join(self.article.paragraphs)


class TestMonthPage:
    article = article_of(samples.MONTH_PAGE)

    def test_a_month_is_no_day(self) -> None:
        assert self.article.day is None
        assert self.article.month == (2023, 11)
        assert any("11/2023" in warning for warning in self.article.warnings)

    def test_title_behind_related_is_taken_and_doubted(self) -> None:
        assert self.article.title == samples.MONTH_TITLE
        assert any("Tin liên quan" in warning for warning in self.article.warnings)
        assert [dropped.text for dropped in self.article.dropped] == ["date 2023-11 Tin liên quan"]

    def test_a_roll_call_is_no_sapo(self) -> None:
        assert self.article.lead == ""
        assert len(self.article.paragraphs) == 3
        assert self.article.byline == ""


class TestNewspaperPage:
    article = article_of(samples.NEWSPAPER_PAGE)

    def test_facts(self) -> None:
        assert self.article.title == samples.NEWSPAPER_TITLE
        assert self.article.day is None
        assert self.article.byline == "P.V"
        assert self.article.source_text == "Theo tài liệu của Hội Nông dân huyện – Baovungcao.vn"

    def test_sapo_once_without_its_dateline(self) -> None:
        assert self.article.lead.startswith("Ba năm liền")
        assert "".join(self.article.paragraphs).count("Ba năm liền") == 1

    def test_repeated_title_is_no_text(self) -> None:
        assert samples.NEWSPAPER_TITLE not in self.article.paragraphs
        assert sum(dropped.text == samples.NEWSPAPER_TITLE for dropped in self.article.dropped) == 2

    def test_caption_below_the_repeated_title(self) -> None:
        photos = [block for block in self.article.blocks if block.kind == "photo"]
        assert [photo.caption for photo in photos] == [
            "Trưởng thôn Lò Văn Pành hướng dẫn bà con chọn giống ngô mới, ngày 12/4/2024."
        ]

    def test_dashes_stay_with_their_paragraphs(self) -> None:
        assert sum(text.startswith("- ") for text in self.article.paragraphs) == 3

    @pytest.mark.parametrize("residue", ["{name}", "{body}", "bình luận", "Thời tiết", "[X]", "Trả lời", "Sơn La"])
    def test_residue_is_gone(self, residue: str) -> None:
        assert residue not in "".join(self.article.paragraphs)


class TestBareUrlPage:
    article = article_of(samples.BARE_URL_PAGE)

    def test_facts(self) -> None:
        assert self.article.title == samples.BARE_URL_TITLE
        assert self.article.day == date(2024, 6, 22)
        assert self.article.byline == ""
        assert self.article.source_url == "https://truonghoc.example.vn/tin/tong-ket-phong-trao-2024.html"
        assert self.article.source_text == "truonghoc.example.vn"

    def test_caption_twice_is_one_caption_of_the_main_photo(self) -> None:
        assert self.article.photo is not None
        assert self.article.photo.caption == "Các đại biểu dự buổi tổng kết"
        assert self.article.count("photo") == 1

    def test_lines_without_a_blank_between_are_paragraphs(self) -> None:
        assert self.article.paragraphs[1:] == [samples.LONG, samples.THIRD, samples.OTHER]


class TestCapitalsPage:
    article = article_of(samples.CAPITALS_PAGE)

    def test_facts(self) -> None:
        assert self.article.title == samples.CAPITALS_TITLE
        assert (self.article.day, self.article.clock) == (date(2024, 7, 10), (8, 5))
        assert self.article.byline == "HÀ LINH"

    def test_caption_and_credit(self) -> None:
        assert self.article.photo is not None
        assert self.article.photo.caption == "Tổ cơ khí trao đổi cách cải tiến máy sàng."
        assert self.article.photo.credit == "H.L"

    def test_capitals_are_headings_kept_as_they_are(self) -> None:
        headings = [block for block in self.article.blocks if block.kind == "heading"]
        assert [block.text for block in headings] == ["CÁCH LÀM CỦA CÔNG ĐOÀN", "KẾT QUẢ BƯỚC ĐẦU"]
        assert {block.level for block in headings} == {2}

    def test_poll_and_forecast_are_gone(self) -> None:
        assert self.article.paragraphs[1:] == [samples.LONG, samples.OTHER]


@pytest.mark.parametrize("name", samples.PAGES)
def test_no_word_of_a_page_vanishes_unseen(name: str) -> None:
    text = samples.PAGES[name]
    assert lost_words(text, article_of(text)) == Counter()


@pytest.mark.parametrize("name", samples.PAGES)
def test_a_page_with_windows_line_ends_and_decomposed_accents_reads_the_same(name: str) -> None:
    text = samples.PAGES[name]
    again = article_of(unicodedata.normalize("NFD", text).replace("\n", "\r\n"))
    first = article_of(text)
    assert (again.title, again.paragraphs, again.byline) == (first.title, first.paragraphs, first.byline)


class TestEndOfTheArticle:
    def test_links_below_related_go_and_the_article_goes_on(self) -> None:
        link = "Xã bạn làm đường thế nào"
        article = article_of(page(samples.LONG, "Tin liên quan", link, samples.OTHER, samples.THIRD))
        assert article.paragraphs == [samples.LONG, samples.OTHER, samples.THIRD]
        assert (link, "tin khác") in [(d.text, d.reason) for d in article.dropped]

    def test_long_text_below_a_comment_line_is_kept_with_a_word(self) -> None:
        text = "\n\n".join(
            ["Tiêu đề của bài viết này", samples.LONG, "Trả lời", samples.OTHER, samples.THIRD, samples.LONG + " Hết."]
        )
        article = article_of(text)
        assert len(article.paragraphs) == 4
        assert any("giữ lại" in warning for warning in article.warnings)

    def test_residue_words_inside_a_sentence_are_text(self) -> None:
        sentence = "Hội nghị dành một giờ cho thăm dò ý kiến, nghe dự báo thời tiết và trả lời 12 lượt xem xét đơn thư."
        article = article_of(f"Tiêu đề của bài viết này\n\n{samples.LONG}\n\n{sentence}\n\n{samples.OTHER}")
        assert sentence in article.paragraphs

    def test_all_names_below_the_text(self) -> None:
        article = article_of(
            f"Tiêu đề của bài viết này\n\n{samples.LONG}\n\n{samples.OTHER}\n\nBài, ảnh: Lê An - Sở Nội vụ\nP.V"
        )
        assert (article.byline, article.unit) == ("Lê An, P.V", "Sở Nội vụ")

    def test_a_second_source_stays_in_the_text(self) -> None:
        article = article_of(
            f"Tiêu đề của bài viết này\n\n{samples.LONG}\n\n{samples.OTHER}\n\nNguồn: Báo Một\nNguồn: Báo Hai"
        )
        assert article.source_text == "Báo Một"
        assert article.paragraphs[-1] == "Nguồn: Báo Hai"


class TestHead:
    def test_section_names_above_the_title_go(self) -> None:
        article = article_of(
            f"TIN TỨC - SỰ KIỆN\nThi đua - Khen thưởng\nTiêu đề của bài viết này\n\n{samples.LONG}\n\n{samples.OTHER}"
        )
        assert article.title == "Tiêu đề của bài viết này"
        assert [dropped.reason for dropped in article.dropped] == ["tên chuyên mục", "tên chuyên mục"]

    def test_author_between_title_and_date(self) -> None:
        article = article_of(
            f"Tiêu đề của bài viết này\nLê Văn An\n15:52 08/01/2024 GMT+7\n\n{samples.LONG}\n\n{samples.OTHER}"
        )
        assert (article.byline, article.day, article.clock) == ("Lê Văn An", date(2024, 1, 8), (15, 52))

    def test_facts_on_one_line(self) -> None:
        article = article_of(
            f"Tiêu đề của bài viết này\nTác giả: Lê An | 12/3/2024 | 08:15\n\n{samples.LONG}\n\n{samples.OTHER}"
        )
        assert (article.byline, article.day, article.clock) == ("Lê An", date(2024, 3, 12), (8, 15))

    def test_an_impossible_date_is_no_date(self) -> None:
        assert article_of(f"Tiêu đề của bài viết này\n31/02/2024\n\n{samples.LONG}\n\n{samples.OTHER}").day is None

    def test_a_date_in_the_text_is_not_the_date_of_the_article(self) -> None:
        told = "Ngày 12/3/2024, đoàn về thăm xã và trao quà cho các hộ."
        text = page(samples.LONG, samples.THIRD, told, samples.OTHER)
        assert article_of(text).day is None

    def test_one_paragraph_is_the_article_not_its_sapo(self) -> None:
        article = article_of(f"Tiêu đề của bài viết này\n\n{samples.LONG}")
        assert (article.lead, len(article.blocks)) == ("", 1)

    def test_stated_title_and_date_are_used_when_nothing_shows_them(self) -> None:
        stated = Stated(title="Tiêu đề ghi ở đầu trang", when=datetime(2024, 1, 8, 15, 52))
        article = parse(Reading([Line(samples.LONG), Line(samples.OTHER)], stated))
        assert (article.title, article.day, article.clock) == ("Tiêu đề ghi ở đầu trang", date(2024, 1, 8), (15, 52))


class TestBody:
    def test_items_in_a_row_are_one_list(self) -> None:
        blocks = body_of(*(Line(f"Việc thứ {n}", "item") for n in "123"), Line(samples.OTHER))
        assert [block.kind for block in blocks] == ["list", "paragraph"]
        assert len(blocks[0].lines) == 3

    def test_picture_takes_the_caption_below_it(self) -> None:
        article = parse(
            Reading(
                [
                    Line("Một tiêu đề đủ dài cho bài thử"),
                    Line(samples.LONG),
                    Line(samples.OTHER),
                    Line(kind="picture", picture=PICTURE),
                    Line("Bà con làm đường. Ảnh: H.L", hint="centred"),
                    Line(samples.THIRD),
                ]
            )
        )
        assert article.photo == Block("photo", caption="Bà con làm đường.", credit="H.L", picture=PICTURE)
        assert article.paragraphs[1:] == [samples.OTHER, samples.THIRD]

    def test_equal_rows_of_a_list_stay(self) -> None:
        blocks = body_of(*(Line(text) for text in ("- Bằng khen", "- Bằng khen", "Giấy khen", "Giấy khen")))
        assert [block.text for block in blocks] == ["- Bằng khen", "- Bằng khen", "Giấy khen", "Giấy khen"]

    def test_text_below_a_picture_is_no_caption(self) -> None:
        article = parse(
            Reading(
                [
                    Line("Một tiêu đề đủ dài"),
                    Line(samples.LONG),
                    Line(kind="picture", picture=PICTURE),
                    Line(samples.OTHER),
                ]
            )
        )
        assert samples.OTHER in article.paragraphs

    @pytest.mark.parametrize(
        ("text", "hint", "level"),
        [
            ("I. TÌNH HÌNH CHUNG", "", 2),
            ("1. Về tuyên truyền, vận động", "", 3),
            ("Những việc cần làm ngay", "bold", 3),
            ("Những việc cần làm ngay", "", 3),
            ("Những việc cần làm ngay.", "bold", 0),
            ("- Những việc cần làm ngay", "", 0),
            ("1. Đẩy mạnh tuyên truyền, vận động nhân dân tham gia;", "", 0),
        ],
    )
    def test_headings(self, text: str, hint: str, level: int) -> None:
        block = body_of(Line(text, hint=hint), Line(samples.OTHER))[0]
        assert (block.level, block.text) == (level, text)

    def test_a_heading_with_nothing_below_is_text(self) -> None:
        assert body_of(Line(samples.OTHER), Line("TRÂN TRỌNG KÍNH MỜI BÀ CON VỀ DỰ HỘI LÀNG"))[-1].kind == "paragraph"

    def test_a_long_credit_line_is_text(self) -> None:
        text = "Ảnh hưởng của mưa lũ kéo dài: " + samples.LONG
        assert text in [block.text for block in body_of(Line(samples.OTHER), Line(text))]


class TestRefusals:
    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("Trang chủ\nTin tức\nLiên hệ", "không thấy"),
            ("Một tiêu đề đủ dài cho bài thử", "không thấy bài"),
            (samples.LONG * 3 + "\n\n" + samples.OTHER * 3, "không thấy tiêu đề"),
            ("\n".join(f"Dòng số {n}" for n in range(3100)), "quá dài"),
        ],
    )
    def test_says_why(self, text: str, reason: str) -> None:
        with pytest.raises(Refusal, match=reason):
            article_of(text)
