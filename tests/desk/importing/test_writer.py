"""Articles → pages: once, whole, or not at all."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError
from django.test import Client
from wagtail.models import PageLogEntry, Revision

from news.bulletins.models import BulletinPage
from portal.base.models import PortalImage
from portal.base.refusal import Refusal
from portal.desk.importing import storing, writer
from portal.desk.importing.parser import parse
from portal.desk.importing.pipeline import import_article, parse_bytes
from portal.desk.importing.read_text import read_text
from portal.desk.importing.shapes import Line, ParsedArticle, Reading
from portal.desk.importing.writer import content_key
from tests.desk.importing import samples
from tests.desk.importing.test_read_docx import plain, typical
from tests.desk.importing.word_files import picture_bytes, word_file
from tests.factories import make_site, section

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site() -> None:
    make_site()


def article_of(text: str) -> ParsedArticle:
    return parse(read_text(text.encode()))


def take(article: ParsedArticle, **options: Any) -> tuple[str, BulletinPage]:
    written = import_article(article, section(), **options)
    return written.outcome, BulletinPage.objects.get(pk=written.page.pk)


def media_files() -> set[Path]:
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


class TestDraft:
    def test_fields(self) -> None:
        outcome, page = take(article_of(samples.CAPITALS_PAGE))
        assert (outcome, page.live) == ("draft", False)
        assert page.title == samples.CAPITALS_TITLE
        assert page.slug == "phong-trao-sang-kien-nam-2024-viec-nho-loi-lon-cho-nguoi-lao-dong"
        assert page.display_date is not None
        assert page.display_date.isoformat() == "2024-07-10T01:05:00+00:00"
        assert (page.byline, page.image_credit) == ("HÀ LINH", "H.L")
        assert page.section is not None
        assert page.section.slug == "tin-tuc"
        assert page.get_latest_revision() is not None

    def test_body(self) -> None:
        _, page = take(article_of(samples.CAPITALS_PAGE))
        kinds = [child.block_type for child in page.body]
        assert kinds == ["heading", "paragraph", "heading", "paragraph"]
        assert page.body[0].value["text"] == "CÁCH LÀM CỦA CÔNG ĐOÀN"
        assert page.body[1].value.source == f"<p>{samples.LONG}</p>"

    def test_paragraphs_in_a_row_share_a_block(self) -> None:
        _, page = take(article_of(samples.BARE_URL_PAGE))
        assert [child.block_type for child in page.body] == ["paragraph"]
        assert page.body[0].value.source.count("<p>") == 3

    def test_no_date_is_invented(self) -> None:
        _, page = take(article_of(samples.MONTH_PAGE))
        assert page.display_date is None

    def test_caption_without_picture_is_a_photo_block(self) -> None:
        _, page = take(article_of(samples.NEWSPAPER_PAGE))
        photo = next(child.value for child in page.body if child.block_type == "photo")
        assert photo["image"] is None
        assert photo["caption"].startswith("Trưởng thôn")

    def test_text_is_escaped(self) -> None:
        article = parse(
            Reading([Line("Một tiêu đề đủ dài"), Line("<script>alert(1)</script> & bạn bè, " + samples.LONG)])
        )
        _, page = take(article)
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; bạn" in page.body[0].value.source

    def test_the_audit_log_tells_who(self, admin_user: Any) -> None:
        _, page = take(article_of(samples.TOOLBAR_PAGE), user=admin_user)
        assert page.owner == admin_user
        assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.create", user=admin_user).exists()


class TestWordFile:
    def test_picture_becomes_the_main_picture(self) -> None:
        _, page = take(parse_bytes("bai.docx", word_file(typical)))
        assert page.main_image is not None
        assert (page.main_image.width, page.main_image.height) == (320, 200)
        assert (page.image_caption, page.image_credit) == ("Bà con đi tuần rừng.", "H.L")

    def test_table_and_lists(self) -> None:
        _, page = take(parse_bytes("bai.docx", word_file(typical)))
        table = next(child.value["table"] for child in page.body if child.block_type == "table")
        assert [column["heading"] for column in table.columns] == ["Năm", "Số km"]
        text = "".join(child.value.source for child in page.body if child.block_type == "paragraph")
        assert "<ul><li>Góp công</li><li>Góp đá</li></ul><ol><li>Họp bản</li></ol>" in text
        assert f"<i>{samples.LONG[60:90]}</i>" in text

    def test_the_same_picture_is_stored_once(self) -> None:
        def again(document: Any) -> None:
            document.add_paragraph("Một bài khác cùng ảnh")
            document.add_paragraph(samples.THIRD)
            document.add_picture(io.BytesIO(picture_bytes()))

        take(parse_bytes("a.docx", word_file(typical)))
        take(parse_bytes("b.docx", word_file(again)))
        assert PortalImage.objects.count() == 1


class TestPublishing:
    def test_goes_live_with_the_date_it_states(self) -> None:
        outcome, page = take(article_of(samples.TOOLBAR_PAGE), publish=True)
        assert (outcome, page.live) == ("published", True)
        assert page.display_date is not None
        assert page.display_date.isoformat() == "2024-03-04T17:00:00+00:00"

    def test_an_untouched_draft_goes_live_later(self) -> None:
        take(article_of(samples.TOOLBAR_PAGE))
        outcome, page = take(article_of(samples.TOOLBAR_PAGE), publish=True)
        assert (outcome, page.live, BulletinPage.objects.count()) == ("published", True, 1)

    def test_a_draft_staff_worked_on_is_theirs(self) -> None:
        _, page = take(article_of(samples.TOOLBAR_PAGE))
        page.save_revision()
        assert take(article_of(samples.TOOLBAR_PAGE), publish=True)[0] == "known"

    def test_a_withdrawn_page_stays_withdrawn(self) -> None:
        _, page = take(article_of(samples.TOOLBAR_PAGE), publish=True)
        page.unpublish()
        outcome, page = take(article_of(samples.TOOLBAR_PAGE), publish=True)
        assert (outcome, page.live) == ("known", False)


class TestTwice:
    def test_the_same_file_is_known(self) -> None:
        first = take(article_of(samples.TOOLBAR_PAGE))
        again = take(article_of(samples.TOOLBAR_PAGE))
        assert (again[0], again[1].pk) == ("known", first[1].pk)
        assert BulletinPage.objects.count() == 1

    def test_residue_and_format_make_no_other_article(self) -> None:
        viewed = samples.BARE_URL_PAGE.replace("1.204", "1.377")
        assert content_key(article_of(viewed)) == content_key(article_of(samples.BARE_URL_PAGE))
        text = "\n\n".join(["Gương sáng ở bản vùng cao", samples.LONG, samples.OTHER])
        assert content_key(parse_bytes("bai.docx", word_file(plain))) == content_key(article_of(text))

    def test_a_changed_file_is_reported_and_left_alone(self) -> None:
        _, page = take(article_of(samples.TOOLBAR_PAGE))
        outcome, same_page = take(article_of(samples.TOOLBAR_PAGE.replace("12 km", "15 km")))
        assert (outcome, same_page.pk) == ("different", page.pk)
        assert "12 km" in same_page.body[0].value.source
        assert Revision.objects.for_instance(page).count() == 1

    def test_a_changed_file_updates_when_asked(self) -> None:
        take(article_of(samples.TOOLBAR_PAGE))
        changed = article_of(samples.TOOLBAR_PAGE.replace("12 km", "15 km"))
        outcome, page = take(changed, update=True)
        assert (outcome, BulletinPage.objects.count()) == ("updated", 1)
        assert "15 km" in page.get_latest_revision_as_object().body[0].value.source
        assert take(changed)[0] == "known"

    def test_an_update_of_a_live_page_waits_for_publishing(self) -> None:
        take(article_of(samples.TOOLBAR_PAGE), publish=True)
        changed = article_of(samples.TOOLBAR_PAGE.replace("12 km", "15 km"))
        _, page = take(changed, update=True)
        assert page.live
        assert "12 km" in page.body[0].value.source
        assert page.has_unpublished_changes

    def test_a_page_written_by_hand_is_never_overwritten(self) -> None:
        section().add_child(instance=BulletinPage(title=samples.TOOLBAR_TITLE, live=False))
        outcome, page = take(article_of(samples.TOOLBAR_PAGE), update=True)
        assert outcome == "different"
        assert not page.body

    def test_one_title_on_two_days_is_two_articles(self) -> None:
        take(article_of(samples.TOOLBAR_PAGE))
        outcome, page = take(article_of(samples.TOOLBAR_PAGE.replace("05/03/2024", "05/03/2025")))
        assert (outcome, BulletinPage.objects.count()) == ("draft", 2)
        assert page.slug.endswith("-2")


class TestWholeOrNothing:
    def test_nothing_stays_when_the_page_fails(self, monkeypatch: pytest.MonkeyPatch) -> None:
        before = media_files()
        article = parse_bytes("bai.docx", word_file(typical))
        monkeypatch.setattr(BulletinPage, "save_revision", lambda *args, **kwargs: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            import_article(article, section())
        assert (BulletinPage.objects.count(), PortalImage.objects.count()) == (0, 0)
        assert media_files() == before

    def test_nothing_stays_when_publishing_fails(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Revision, "publish", lambda *args, **kwargs: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            import_article(article_of(samples.TOOLBAR_PAGE), section(), publish=True)
        assert BulletinPage.objects.count() == 0

    def test_nothing_stays_when_a_second_picture_fails(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def two(document: Any) -> None:
            plain(document)
            for colour in ("red", "blue"):
                document.add_picture(io.BytesIO(picture_bytes(colour=colour)))
                document.add_paragraph(samples.THIRD)

        article = parse_bytes("bai.docx", word_file(two))
        before, saved = media_files(), []
        real = PortalImage.save

        def save(self: PortalImage, *args: Any, **kwargs: Any) -> None:
            saved.append(self)
            if len(saved) == 2:
                raise OSError("disk full")
            real(self, *args, **kwargs)

        monkeypatch.setattr(storing.PortalImage, "save", save)
        with pytest.raises(OSError, match="disk full"):
            import_article(article, section())
        assert (BulletinPage.objects.count(), media_files()) == (0, before)

    def test_losing_a_race_finds_the_other_ones_page(self, monkeypatch: pytest.MonkeyPatch) -> None:
        article = article_of(samples.TOOLBAR_PAGE)
        _, page = take(article)
        real, asked = writer.find_known, []

        def blind_once(*args: Any) -> Any:
            asked.append(args)
            return None if len(asked) == 1 else real(*args)

        monkeypatch.setattr(writer, "find_known", blind_once)
        outcome, known = take(article)
        assert (outcome, known.pk, BulletinPage.objects.count()) == ("known", page.pk, 1)

    def test_a_database_error_is_a_refusal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*args: Any) -> None:
            raise IntegrityError("something else")

        monkeypatch.setattr(writer, "_fill", fail)
        with pytest.raises(Refusal, match="cơ sở dữ liệu"):
            import_article(article_of(samples.TOOLBAR_PAGE), section())

    @pytest.mark.parametrize(("field", "value"), [("byline", "A" * 200), ("source_url", "https://a.vn/" + "x" * 600)])
    def test_too_long_facts_refuse_the_file(self, field: str, value: str) -> None:
        article = article_of(samples.TOOLBAR_PAGE)
        setattr(article, field, value)
        with pytest.raises(Refusal, match="dài quá"):
            import_article(article, section())
        assert BulletinPage.objects.count() == 0

    def test_an_unforeseen_error_while_reading_is_a_refusal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("portal.desk.importing.pipeline.parse", lambda reading: 1 / 0)
        with pytest.raises(Refusal, match="ZeroDivisionError"):
            parse_bytes("bai.txt", samples.TOOLBAR_PAGE.encode())


def test_months_and_days_are_kept_apart() -> None:
    assert article_of(samples.MONTH_PAGE).month == (2023, 11)
    assert article_of(samples.TOOLBAR_PAGE).day == date(2024, 3, 5)


def test_a_caption_without_its_picture_is_shown_under_a_plate(client: Client) -> None:
    _, page = take(article_of(samples.NEWSPAPER_PAGE), publish=True)
    html = client.get(page.get_url()).content.decode()
    figure = html[html.index('<figure class="figure">') : html.index("</figure>")]
    assert "picture-none" in figure
    assert "Trưởng thôn Lò Văn Pành" in figure
    assert "<img" not in figure


def test_a_main_caption_without_its_picture_is_shown_too(client: Client) -> None:
    _, page = take(article_of(samples.CAPITALS_PAGE), publish=True)
    html = client.get(page.get_url()).content.decode()
    figure = html[html.index('<figure class="figure">') : html.index("</figure>")]
    assert "picture-none" in figure
    assert "Ảnh: H.L" in figure
