"""Web pages → article."""

from __future__ import annotations

import base64
import contextlib
from datetime import date
from pathlib import Path

import pytest

from portal.base.refusal import Refusal
from portal.desk.importing.html_meta import parse_when
from portal.desk.importing.parser import parse
from portal.desk.importing.read_html import read_html
from portal.desk.importing.shapes import ParsedArticle
from tests.desk.importing import samples
from tests.desk.importing.test_encoding import windows_1258
from tests.desk.importing.word_files import bomb_picture, picture_bytes

TITLE = "Bản Nà Lốc giữ rừng đầu nguồn"
LEAD = "Mười năm liền, bà con bản Nà Lốc cùng nhau giữ rừng đầu nguồn, không để xảy ra một vụ cháy nào."

PAGE = f"""<!doctype html>
<html lang="vi"><head><meta charset="utf-8">
<title>{TITLE} | Cổng thông tin huyện</title>
<meta property="og:title" content="{TITLE}">
<meta property="og:site_name" content="Cổng thông tin huyện">
<meta property="og:description" content="{LEAD[:40]}...">
<meta property="article:published_time" content="2024-01-08T08:52:00Z">
<link rel="canonical" href="https://huyen.example.vn/tin/giu-rung">
<style>p {{ color: red }}</style><script>var a = "<p>không phải chữ</p>";</script></head>
<body>
<header><h1>Cổng thông tin huyện</h1><nav><a href="/">Trang chủ</a> <a href="/tin">Tin tức</a></nav></header>
<div class="breadcrumb"><a href="/">Trang chủ</a> » <a href="/tin">Tin tức</a></div>
<div id="main"><div class="col-8">
  <h1 class="title">{TITLE}</h1>
  <span class="time">Thứ Hai, 08/01/2024 | 15:52</span>
  <div class="toolbar"><a href="#">A+</a> <a href="#">A-</a></div>
  <p class="sapo"><strong>{LEAD}</strong></p>
  <div class="content">
    <p>{samples.LONG}</p>
    <figure><img src="anh/rung.jpg" alt="Rừng"><figcaption>Tuần rừng buổi sớm. Ảnh: H.L</figcaption></figure>
    <h2>Cách làm</h2>
    <p>{samples.OTHER.replace("chi hội yếu", '<a href="https://a.example.vn/x?a=1&amp;b=2">chi hội yếu</a>')}</p>
    <!-- chú thích của người làm trang -->
    <ul><li>Chia tổ</li><li>Giao khu</li></ul>
    <table><tr><th>Năm</th><th>Vụ cháy</th></tr><tr><td>2022</td><td>1</td></tr><tr><td>2023</td><td>0</td></tr></table>
    <p><a href="/tin/khac">Bản bên trồng thêm mười héc-ta rừng</a></p>
    <blockquote>Rừng còn thì nước còn, bản còn.</blockquote>
    <p>{samples.THIRD}</p>
    <p style="text-align:right"><b>Lê An</b></p>
  </div>
  <div class="related-news"><h3>Tin liên quan</h3>
    <ul><li><a href="/1">Tin một</a></li><li><a href="/2">Tin hai</a></li></ul></div>
  <div id="comments"><p>Bài hay quá, cảm ơn tác giả đã viết về bản của chúng tôi, mong có thêm nhiều bài nữa.</p></div>
</div><div class="sidebar"><p>{samples.LONG[::-1]}</p></div></div>
<footer><p>Bản quyền thuộc về Ủy ban nhân dân huyện, ghi rõ nguồn khi phát hành lại thông tin từ trang này.</p></footer>
</body></html>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "anh").mkdir()
    (tmp_path / "anh" / "rung.jpg").write_bytes(picture_bytes())
    return tmp_path


def article_of(page: str, folder: Path | None = None) -> ParsedArticle:
    return parse(read_html(page.encode(), folder))


def page_of(body: str, head: str = "") -> str:
    return f"<html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"


class TestWholePage:
    def test_facts(self, folder: Path) -> None:
        article = article_of(PAGE, folder)
        assert article.title == TITLE
        assert (article.day, article.clock) == (date(2024, 1, 8), (15, 52))
        assert article.lead == LEAD
        assert article.byline == "Lê An"
        assert article.source_url == "https://huyen.example.vn/tin/giu-rung"
        assert article.source_text == "Cổng thông tin huyện"

    def test_blocks_in_order(self, folder: Path) -> None:
        article = article_of(PAGE, folder)
        kinds = [block.kind for block in article.blocks]
        assert kinds == ["paragraph", "heading", "paragraph", "list", "table", "paragraph", "quote", "paragraph"]
        assert article.blocks[4].rows[0] == ("Năm", "Vụ cháy")

    def test_picture(self, folder: Path) -> None:
        photo = article_of(PAGE, folder).photo
        assert photo is not None
        assert photo.picture is not None
        assert (photo.picture.data, photo.picture.alt) == (picture_bytes(), "Rừng")
        assert (photo.caption, photo.credit) == ("Tuần rừng buổi sớm.", "H.L")

    def test_links_are_kept(self, folder: Path) -> None:
        runs = [run for block in article_of(PAGE, folder).blocks for line in block.lines for run in line.runs]
        assert "https://a.example.vn/x?a=1&b=2" in [run.href for run in runs]

    def test_furniture_is_gone(self, folder: Path) -> None:
        text = "\n".join(block.text for block in article_of(PAGE, folder).blocks)
        for residue in ("không phải chữ", "Tin một", "Bài hay quá", "Bản quyền", "Trang chủ", samples.LONG[::-1]):
            assert residue not in text

    def test_without_its_folder_the_caption_stays(self) -> None:
        article = article_of(PAGE)
        assert any("rung.jpg" in warning for warning in article.warnings)
        photos = [block for block in [article.photo, *article.blocks] if block and block.kind == "photo"]
        assert [(photo.caption, photo.picture) for photo in photos] == [("Tuần rừng buổi sớm.", None)]

    def test_visible_date_is_used_when_the_head_has_none(self) -> None:
        article = article_of(PAGE.replace("article:published_time", "x"))
        assert (article.day, article.clock) == (date(2024, 1, 8), (15, 52))


class TestPlainMarkup:
    def test_paragraphs_made_of_line_breaks(self) -> None:
        article = article_of(
            page_of(f"<h1>{TITLE}</h1><div>{samples.LONG}<br><br>{samples.OTHER}<br>{samples.THIRD}</div>")
        )
        assert article.paragraphs == [samples.LONG, samples.OTHER, samples.THIRD]

    def test_layout_tables_are_unrolled(self) -> None:
        body = (
            f"<table><tr><td><h1>{TITLE}</h1><p>{samples.LONG}</p><p>{samples.OTHER}</p></td><td>Menu</td></tr></table>"
        )
        assert article_of(page_of(body)).paragraphs[:2] == [samples.LONG, samples.OTHER]

    def test_a_form_around_everything(self) -> None:
        text = f"<h1>{TITLE}</h1><p>{samples.LONG}</p><p>{samples.OTHER}</p>"
        body = f"<form id='aspnetForm'><div class='share-wrap'>{text}</div></form>"
        assert article_of(page_of(body)).paragraphs == [samples.LONG, samples.OTHER]

    def test_text_residue_inside_html(self) -> None:
        body = "".join(f"<div>{line}</div>" for line in samples.NEWSPAPER_PAGE.splitlines())
        article = article_of(page_of(body))
        assert article.title == samples.NEWSPAPER_TITLE
        assert article.byline == "P.V"

    def test_windows_1258_page(self) -> None:
        page = page_of(f"<h1>{TITLE}</h1><p>{samples.LONG}</p><p>{samples.OTHER}</p>").replace("utf-8", "windows-1258")
        assert parse(read_html(windows_1258(page))).title == TITLE

    def test_title_tag_loses_the_name_of_the_site(self) -> None:
        page = page_of(f"<p>{samples.LONG}</p><p>{samples.OTHER}</p>", f"<title>{TITLE} - Báo Vùng cao</title>")
        assert article_of(page).title == TITLE

    def test_dangerous_addresses_are_no_links(self) -> None:
        body = f"<h1>{TITLE}</h1><p>{samples.LONG}</p><p><a href='javascript:alert(1)'>{samples.OTHER}</a></p>"
        article = article_of(page_of(body))
        assert [run for block in article.blocks for line in block.lines for run in line.runs if run.href] == []

    @pytest.mark.parametrize("depth", [200, 5000])
    def test_deep_nesting_ends_in_an_article_or_a_refusal(self, depth: int) -> None:
        body = "<div>" * depth + f"<h1>{TITLE}</h1><p>{samples.LONG}</p>" + "</div>" * depth
        with contextlib.suppress(Refusal):
            assert article_of(page_of(body)).title == TITLE

    @pytest.mark.parametrize("page", ["<html></html>", "<p></p>", "<!-- x -->", "&nbsp;"])
    def test_nothing_in_it(self, page: str) -> None:
        with pytest.raises(Refusal):
            article_of(page)


class TestPictures:
    def page(self, source: str) -> str:
        return page_of(f"<h1>{TITLE}</h1><p>{samples.LONG}</p><img src='{source}'><p>{samples.OTHER}</p>")

    def test_inside_the_page(self) -> None:
        source = "data:image/jpeg;base64," + base64.b64encode(picture_bytes()).decode()
        photo = article_of(self.page(source)).photo
        assert photo is not None
        assert photo.picture is not None

    @pytest.mark.parametrize(
        "source",
        [
            "../ngoai.jpg",
            "/etc/passwd",
            "https://x.example/a.jpg",
            "//x/a.jpg",
            "lien-ket.jpg",
            "anh",
            "http://[x",
            "a%00b",
        ],
    )
    def test_nothing_outside_the_folder_is_read(self, tmp_path: Path, source: str) -> None:
        inside = tmp_path / "trang"
        (inside / "anh").mkdir(parents=True)
        (tmp_path / "ngoai.jpg").write_bytes(picture_bytes())
        (inside / "lien-ket.jpg").symlink_to(tmp_path / "ngoai.jpg")
        article = article_of(self.page(source), inside)
        assert article.count("photo") == 0
        assert article.warnings

    def test_bomb_refuses_the_file_by_name(self, tmp_path: Path) -> None:
        (tmp_path / "bom.png").write_bytes(bomb_picture())
        with pytest.raises(Refusal, match=r"bom\.png"):
            article_of(self.page("bom.png"), tmp_path)

    def test_icons_are_left_out(self, tmp_path: Path) -> None:
        (tmp_path / "nut.png").write_bytes(picture_bytes(16, 16, "PNG"))
        assert article_of(self.page("nut.png"), tmp_path).photo is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2024-01-08T15:52:00+07:00", "2024-01-08 15:52"),
        ("2024-01-08T08:52:00Z", "2024-01-08 15:52"),
        ("2024-01-08", "2024-01-08 00:00"),
        ("08/01/2024 15:52", "2024-01-08 15:52"),
    ],
)
def test_machine_dates(text: str, shown: str) -> None:
    when = parse_when(text)
    assert when is not None
    assert f"{when:%Y-%m-%d %H:%M}" == shown


@pytest.mark.parametrize("text", ["", "hôm qua", "2024-13-45", "0001-01-01T00:00:00+14:00"])
def test_no_dates(text: str) -> None:
    when = parse_when(text)
    assert when is None or when.year >= 1
