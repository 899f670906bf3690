"""The staff side of polls: who makes them, who judges, and what judging leaves behind."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from news.polls.models import Option, Poll, Vote
from news.polls.results import results_of
from portal.desk.roles import CURATOR, EDITOR, MODERATOR, PUBLISHER
from tests.factories import make_user
from tests.polls.factories import make_poll, store

pytestmark = pytest.mark.django_db


def url(name: str, *args: object) -> str:
    return reverse(Poll.snippet_viewset.get_url_name(name), args=args)


def signed_in(role, name: str = "can-bo") -> Client:
    client = Client()
    client.force_login(make_user(role.name, name))
    return client


def with_held(count: int = 4) -> Poll:
    poll = make_poll()
    for number in range(count):
        store(poll, f"t{number}", network="a" * 64 if number % 2 else "b" * 64)
    Vote.objects.update(state="held", reason="network")
    store(poll, "honest")
    return poll


@pytest.mark.parametrize(
    ("role", "may_look", "may_make", "may_judge"),
    [(EDITOR, 1, 0, 0), (PUBLISHER, 1, 1, 1), (MODERATOR, 1, 0, 1), (CURATOR, 0, 0, 0)],
)
def test_each_role_does_its_part(role, may_look: int, may_make: int, may_judge: int) -> None:
    poll, client = with_held(), signed_in(role)
    for name, args, allowed in (
        ("list", (), may_look),
        ("add", (), may_make),
        ("edit", (poll.pk,), may_make),
        ("results", (poll.pk,), may_judge),
    ):
        assert (client.get(url(name, *args)).status_code == 200) is bool(allowed), name
    form = {"group": "held:network:*", "reason": "Thử", "decision": "release"}
    client.post(url("results", poll.pk), form)
    assert (results_of(poll).counted == 5) is bool(may_judge)


def form_of(poll: Poll | None = None, *texts: str) -> dict:
    options = [{"text": text, "ORDER": number} for number, text in enumerate(texts)]
    values = {
        "question": "Bạn đọc báo lúc nào?",
        "intro": "",
        "slug": "",
        "remark": "",
        "is_public": "on",
        "opens_at": "2026-11-01 08:00",
        "closes_at": "",
        "place": "home",
        "figures": "both",
        "options": inline_formset(options, min=2, max=12),
    }
    return nested_form_data(values)


def test_a_poll_needs_two_options() -> None:
    client = signed_in(PUBLISHER)
    assert client.post(url("add"), form_of(None, "Sáng")).status_code == 200
    assert not Poll.objects.exists()
    answer = client.post(url("add"), form_of(None, "Sáng", "Tối"))
    assert answer.status_code == 302
    assert [option.text for option in Poll.objects.get().options.order_by("sort_order")] == ["Sáng", "Tối"]


def test_an_option_with_votes_is_neither_deleted_nor_reworded() -> None:
    client, poll = signed_in(PUBLISHER), make_poll(texts=["Sáng", "Trưa", "Tối"])
    store(poll, "a")
    rows = [{"id": option.pk, "text": option.text} for option in poll.options.order_by("sort_order")]
    values = {
        "question": poll.question,
        "intro": "",
        "slug": poll.slug,
        "remark": "",
        "is_public": "on",
        "opens_at": "2026-11-01 08:00",
        "closes_at": "",
        "place": "none",
        "figures": "both",
    }
    for change in ({"DELETE": "on"}, {"text": "Đêm"}):
        changed = [{**rows[0], **change}, *rows[1:]]
        form = nested_form_data({**values, "options": inline_formset(changed, initial=3, min=2, max=12)})
        answer = client.post(url("edit", poll.pk), form)
        assert answer.status_code == 200, change
        assert "Đã có phiếu" in answer.content.decode() or "đã có phiếu" in answer.content.decode()
    assert Option.objects.filter(poll=poll).count() == 3


def test_held_votes_are_judged_with_a_reason_and_back_again() -> None:
    poll, client = with_held(), signed_in(MODERATOR)
    page = client.get(url("results", poll.pk)).content.decode()
    assert "aaaaaaaa" in page
    nothing = client.post(url("results", poll.pk), {"decision": "release", "reason": ""})
    assert nothing.status_code == 422
    key = f"held:network:{'a' * 64}"
    assert client.post(url("results", poll.pk), {"decision": "release", "reason": "Không chọn"}).status_code == 422
    client.post(url("results", poll.pk), {"decision": "discard", "reason": "Máy gửi", "group": key})
    assert Vote.objects.filter(state="discarded").count() == 2
    assert (results_of(poll).counted, results_of(poll).received) == (1, 5)
    entry = ModelLogEntry.objects.get(action="polls.discarded")
    assert entry.data == {"count": 2, "reason": "Máy gửi"}
    back = {"decision": "release", "reason": "Xem lại", "group": key.replace("held", "discarded")}
    client.post(url("results", poll.pk), back)
    assert results_of(poll).counted == 3


def test_who_judges_sees_what_waits_on_the_first_page() -> None:
    home = reverse("wagtailadmin_home")
    poll = with_held()
    assert poll.question in signed_in(MODERATOR).get(home).content.decode()
    assert poll.question not in signed_in(EDITOR, "bien-tap").get(home).content.decode()


@pytest.mark.parametrize("key", ["", "held", "held:none:*", "counted::*", "x:y:z", "held:network:" + "\0"])
def test_a_group_that_makes_no_sense_changes_nothing(key: str) -> None:
    poll, client = with_held(), signed_in(MODERATOR)
    answer = client.post(url("results", poll.pk), {"decision": "release", "reason": "Thử", "group": key})
    assert answer.status_code in (302, 400)
    assert results_of(poll).counted == 1
