import shutil

import pytest
from django.core.management import call_command
from django.urls import reverse

from news.bulletins.models import BulletinPage
from search.engines import get_engine
from tests import factories

URL = "/tim-kiem/"


@pytest.fixture
def articles(db, index_folder):
    """Twenty-three articles, put in as they stand in the database: the index is made of that, not of publishing."""
    for n in range(1, 24):
        page = BulletinPage(
            title=f"Hiến máu tình nguyện số {n}",
            lead="Phong trào <b>thi đua</b> & khen thưởng",
            body=[("paragraph", "<p>Nội dung bài.</p>")],
            display_date=factories.moment(f"{2022 + n % 3}-03-{n:02} 08:00"),
            live=True,
        )
        page.first_published_at = page.last_published_at = page.display_date
        factories.section("tin-tuc" if n % 2 else "guong-dien-hinh").add_child(instance=page)
    call_command("rebuild_index", verbosity=0)


def get(client, **parameters):
    response = client.get(URL, parameters)
    assert response.status_code == 200
    return response


def titles(response) -> list[str]:
    return [row.entry.title for row in response.context["rows"]]


def test_the_address_and_the_empty_form(client, site):
    assert reverse("search") == URL
    response = get(client)
    html = response.content.decode()
    assert 'role="search"' in html
    assert "rows" not in response.context
    assert '<meta name="robots" content="noindex">' in html
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert not response.cookies


def test_results_are_marked_on_the_accented_text_and_escaped(client, articles):
    html = get(client, q="tinh nguyen").content.decode()
    assert "Hiến máu <mark>tình nguyện</mark> số" in html
    html = get(client, q="thi dua khen thuong", kind="bulletin").content.decode()
    assert "&lt;b&gt;<mark>thi đua" in html
    assert "<b>thi" not in html


def test_pages_follow_each_other_and_nonsense_is_told(client, articles):
    first, second, third = (get(client, q="tinh nguyen", page=n) for n in (1, 2, 3))
    assert first.context["total"] == 23
    assert [len(titles(page)) for page in (first, second, third)] == [10, 10, 3]
    assert len({*titles(first), *titles(second), *titles(third)}) == 23
    assert "?q=tinh+nguyen&amp;page=2" in first.content.decode()
    for nonsense in ("abc", "0", "-1", "99999999999", "2.5", ""):
        assert get(client, q="tinh nguyen", page=nonsense).context["page_asked_wrong"] is (nonsense != "")


def test_facets_narrow_and_count(client, articles):
    response = get(client, q="tinh nguyen")
    facets = {
        facet.name: {option.label: option.count for option in facet.options} for facet in response.context["facets"]
    }
    assert facets["year"] == {"2024": 8, "2023": 8, "2022": 7}
    assert facets["section"]["Tin tức"] == 12
    narrowed = get(client, q="tinh nguyen", year="2024", section=str(factories.section().pk))
    assert narrowed.context["total"] == 4
    html = narrowed.content.decode()
    assert "?q=tinh+nguyen&amp;year=2024" in html, "a way to take one filter off"


def test_filters_alone_list_the_newest(client, articles):
    response = get(client, year="2024")
    assert response.context["total"] == 8
    assert titles(response)[0] == "Hiến máu tình nguyện số 23"


def test_newest_first_is_offered(client, articles):
    response = get(client, q="tinh nguyen", sort="date")
    assert titles(response)[0] == "Hiến máu tình nguyện số 23"
    assert get(client, q="tinh nguyen", sort="nonsense").context["sort"] == "relevance"


def test_a_filter_nobody_knows_is_left_out_and_told(client, articles):
    nonsense = [
        ("year", "abcd"),
        ("year", "²⁰²⁴"),
        ("section", "9" * 40),
        ("section", "²"),
        ("kind", "'; DROP"),
        ("topic", "x" * 5000),
    ]
    for name, value in nonsense:
        response = get(client, q="tinh nguyen", **{name: value})
        assert response.context["refused_filter"], name
        assert response.context["total"] == 23


def test_nothing_found_offers_ways_on(client, articles):
    html = get(client, q="xyzxyz", year="2024").content.decode()
    assert "Không tìm thấy “xyzxyz”" in html
    assert 'href="?q=xyzxyz"' in html
    assert 'href="/tin-tuc/"' in html


def test_partial_answers_are_called_so(client, articles):
    assert "một phần" in get(client, q="tình nguyện bóng chuyền nữ").content.decode()
    assert "nguyên văn" in get(client, q='"nguyện tình"').content.decode()


NASTY = [
    *['"', '"""', "'", "\\", "%", "(", "[", "{{ 7|add:7 }}", "{% now %}", "<script>alert(1)</script>", "🎉"],
    *["+-&|!(){}[]^~*?:/", "title:thi", "AND OR NOT", "* TO *", "\u202e", "\ufffd", "ﷺ"],
    *["a" * 10_000, "thi đua " * 1250, "e\u0301" * 3000],
]


def test_whatever_is_typed_gets_an_answer(client, articles):
    for question in NASTY:
        assert "<script>alert" not in get(client, q=question).content.decode(), question


def test_a_long_question_is_cut_and_told(client, articles):
    response = get(client, q="tình nguyện " * 1000)
    assert "chỉ phần đầu" in response.content.decode()
    assert len(response.content) < 100_000


def test_other_methods_are_refused(client, site):
    assert client.post(URL).status_code == 405


def test_a_missing_or_broken_index_is_told_and_not_cached(client, articles, index_folder):
    def assert_told():
        response = get(client, q="tinh nguyen")
        assert "tạm dừng" in response.content.decode()
        assert response.headers["Cache-Control"] == "no-store"

    for file in get_engine().generations.current().glob("*.idx"):
        file.unlink()
    (get_engine().generations.current() / "meta.json").write_text("{}")
    assert_told()
    shutil.rmtree(index_folder)
    assert_told()


def test_few_queries_however_many_results(client, articles, django_assert_max_num_queries):
    get(client, q="tinh nguyen")
    with django_assert_max_num_queries(6):
        get(client, q="tinh nguyen", year="2024", section=str(factories.section().pk))


def test_results_may_be_cached_by_anybody(client, articles):
    response = get(client, q="tinh nguyen")
    assert response.headers["Cache-Control"].startswith("public")
    assert not response.cookies


def test_what_was_understood_is_said_and_what_was_meant_is_offered(client, articles):
    html = get(client, q="tinh nguyen -thi -đua 07/4/2014", year="2024").content.decode()
    assert "không có: thi, đua; ngày 07/04/2014" in html
    html = get(client, q="tinh nguyen", year="2024").content.decode()
    assert "Có phải bạn muốn tìm:" in html
    assert '<a href="?q=t%C3%ACnh+nguy%E1%BB%87n&amp;year=2024">tình nguyện</a>' in html
    assert "Có phải" not in get(client, q="tình nguyện").content.decode()


def test_whoever_finds_nothing_is_shown_what_is_newest(client, articles):
    html = get(client, q="xyzxyz").content.decode()
    assert "Mới nhất" in html
    assert "Hiến máu tình nguyện số 23" in html
