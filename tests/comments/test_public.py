"""The comments below an article, their form, and what a page with them costs."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db.models import F
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from exemplars.stories.models import StoryPage
from news.bulletins.models import BulletinPage
from news.comments.models import Badge, Comment, Reason, State, Thread, ThreadPolicy
from news.comments.office import MOST_CHOSEN, answer, choose, hold_network
from news.comments.pipeline import CEILING
from news.comments.states import NotAllowed, decide
from news.comments.writer import erase, withdraw
from news.documents.models import PlanPage
from portal.home.models import SectionPage
from portal.intake.forms import fresh_guard
from portal.intake.models import NetworkKey
from tests.comments.factories import BODY, NAME, lead, moderator, past, publish, send
from tests.comments.test_pipeline import NO_ACCENTS
from tests.factories import make_bulletin, section
from tests.intake.hostile import BROKEN, NAUGHTY, OTHERS

pytestmark = pytest.mark.django_db


def open_page(**fields: Any) -> BulletinPage:
    return make_bulletin(display_date=timezone.now(), **fields)


def address(page: Any) -> str:
    return reverse("comment_form", args=[page.pk])


def filled(**fields: str) -> dict[str, str]:
    """What a reader's browser sends."""
    return {"name": NAME, "body": BODY, "email": "", "website": "", **fresh_guard(1), **opened_a_minute_ago(), **fields}


def opened_a_minute_ago() -> dict[str, str]:
    return fresh_guard(int(timezone.now().timestamp()) - 60)


def text_of(response: Any) -> str:
    return html.unescape(response.content.decode())


def test_a_network_held_for_a_week_stays_held_when_the_week_of_its_hash_ends(client: Client) -> None:
    """Networks get another hash each Monday; one held on a Sunday was free again the next morning."""
    page = open_page()
    client.post(address(page), filled())
    hold_network(Comment.objects.get(), actor=lead(), reason="Quảng cáo")
    NetworkKey.objects.update(starts_on=F("starts_on") - timedelta(days=7))
    client.post(address(page), filled(body="Lại là tôi đây."))
    client.post(address(page), filled(body="Tôi ở nơi khác."), REMOTE_ADDR="198.51.100.1")
    assert ["sanction" in comment.flags for comment in Comment.objects.order_by("pk")] == [False, True, False]


def test_articles_plans_and_stories_take_comments_and_sections_do_not() -> None:
    assert all(kind.takes_comments for kind in (BulletinPage, PlanPage, StoryPage))
    assert not SectionPage.takes_comments


def test_a_comment_goes_from_form_to_receipt_to_article(client: Client) -> None:
    page = open_page()
    assert address(page) in client.get(page.url).content.decode()
    response = client.post(address(page), filled())
    assert response.status_code == 302
    assert "/y-kien/nhan/" in response.url
    assert "Chờ duyệt" in client.get(response.url).content.decode()
    assert BODY not in client.get(page.url).content.decode()
    publish(Comment.objects.get(), moderator())
    assert BODY in client.get(page.url).content.decode()


def test_the_article_sets_no_cookie_and_may_be_kept_and_the_form_may_not(client: Client) -> None:
    page = open_page()
    publish(send(page), moderator())
    article, form = client.get(page.url), client.get(address(page))
    assert "public" in article["Cache-Control"]
    assert "csrfmiddlewaretoken" not in article.content.decode() + form.content.decode()
    assert "no-store" in form["Cache-Control"]
    assert not article.cookies
    assert not form.cookies


def test_sent_twice_leads_to_the_same_receipt(client: Client) -> None:
    page, data = open_page(), filled()
    first, second = client.post(address(page), data), client.post(address(page), data)
    assert first.url == second.url
    assert Comment.objects.count() == Thread.objects.get(page=page).received == 1


def test_another_text_under_the_same_key_is_not_lost(client: Client) -> None:
    page, data = open_page(), filled()
    client.post(address(page), data)
    response = client.post(address(page), {**data, "body": "Tôi nói thêm một điều nữa."})
    assert "Tôi nói thêm một điều nữa." in text_of(response)
    again = {
        name: re.search(rf'name="{name}" value="([^"]*)"', text_of(response))[1] for name in ("submit_key", "opened")
    }
    assert client.post(address(page), {**data, **again, "body": "Tôi nói thêm một điều nữa."}).status_code == 302
    assert Comment.objects.count() == 2


def test_an_expired_form_keeps_the_text(client: Client) -> None:
    page = open_page()
    old = fresh_guard(int(timezone.now().timestamp()) - 90_000)
    response = client.post(address(page), filled(**old))
    assert response.status_code == 200
    assert BODY in text_of(response)
    assert "bấm gửi lần nữa" in text_of(response)


def test_a_text_without_accents_is_asked_about_once_and_taken_as_it_is(client: Client) -> None:
    page, data = open_page(), filled(body=NO_ACCENTS)
    asked = client.post(address(page), data)
    assert "sửa giúp hoặc gửi nguyên văn" in text_of(asked)
    assert NO_ACCENTS in text_of(asked)
    assert client.post(address(page), {**data, "nguyen-van": "1"}).status_code == 302
    assert Comment.objects.get().current_body == NO_ACCENTS


def test_over_the_ceiling_the_text_comes_back_with_429(client: Client) -> None:
    page = open_page()
    for number in range(CEILING.most):
        client.post(address(page), filled(body=f"Ý kiến thứ {number} của tôi."))
    response = client.post(address(page), filled())
    assert (response.status_code, response["Retry-After"]) == (429, "3600")
    assert BODY in text_of(response)


def test_a_form_of_another_site_is_refused(client: Client) -> None:
    page = open_page()
    assert client.post(address(page), filled(), headers={"origin": "https://xau.example"}).status_code == 403
    assert not Comment.objects.exists()


def test_every_field_takes_or_refuses_every_naughty_string(client: Client) -> None:
    page = open_page()
    ThreadPolicy.objects.create(page=page, mode=ThreadPolicy.Mode.OPEN)
    for field in ("name", "body", "email", "follow", "tra-loi", "submit_key", "opened", "website", "work"):
        # The whole list goes through the fields in tests/intake; here every twenty-fifth the whole way.
        for raw in [*NAUGHTY[::25], *OTHERS, *BROKEN]:
            sent = urlencode(filled(**{field: raw}), errors="surrogatepass")
            response = client.post(address(page), sent, content_type="application/x-www-form-urlencoded")
            assert response.status_code in (200, 302, 400, 413, 422, 429), (field, ascii(raw[:40]))
            assert raw not in BROKEN or field not in ("name", "body") or response.status_code == 400
    for comment in Comment.objects.all():
        assert unicodedata.is_normalized("NFC", comment.name + comment.current_body)


def test_what_readers_write_is_text_wherever_it_is_shown(client: Client) -> None:
    page, person = open_page(), moderator()
    hostile = "<script>alert(1)</script> </script><!-- & \" ' {{ 7 }} &amp;"
    comment = publish(send(page, body=hostile, name='<b>"Tên"</b>'), person)
    for shown in (client.get(page.url), client.get(reverse("comment_report", args=[comment.public_id]))):
        text = shown.content.decode()
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
        assert "&amp;amp;" in text
    data = json.loads(
        re.findall(r'<script type="application/ld\+json">(.*?)</script>', client.get(page.url).content.decode())[-1]
    )
    assert data["comment"][0]["text"] == hostile


def test_addresses_become_links_that_vouch_for_nothing(client: Client) -> None:
    page = open_page()
    publish(send(page, body="Xem https://vi-du.vn/a?b=1&c=2. Hoặc javascript:alert(1)"), moderator())
    text = client.get(page.url).content.decode()
    assert '<a href="https://vi-du.vn/a?b=1&amp;c=2" rel="ugc nofollow noopener">' in text
    assert 'href="javascript' not in text
    assert "data-nosnippet" in text


def test_held_comments_are_in_no_html_and_no_json_ld(client: Client) -> None:
    page, person = open_page(), moderator()
    for state in (State.REJECTED, State.SPAM, State.RETURNED):
        decide(send(page, body=f"Bị giữ {state}"), state, actor=person, reason=Reason.OFF_TOPIC)
    publish(send(page, body="Được đăng rồi."), person)
    text = client.get(page.url).content.decode()
    assert "Được đăng rồi." in text
    assert "Bị giữ" not in text


def test_threads_are_three_deep_and_deeper_answers_are_not_offered(client: Client) -> None:
    page, person = open_page(), moderator()
    first = publish(send(page), person)
    reply = {"tra-loi": str(first.public_id)}
    client.post(address(page), filled(body="Tôi trả lời bác đây.", **reply))
    second = publish(Comment.objects.latest("pk"), person)
    third = publish(send(page, body="Sâu nhất rồi đấy nhé.", parent=second), person)
    assert (second.parent, second.depth, third.depth) == (first, 2, 3)
    text = client.get(page.url).content.decode()
    assert f"tra-loi={second.public_id}" in text
    assert f"tra-loi={third.public_id}" not in text
    client.post(address(page), filled(body="Sâu hơn nữa không được.", **{"tra-loi": str(third.public_id)}))
    assert Comment.objects.latest("pk").depth == 1


def test_twenty_threads_stand_on_a_page_and_the_rest_behind_links(client: Client) -> None:
    page, person = open_page(), moderator()
    for number in range(23):
        publish(send(page, body=f"Ý kiến thứ {number:02}.", net_hash=f"{number:064}"), person)
    first, second = client.get(page.url).content.decode(), client.get(f"{page.url}?y-kien=2").content.decode()
    assert (first.count('<li class="comment"'), second.count('<li class="comment"')) == (20, 3)
    assert "Ý kiến thứ 22." in first
    assert "Ý kiến thứ 00." in second
    assert f'<link rel="canonical" href="http://testserver{page.url}">' in second
    assert client.get(f"{page.url}?thu-tu=cu").content.decode().index("thứ 00") > 0
    for odd in ("?y-kien=abc", "?y-kien=999", "?y-kien=-1", "?thu-tu=%F0%9F%98%80", "?y-kien=2&thu-tu=cu"):
        assert client.get(f"{page.url}{odd}").status_code == 200


def test_chosen_ones_come_first_and_are_three_at_most(client: Client) -> None:
    page, person = open_page(), moderator()
    sent = [publish(send(page, body=f"Ý kiến thứ {number}."), person) for number in range(5)]
    for comment in sent[:MOST_CHOSEN]:
        choose(comment, chosen=True, actor=person)
    with pytest.raises(NotAllowed, match="tối đa 3"):
        choose(sent[4], chosen=True, actor=person)
    text = client.get(page.url).content.decode()
    assert text.index("thứ 2.") < text.index("thứ 0.") < text.index("thứ 4.")
    text = client.get(f"{page.url}?thu-tu=moi").content.decode()
    assert text.index("thứ 4.") < text.index("thứ 2.")


def test_the_office_answers_under_its_badge(client: Client) -> None:
    page, person = open_page(), moderator()
    comment = publish(send(page), person)
    said = answer(page=page, parent=comment, actor=person, badge=Badge.UNIT, name="UBND xã Thử", body="Xin cảm ơn.")
    past(said)
    text = client.get(page.url).content.decode()
    assert "Đơn vị trả lời" in text
    assert '"@type": "Organization", "name": "UBND xã Thử"' in text


def test_comments_close_after_thirty_days_unless_staff_say_otherwise(client: Client) -> None:
    old = make_bulletin(display_date=timezone.now() - timedelta(days=31))
    publish(send(old), moderator())
    assert "không nhận thêm ý kiến" in text_of(client.get(old.url))
    closed = client.post(address(old), filled(body="Muộn mất rồi, tiếc quá."))
    assert closed.status_code == 409
    assert "Muộn mất rồi" in text_of(closed)
    ThreadPolicy.objects.create(page=section(), mode=ThreadPolicy.Mode.OPEN)
    assert client.post(address(old), filled()).status_code == 302
    ThreadPolicy.objects.create(page=old, mode=ThreadPolicy.Mode.INHERIT)
    assert client.post(address(old), filled(body="Một ý kiến khác nữa.")).status_code == 302
    ThreadPolicy.objects.filter(page=old).update(mode=ThreadPolicy.Mode.CLOSED)
    assert BODY not in text_of(client.get(old.url))


def test_pages_that_are_not_public_have_no_form(client: Client) -> None:
    page = open_page()
    page.unpublish()
    assert client.get(address(page)).status_code == 404
    assert client.get(address(section())).status_code == 404
    assert client.get("/y-kien/gui/99999999999999999999999999/").status_code == 404


@pytest.mark.parametrize("act", [withdraw, erase])
def test_withdrawing_forgets_kept_pages_at_once(
    act: Any, client: Client, settings: Any, tmp_path: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.CACHE_PURGE_DIR = str(tmp_path)
    page = open_page()
    comment = publish(send(page), moderator())
    assert BODY in client.get(page.url).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        act(comment)
    assert len(list(tmp_path.glob("[0-9]*"))) == 1
    assert BODY not in client.get(page.url).content.decode()


def test_a_page_with_many_comments_costs_no_more_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    page, person = open_page(), moderator()
    client.get(page.url)
    for number in range(30):
        comment = publish(send(page, body=f"Ý kiến thứ {number}.", net_hash=f"{number:064}"), person)
        publish(send(page, body=f"Trả lời thứ {number}.", parent=comment, net_hash=f"{number + 99:064}"), person)
    with django_assert_max_num_queries(12):
        client.get(page.url)


def test_the_fragment_is_the_form_alone(client: Client) -> None:
    text = client.get(f"{address(open_page())}?manh=1").content.decode()
    assert text.lstrip().startswith("<form")
    assert "<html" not in text
