"""What stands beside a page: why, for how long, in what order, and never whom it may not be."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from exemplars.registry.consents import withdraw_consent
from news.bulletins.models import RelatedPin, Topic
from portal.base.models import BasePage
from search.related.models import RelatedBan, RelatedLink
from search.related.shown import related_rows
from search.related.storing import relate, relate_pages
from tests import factories as pages
from tests.registry.factories import make_exemplar
from tests.related.test_similar import EVENTS

pytestmark = pytest.mark.django_db
BUDGET = 12


def shown(page) -> list[tuple[str, str]]:
    return [(row.title, row.reason) for row in related_rows(page)]


@pytest.fixture
def flood(site, committed):
    """Publish three bulletins of one event and three of another."""
    made = []
    for event in ("lu", "cau"):
        for number, text in enumerate(EVENTS[event]):
            with committed():
                made.append(pages.make_bulletin(f"{event} {number}", body=f"<p>{text}</p>"))
    return made


def test_pages_of_one_event_find_each_other_both_ways(flood) -> None:
    for page in flood[:3]:
        titles = [title for title, _ in shown(page)[:2]]
        assert {title[:2] for title in titles} == {"lu"}
        assert page.title not in titles
    assert ("lu 2", "Nội dung gần nhau") in shown(flood[0])


def test_shared_facts_say_why_and_the_rare_one_first(site, committed) -> None:
    told = make_exemplar("Lý Thị Ơn")
    topic = Topic.objects.create(name="Trồng quế")
    with committed():
        first = pages.make_bulletin("Một", body="<p>Chị Lý Thị Ơn ươm cây giống.</p>", topics=[topic])
    with committed():
        both = pages.make_bulletin("Hai", body="<p>Hội thảo có Lý Thị Ơn dự, bàn giá thu mua.</p>", topics=[topic])
    with committed():
        other = pages.make_bulletin("Ba", body="<p>Thời tiết cuối tuần nhiều mây.</p>", topics=[topic])
    assert shown(first)[0] == ("Hai", f"Cùng nhắc đến {told.name}")
    assert ("Ba", "Cùng chủ đề Trồng quế") in shown(first)
    assert ("Một", "Cùng chủ đề Trồng quế") in shown(other)
    assert both.title in dict(shown(other))


def test_what_is_pinned_comes_first_and_what_is_banned_never(flood, committed) -> None:
    page, near, _, far = flood[:4]
    RelatedPin.objects.create(page=page, related=far, reason="Cùng tuần")
    assert shown(page)[0] == ("cau 0", "Cùng tuần")
    RelatedBan.objects.create(page=page, related=near)
    for one in (page, near):
        relate(one)
    assert near.title not in dict(shown(page))
    assert page.title in dict(shown(near))
    assert shown(page)[0] == ("cau 0", "Cùng tuần")


def test_a_page_that_goes_is_gone_from_all_lists_in_the_same_moment(flood) -> None:
    page, near, third = flood[:3]
    assert near.title in dict(shown(page))
    near.unpublish()
    assert near.title not in dict(shown(page))
    assert not RelatedLink.objects.filter(related=near).exists()
    third.delete()
    assert third.title not in dict(shown(page))


def test_private_pages_are_neither_shown_nor_stored_anew(flood, committed) -> None:
    page, near = flood[:2]
    PageViewRestriction.objects.create(page=near.basepage_ptr, restriction_type="login")
    assert near.title not in dict(shown(page))
    relate_pages.call([page.pk, near.pk])
    assert not RelatedLink.objects.filter(related=near).exists()


def test_no_reason_names_somebody_who_may_be_named_no_more(site, committed, client: Client) -> None:
    told = make_exemplar("Lý Thị Ơn")
    with committed():
        first = pages.make_bulletin("Một", body="<p>Chị Lý Thị Ơn ươm cây giống.</p>")
    with committed():
        pages.make_bulletin("Hai", body="<p>Hội thảo có Lý Thị Ơn dự.</p>")
    assert "Cùng nhắc đến Lý Thị Ơn" in client.get(first.url).content.decode()
    withdraw_consent(told, actor=None, reason="Xin rút", public_reason="Theo đề nghị")
    assert "Cùng nhắc đến" not in client.get(first.url).content.decode()
    assert not RelatedLink.objects.filter(reason__contains="Lý Thị Ơn").exists()


def test_another_version_of_the_same_text_is_shown_once_and_called_so(site, committed) -> None:
    text = "".join(f"<p>{one}</p>" for texts in EVENTS.values() for one in texts)
    made = []
    for number in range(3):
        with committed():
            made.append(pages.make_bulletin(f"Bản {number}", body=f"{text}<p>Lần {number}.</p>"))
    relate(made[0])
    versions = [reason for _, reason in shown(made[0]) if reason == "Bản khác của cùng tin này"]
    assert len(versions) == 1


def test_the_older_of_two_alike_comes_later(site, committed) -> None:
    texts = EVENTS["lu"]
    now = timezone.now()
    with committed():
        old = pages.make_bulletin(
            "Cũ", body=f"<p>{texts[1]} Hôm ấy trời quang.</p>", display_date=now - timedelta(3000)
        )
    with committed():
        new = pages.make_bulletin("Mới", body=f"<p>{texts[1]} Hôm ấy trời mưa.</p>", display_date=now)
    with committed():
        page = pages.make_bulletin("Bài", body=f"<p>{texts[0]}</p>", display_date=now)
    relate(page)
    order = list(RelatedLink.objects.filter(page=page).order_by("-score").values_list("related", flat=True))
    assert order.index(new.pk) == 0
    assert old.pk in order or len(order) == 1


def test_at_most_twenty_are_kept_and_the_list_costs_one_query(site, committed, django_assert_num_queries) -> None:
    topic = Topic.objects.create(name="Chung")
    with committed():
        made = [
            pages.make_bulletin(f"Bài {n}", body=f"<p>{EVENTS['lu'][n % 3]} {n}</p>", topics=[topic]) for n in range(24)
        ]
    for page in BasePage.objects.filter(pk__in=[one.pk for one in made]).specific():
        relate(page)
    assert max(RelatedLink.objects.filter(page=one).count() for one in made) <= 20
    with django_assert_num_queries(1):
        assert related_rows(made[0])


def test_relink_gives_the_same_again_and_heals_what_is_missing(flood, capsys) -> None:
    call_command("relink", verbosity=0)
    before = list(RelatedLink.objects.order_by("page", "related").values_list("page", "related", "reason"))
    RelatedLink.objects.filter(page=flood[0]).delete()
    call_command("relink", verbosity=0)
    assert list(RelatedLink.objects.order_by("page", "related").values_list("page", "related", "reason")) == before
    assert f"{len(before)} liên kết" in capsys.readouterr().out


def test_facts_relate_pages_while_there_is_no_index(db, index_folder, committed) -> None:
    topic = Topic.objects.create(name="Trồng quế")
    with committed():
        first = pages.make_bulletin("Một", topics=[topic])
        pages.make_bulletin("Hai", topics=[topic])
        pages.make_bulletin("Ba")
    assert shown(first) == [("Hai", "Cùng chủ đề Trồng quế")]


def test_the_article_keeps_its_budget(flood, client: Client, django_assert_max_num_queries) -> None:
    client.get(flood[0].url)
    with django_assert_max_num_queries(BUDGET):
        html = client.get(flood[0].url).content.decode()
    assert '<span class="reason">Nội dung gần nhau</span>' in html


def test_staff_see_the_links_and_keep_one_out(flood, client: Client, committed) -> None:
    page, near = flood[:2]
    client.force_login(pages.make_user("Biên tập viên", "bien-tap"))
    address = f"/quan-tri/tin-lien-quan/{page.pk}/"
    assert near.title in client.get(address).content.decode()
    assert address in client.get(f"/quan-tri/pages/{page.pk}/edit/").content.decode()
    with committed():
        client.post(address, {"related": near.pk, "decision": "ban"})
    assert near.title not in dict(shown(page))
    assert "Đã chọn không hiện" in client.get(address).content.decode()
    with committed():
        client.post(address, {"related": near.pk, "decision": "allow"})
    assert near.title in dict(shown(page))
    for wrong in ({}, {"related": "x", "decision": "ban"}, {"related": page.pk, "decision": "ban"}):
        assert client.post(address, wrong).status_code == 302
    assert not RelatedBan.objects.exists()


def test_others_may_not_look_or_decide(flood, client: Client) -> None:
    address = f"/quan-tri/tin-lien-quan/{flood[0].pk}/"
    assert client.get(address).status_code == 302
    client.force_login(pages.make_user("Kiểm duyệt viên", "kiem-duyet"))
    assert client.post(address, {"related": flood[1].pk, "decision": "ban"}).status_code == 302
    assert not RelatedBan.objects.exists()
