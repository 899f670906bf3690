"""What readers get: pages, lists, archives, feeds, sitemaps; and what broken requests get."""

import re
from xml.etree import ElementTree

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from news.bulletins.models import RelatedPin, Topic
from portal.base.models import PortalSettings
from portal.home import archive
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site():
    factories.make_site()


@pytest.fixture
def articles():
    dates = ["2023-01-17 08:00", "2023-12-19 09:30", "2024-01-08 15:52", "2024-01-31 23:30"]
    return [factories.make_bulletin(f"Bài số {n}", display_date=factories.moment(d)) for n, d in enumerate(dates, 1)]


def test_an_article_shows_its_parts(client, articles):
    page = factories.make_bulletin(
        "Tổng kết", lead="Sapo của bài.", byline="P.V", source_text="Theo tài liệu của Ban Tuyên giáo và Dân vận"
    )
    html = client.get(page.url).content.decode()
    for part in ("Sapo của bài.", "P.V", "Theo tài liệu của Ban Tuyên giáo và Dân vận", "Nội dung bài."):
        assert part in html


def test_older_articles_of_the_section_are_listed_newest_first(client, articles):
    shown = client.get(articles[2].url).context["older"]
    assert [page.title for page in shown] == ["Bài số 2", "Bài số 1"]


def test_pinned_articles_come_with_reason_and_only_while_public(client, articles):
    page = factories.make_bulletin("Có ghim")
    RelatedPin.objects.create(page=page, related=articles[0], reason="Cùng đợt", sort_order=1)
    RelatedPin.objects.create(page=page, related=articles[1], sort_order=0)
    assert [(r.title, r.reason) for r in client.get(page.url).context["related"]] == [
        ("Bài số 2", ""),
        ("Bài số 1", "Cùng đợt"),
    ]
    articles[0].unpublish()
    assert [r.title for r in client.get(page.url).context["related"]] == ["Bài số 2"]


def test_an_unpublished_article_is_gone_from_everywhere(client, articles):
    articles[0].unpublish()
    assert client.get(articles[0].url).status_code == 404
    for url in ("/", "/tin-tuc/", "/tin-tuc/rss/", "/rss.xml", "/sitemap-trang.xml"):
        assert "bai-so-1/" not in client.get(url).content.decode(), url


def test_the_archive_counts_by_month_in_the_office_time_zone(client, articles):
    months = client.get("/tin-tuc/").context["archive_months"]
    assert [(m["month"].strftime("%m/%Y"), m["count"]) for m in months] == [
        ("01/2024", 2),
        ("12/2023", 1),
        ("01/2023", 1),
    ]
    january = client.get("/tin-tuc/luu-tru/2024/1/")
    assert [page.title for page in january.context["bulletins"]] == ["Bài số 4", "Bài số 3"]
    assert client.get(months[0]["url"]).status_code == 200


def test_the_archive_follows_date_move_unpublish_delete_and_privacy(client, articles):
    def counts(slug="tin-tuc"):
        return {m["month"].strftime("%m/%Y"): m["count"] for m in archive.archive_months(factories.section(slug))}

    first, second, third, fourth = articles
    first.display_date = factories.moment("2023-12-01 00:00")
    first.save_revision().publish()
    assert counts() == {"01/2024": 2, "12/2023": 2}
    second.unpublish()
    third.delete()
    assert counts() == {"01/2024": 1, "12/2023": 1}
    fourth.move(factories.section("guong-dien-hinh"), pos="last-child")
    assert (counts(), counts("guong-dien-hinh")) == ({"12/2023": 1}, {"01/2024": 1})
    restriction = PageViewRestriction.objects.create(page=first, restriction_type=PageViewRestriction.LOGIN)
    assert counts() == {}
    restriction.delete()
    before = counts()
    archive.rebuild()
    assert before == counts() == {"12/2023": 1}


@pytest.mark.parametrize(
    "path",
    [
        "/tin-tuc/luu-tru/2024/13/",
        "/tin-tuc/luu-tru/2024/0/",
        "/tin-tuc/luu-tru/99999/1/",
        "/khong-co/",
        "/tin-tuc/khong-co/",
    ],
)
def test_addresses_that_cannot_be_are_not_found(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/y-kien/nhan/a/b/", "/khong-co/", "/quan-tri/login/"])
def test_a_form_without_its_token_is_refused_in_our_own_words(path):
    response = Client(enforce_csrf_checks=True).post(path, {"x": "y"})
    assert response.status_code == 403
    text = response.content.decode()
    assert "Chưa gửi được, trang đã mở quá lâu" in text
    assert "<style" not in text


@pytest.mark.parametrize("asked", ["abc", "0", "-1", "99999", "1.5", "", "٣", "9" * 400, "1;DROP", "<script>"])
def test_a_page_number_that_makes_no_sense_gets_a_page(client, articles, asked):
    response = client.get("/tin-tuc/", {"page": asked})
    assert response.status_code == 200
    assert response.context["page_asked_wrong"] is (asked != "")


@pytest.mark.parametrize("query", ["%00", "page=%ff%fe", "q=%ed%a0%80"])
def test_bytes_that_are_no_text_get_400(client, query):
    assert client.get("/tin-tuc/", QUERY_STRING=query).status_code == 400


def test_a_control_character_in_a_title_breaks_no_feed_and_no_sitemap(client):
    factories.make_bulletin("Có ký tự\x08lạ & <b>")
    for url in ("/rss.xml", "/atom.xml", "/tin-tuc/rss/", "/tin-tuc/atom/", "/sitemap-trang.xml", "/sitemap-news.xml"):
        ElementTree.fromstring(client.get(url).content)


def test_feeds_carry_title_lead_date_and_an_identity_that_survives_moves(client, articles):
    item = ElementTree.fromstring(client.get("/tin-tuc/rss/").content).find("channel/item")
    assert item.findtext("title") == "Bài số 4"
    assert item.findtext("pubDate") == "Wed, 31 Jan 2024 23:30:00 +0700"
    assert item.findtext("guid") == f"urn:uuid:{articles[3].translation_key}"
    assert item.findtext("link").endswith("/tin-tuc/bai-so-4/")


def test_the_news_sitemap_holds_two_days_and_the_sitemap_everything(client, articles):
    fresh = factories.make_bulletin("Tin nóng")
    assert re.findall("<loc>(.*?)</loc>", client.get("/sitemap-news.xml").content.decode()) == [
        f"http://testserver{fresh.url}"
    ]
    everything = client.get("/sitemap-trang.xml").content.decode()
    assert "/tin-tuc/bai-so-1/" in everything
    assert "<lastmod>" in everything
    assert "/sitemap-trang.xml" in client.get("/sitemap.xml").content.decode()
    assert "/sitemap.xml" in client.get("/robots.txt").content.decode()


def test_metadata_names_what_circular_24_2011_asks_for(client):
    page = factories.make_bulletin(
        'Chào "năm mới" </script>', lead="Mô tả.", byline="Minh Hạnh", display_date=factories.moment("2024-01-08 15:52")
    )
    html = client.get(page.url).content.decode()
    for name in ("title", "creator", "date", "description", "publisher", "identifier"):
        assert f'name="DCTERMS.{name}"' in html
    assert 'content="Minh Hạnh"' in html
    assert 'content="2024-01-08"' in html
    assert '"@type": "NewsArticle"' in html
    assert "</script>" not in html.split("application/ld+json")[1].split("</script>", 1)[0]
    assert 'Chào \\"năm mới\\" \\u003c/script\\u003e' in html


def test_a_reader_gets_a_cacheable_page_and_leaves_no_trace(articles):
    client = Client()
    for url in ("/", "/tin-tuc/", articles[0].url, "/gioi-thieu/", "/rss.xml"):
        response = client.get(url)
        assert response.status_code == 200, url
        assert not response.cookies, url
        assert response["Cache-Control"].startswith("public"), url
        assert "csrfmiddlewaretoken" not in response.content.decode(), url
        assert "'unsafe-inline'" not in response["Content-Security-Policy"], url
        assert "Cookie" not in response.get("Vary", ""), url


def test_a_reader_of_a_site_without_settings_writes_nothing(client):
    client.get("/")
    assert not PortalSettings.objects.exists()


def test_the_lead_story_is_the_editors_choice_and_never_stands_twice(client, articles):
    home = factories.make_site()
    home.lead_story = articles[0]
    home.save_revision().publish()
    context = client.get("/").context
    shown = [context["lead_story"], *context["second_stories"], *context["newest"]]
    assert shown[0].pk == articles[0].pk
    assert len({page.pk for page in shown}) == len(shown) == 4
    articles[0].unpublish()
    assert client.get("/").context["lead_story"].pk != articles[0].pk


def test_the_spotlight_shows_the_page_editors_chose_while_it_is_public(client, articles):
    home = factories.make_site()
    home.spotlight = articles[1]
    home.save_revision().publish()
    html = client.get("/").content.decode()
    assert 'class="spotlight"' in html
    assert client.get("/").context["spotlight"].pk == articles[1].pk
    articles[1].unpublish()
    assert 'class="spotlight"' not in client.get("/").content.decode()


def test_media_serves_pictures_only(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    for folder, name in (("images", "a.webp"), ("documents", "mat.pdf"), ("private", "a.webp")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_bytes(b"x")
    assert client.get("/media/images/a.webp").status_code == 200
    assert client.get("/media/documents/mat.pdf").status_code == 404
    assert client.get("/media/private/a.webp").status_code == 404
    assert client.get("/media/images/../documents/mat.pdf").status_code == 404


def test_a_topic_lists_its_articles_across_sections(client):
    topic = Topic.objects.create(name="Đổi mới sáng tạo")
    for title, under in (("Một", "tin-tuc"), ("Hai", "guong-dien-hinh")):
        page = factories.make_bulletin(title, under=under)
        page.topics.add(topic)
        page.save()
    page.unpublish()
    response = client.get(f"/chu-de/{topic.slug}/", {"page": "abc"})
    assert topic.slug == "doi-moi-sang-tao"
    assert [card.title for card in response.context["bulletins"]] == ["Một"]
    assert client.get("/chu-de/khong-co/").status_code == 404


def test_the_breadcrumb_leads_from_the_section_to_the_page(client):
    page = factories.make_bulletin("Bài")
    response = client.get(page.url)
    assert response.context["breadcrumbs"] == [{"title": "Tin tức", "url": "/tin-tuc/"}, {"title": "Bài", "url": ""}]
    assert '"name": "Trang chủ", "item": "http://testserver/"' in response.content.decode()
