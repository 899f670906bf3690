"""Stories: what stands beside the words, where they are listed and found, and when they go."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from exemplars.registry import consents
from exemplars.registry.models import Consent, State
from exemplars.registry.states import decide
from exemplars.stories.models import StoryPage, StorySubject
from exemplars.stories.search import add_subjects
from portal.base.images import PORTRAIT_SPECS, make_renditions
from search.entry import Entry
from tests import factories as pages
from tests.registry.factories import make_conferral, make_exemplar, make_honour, make_organisation, make_place

pytestmark = pytest.mark.django_db
BUDGET = 12


def make_story(*subjects, title: str = "Người trồng quế", **fields) -> StoryPage:
    """Make a published story that tells these exemplars."""
    body = [("paragraph", fields.pop("body", "<p>Chuyện của chị.</p>"))]
    story = StoryPage(title=title, body=body, **fields)
    story.subjects = [StorySubject(exemplar=one) for one in subjects]
    return pages.publish(pages.section("guong-dien-hinh"), story)


def test_a_story_shows_the_facts_and_honours_of_each_subject(client):
    first = make_exemplar("Lý Thị Ơn", position="Trưởng bản", place=make_place("Lào Cai thử"))
    second = make_exemplar("Vàng A Thi", place_shown=False, organisation=make_organisation("Nơi làm việc kín"))
    make_conferral(first, make_honour("Huân chương Lao động"), honour_class=3)
    story = make_story(first, second, lead="Mười năm một cây quế.", byline="Minh Hạnh")
    response = client.get(story.url)
    html = response.content.decode()
    assert [one.name for one in response.context["subjects"]] == ["Lý Thị Ơn", "Vàng A Thi"]
    for said in (
        "Chuyện của chị.",
        "Mười năm một cây quế.",
        "Minh Hạnh",
        "Trưởng bản",
        "Tỉnh Lào Cai thử",
        "Huân chương Lao động hạng Ba",
        f'href="{first.get_absolute_url()}"',
        '"@type": "NewsArticle"',
        '"about": [{"@type": "Person", "name": "Lý Thị Ơn"}',
        'property="article:published_time"',
    ):
        assert said in html, said
    assert "Nơi làm việc kín" not in html
    assert story.url in client.get(first.get_absolute_url()).content.decode()


def test_stories_stand_in_their_section_on_the_front_page_and_in_the_sitemaps(client):
    story = make_story(make_exemplar())
    addresses = (
        "/",
        "/guong-dien-hinh/",
        "/guong-dien-hinh/rss/",
        "/rss.xml",
        "/sitemap-trang.xml",
        "/sitemap-news.xml",
    )
    for address in addresses:
        assert story.url in client.get(address).content.decode(), address


def test_a_story_is_found_by_whom_it_tells():
    told = make_exemplar("Lý Thị Ơn", other_names="Bà Mế", place=make_place("Lào Cai thử"))
    make_conferral(told, make_honour("Bằng khen đứng"))
    revoked = make_conferral(told, make_honour("Bằng khen đã hủy"))
    type(revoked).objects.filter(pk=revoked.pk).update(state="revoked")
    story = make_story(told, unit="Hội Phụ nữ")
    words = add_subjects(story, Entry(kind="story", title=story.title, url=story.url)).words
    for said in ("Lý Thị Ơn", "Bà Mế", "Lào Cai thử", "Bằng khen đứng", "Hội Phụ nữ"):
        assert said in words
    assert "Bằng khen đã hủy" not in words


@pytest.mark.parametrize("how", ["withdrawn", "hidden", "consent ends", "story consent ends"])
def test_stories_go_with_the_consent(client, how):
    gone, other = make_exemplar("Nguyễn Thị Hòa"), make_exemplar("Người khác")
    alone, both, untouched = (
        make_story(gone),
        make_story(gone, other, title="Hai người"),
        make_story(other, title="Một"),
    )
    if how == "withdrawn":
        consents.withdraw_consent(gone, actor=None, reason="Xin rút", public_reason="Theo đề nghị")
    elif how == "hidden":
        decide(gone, State.HIDDEN, actor=None, reason="Có đơn")
    else:
        consent = gone.consents.get()
        consent.for_story = how != "story consent ends"
        consent.withdrawn_on = consent.given_on if how == "consent ends" else None
        if how == "story consent ends":
            day = consent.given_on
            Consent.objects.create(exemplar=gone, for_name=True, for_story=True, given_on=day, withdrawn_on=day)
        consent.save()
    for story in (alone, both):
        assert client.get(story.url).status_code == 404, story.title
        assert story.url not in client.get("/guong-dien-hinh/").content.decode()
    assert client.get(untouched.url).status_code == 200


def test_a_review_and_a_dossier_saved_leave_stories_alone(client):
    told = make_exemplar()
    story = make_story(told)
    told.notes = "Đã gọi điện"
    told.save()
    decide(told, State.UNDER_REVIEW, actor=None, reason="Đến hạn", check=False)
    assert client.get(story.url).status_code == 200


def test_the_clock_publishes_no_story_that_may_not_be_told(client):
    told = make_exemplar()
    story = make_story(told)
    decide(told, State.HIDDEN, actor=None, reason="Có đơn")
    story.refresh_from_db()
    story.go_live_at = timezone.now() - timedelta(minutes=1)
    story.save_revision(approved_go_live_at=story.go_live_at)
    call_command("publish_scheduled")
    story.refresh_from_db()
    assert not story.live
    assert client.get(story.url).status_code == 404


def test_the_spotlight_may_be_a_story_and_shows_the_honours_of_whom_it_tells(client):
    told = make_exemplar("Lý Thị Ơn")
    make_conferral(told, make_honour("Huân chương Lao động"), honour_class=3)
    home = pages.make_site()
    home.spotlight = make_story(told)
    home.save_revision().publish()
    html = client.get("/").content.decode()
    assert 'class="spotlight"' in html
    assert "Huân chương Lao động hạng Ba" in html.split('class="spotlight"')[1]
    consents.withdraw_consent(told, actor=None, reason="Xin rút", public_reason="Theo đề nghị")
    assert 'class="spotlight"' not in client.get("/").content.decode()


def test_a_preview_shows_subjects_not_saved_yet(admin_client):
    story = make_story(make_exemplar("Một"))
    story.subjects = [StorySubject(exemplar=make_exemplar("Hai"))]
    response = story.make_preview_request(preview_mode=story.default_preview_mode)
    response.render()
    assert "Hai" in response.content.decode()


def test_the_page_keeps_its_budget(django_assert_max_num_queries):
    picture = pages.make_picture()
    told = [make_exemplar(f"Người {n}", portrait=pages.make_picture(), place=make_place(f"P{n}")) for n in range(3)]
    for one in told:
        make_renditions([one.portrait], PORTRAIT_SPECS)
        make_conferral(one)
    for number in range(3):
        make_story(told[0], title=f"Bài {number}")
    story = make_story(*told, main_image=picture, body="<p>Theo Quyết định số 1526/QĐ-TTg ngày 09/12/2022.</p>")
    home = pages.make_site()
    home.spotlight = story
    home.save_revision().publish()
    client = Client()
    for address in (story.url, "/"):
        client.get(address)
        with django_assert_max_num_queries(BUDGET):
            response = client.get(address)
        assert response.status_code == 200
        assert not response.cookies


def publish_in_admin(admin_client, story):
    """Press "publish" on a story's form as it stands, and return the answer."""
    data = nested_form_data(
        {
            "title": story.title,
            "slug": story.slug,
            "lead": "",
            "body": streamfield([]),
            "subjects": inline_formset(
                [{"exemplar": one.exemplar_id, "id": one.pk} for one in story.subjects.all()], 1
            ),
            "comments": inline_formset([]),
            "action-publish": "1",
        }
    )
    return admin_client.post(f"/quan-tri/pages/{story.pk}/edit/", data, follow=True)


def test_an_editor_chooses_subjects_and_cannot_tell_who_did_not_consent(admin_client):
    told, secret = make_exemplar("Người đồng ý"), make_exemplar("Người chưa công bố", public=False)
    story = StoryPage(title="Bài nháp", live=False)
    story.subjects = [StorySubject(exemplar=secret)]
    pages.section("guong-dien-hinh").add_child(instance=story)
    html = admin_client.get(f"/quan-tri/pages/{story.pk}/edit/").content.decode()
    assert "Gương được kể" in html
    assert "Người đồng ý" not in html, "choosers do not list the whole registry"
    response = publish_in_admin(admin_client, story)
    assert "chưa được công bố trong sổ" in response.content.decode()
    assert not StoryPage.objects.get(pk=story.pk).live
    story.subjects = [StorySubject(exemplar=told)]
    story.save()
    publish_in_admin(admin_client, story)
    assert StoryPage.objects.get(pk=story.pk).live
