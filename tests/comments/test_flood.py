"""The switch against floods: forms ask for work, who did it does not wait, and who did not is refused nothing."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from news.comments import pipeline
from news.comments.models import Comment, State
from portal.intake.forms import fresh_guard
from portal.intake.limits import Limit
from portal.intake.work import BITS
from tests.comments.factories import send
from tests.comments.test_public import address, filled, open_page, text_of
from tests.factories import make_bulletin
from tests.intake.test_work import work_for

pytestmark = pytest.mark.django_db


def test_in_a_flood_all_wait_whose_machine_did_no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "SITEWIDE", Limit(1, 3_600))
    page, keys = make_bulletin(), ["1" * 32, "2" * 32]
    assert not pipeline.is_flooded()
    assert send(page, net_hash="a" * 64, body="Ý kiến đầu").flags == []
    assert pipeline.is_flooded()
    number = work_for(keys[0])
    worked = send(page, net_hash="b" * 64, body="Máy đã làm", submit_key=keys[0], work=number)
    borrowed = send(page, net_hash="c" * 64, body="Mượn của người khác", submit_key=keys[1], work=number)
    without = send(page, net_hash="d" * 64, body="Máy cũ")
    assert [one.flags for one in (worked, borrowed, without)] == [[], ["flood"], ["flood"]]
    assert [one.priority for one in (worked, borrowed, without)] == [0, -5, -5]
    assert {(one.state, one.is_flagged) for one in (worked, borrowed, without)} == {(State.HELD, False)}
    assert send(page, submit_key=keys[0]) == worked


def test_in_a_flood_every_form_asks_for_work_anew_and_refuses_nobody(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page()
    assert "data-work" not in client.get(address(page)).content.decode()
    monkeypatch.setattr(pipeline, "SITEWIDE", Limit(0, 3_600))
    old = fresh_guard(int(timezone.now().timestamp()) - 90_000)
    for shown in (
        client.get(address(page)),
        client.get(f"{address(page)}?manh=1"),
        client.post(address(page), filled(**old, work="123")),
        client.post(address(page), filled(body="", work="123")),
    ):
        text = text_of(shown)
        assert f'data-work="{BITS}" data-module="/static/js/work.js"' in text
        assert '<input type="hidden" name="work">' in text
    data = filled()
    assert client.post(address(page), {**data, "work": work_for(data["submit_key"])}).status_code == 302
    assert "flood" not in Comment.objects.latest("pk").flags
    assert client.post(address(page), filled(body="Máy cũ không biết làm.")).status_code == 302
    assert "flood" in Comment.objects.latest("pk").flags
