"""Voting: once for a browser, counted for everybody honest, held when pushed, hidden until voted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from news.polls import casting
from news.polls.casting import forget_networks
from news.polls.models import Refusal, Vote
from news.polls.results import results_of
from portal.intake.receipts import token_hash
from tests.intake.hostile import NAUGHTY, OTHERS
from tests.polls.factories import BROWSER, make_closed, make_poll, opened, reader, store, vote

pytestmark = pytest.mark.django_db
NOTE = "Kết quả thăm dò không mang tính đại diện."


def counted(poll) -> int:
    return results_of(poll).counted


def refused(poll, why: str) -> int:
    return Refusal.objects.filter(poll=poll, why=why).values_list("times", flat=True).first() or 0


def opens(answer, poll) -> str:
    """Return what a browser that got this answer sees of the poll: ``ballot`` or ``results``."""
    browser = reader()
    browser.cookies = answer.cookies
    return "ballot" if "poll-form" in browser.get(poll.get_absolute_url()).content.decode() else "results"


def test_the_cookie_is_set_by_voting_and_by_nothing_else() -> None:
    poll, client = make_poll(), reader()
    for path in ("/tham-do/", poll.get_absolute_url(), f"{poll.get_absolute_url()}phieu/", "/", "/tin-tuc/"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert not answer.cookies, path
    answer = vote(client, poll)
    assert (answer.status_code, answer.url) == (302, poll.get_absolute_url())
    cookie = answer.cookies["phieu"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")


def test_behind_https_the_cookie_belongs_to_this_host_alone(settings) -> None:
    settings.HTTPS = True
    cookie = vote(reader(), make_poll()).cookies["__Host-phieu"]
    assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")


def test_results_are_hidden_until_voted() -> None:
    poll, client = make_poll(), reader()
    vote(reader(), poll)
    for path in (poll.get_absolute_url(), f"{poll.get_absolute_url()}phieu/"):
        before = client.get(path)
        assert NOTE not in before.content.decode()
        assert "1 phiếu" not in before.content.decode()
        assert "no-store" in before["Cache-Control"]
    vote(client, poll)
    after = client.get(poll.get_absolute_url()).content.decode()
    assert NOTE in after
    assert "2 phiếu" in after
    assert "poll-form" not in after
    assert "Phiếu của bạn đã được ghi nhận" in after


def test_closed_everybody_sees_the_results_and_nobody_votes() -> None:
    poll = make_closed(remark="Đa số chọn gương sáng.")
    assert vote(reader(), poll).status_code == 302
    html = reader().get(poll.get_absolute_url()).content.decode()
    assert NOTE in html
    assert "Đa số chọn gương sáng." in html
    assert (counted(poll), refused(poll, "closed")) == (0, 1)


def test_one_browser_counts_once_and_each_try_is_counted() -> None:
    poll, client = make_poll(), reader()
    for choice in (0, 1, 1, 2):
        assert vote(client, poll, choice).status_code == 302
    results = results_of(poll)
    assert [line.counted for line in results.lines] == [1, 0, 0]
    assert refused(poll, "again") == 3


def test_two_clicks_on_one_ballot_are_one_vote_even_before_the_cookie_comes() -> None:
    """The browser keeps what the second click brings: it is the voter of the first."""
    poll, guard = make_poll(), opened()
    first, second = (vote(reader(), poll, **guard) for _click in range(2))
    assert [first.status_code, second.status_code] == [302, 302]
    assert (counted(poll), refused(poll, "again")) == (1, 1)
    assert opens(first, poll) == opens(second, poll) == "results"
    browser = reader()
    browser.cookies = second.cookies
    vote(browser, poll, 1)
    assert (counted(poll), refused(poll, "again")) == (1, 2)


def test_who_sends_a_copied_ballot_is_nobody_who_voted_and_gets_no_cookie() -> None:
    """Nor when the key is that of a browser whose cookie came with an earlier vote."""
    poll, guard = make_poll(), opened()
    vote(reader(), poll, **guard)
    known, other, voter = opened(), make_poll("Câu khác?"), reader()
    vote(voter, poll)
    vote(voter, other, **known)
    for asked, key, who in (
        (poll, guard, reader(**{"user-agent": f"{BROWSER} Khac/1"})),
        (poll, guard, Client(headers={"user-agent": BROWSER}, REMOTE_ADDR="198.51.100.7")),
        (other, known, reader()),
    ):
        before = counted(asked)
        copied = vote(who, asked, 1, **key)
        assert (copied.status_code, counted(asked), dict(copied.cookies)) == (302, before, {})
        assert opens(copied, asked) == "ballot"


def test_the_key_of_a_form_does_not_tell_the_cookie() -> None:
    poll, guard = make_poll(), opened()
    value = vote(reader(), poll, **guard).cookies["phieu"].value
    assert guard["submit_key"] not in value
    assert not Vote.objects.filter(token_hash=token_hash(guard["submit_key"])).exists()


def test_a_cookie_nobody_here_signed_is_replaced_and_noted() -> None:
    poll, client = make_poll(), reader()
    client.cookies["phieu"] = "token-tu-che:chu-ky-gia"
    answer = vote(client, poll)
    assert answer.cookies["phieu"].value != "token-tu-che:chu-ky-gia"
    assert (counted(poll), refused(poll, "forged")) == (1, 1)


def test_fifty_honest_readers_behind_one_address_all_count() -> None:
    poll = make_poll()
    for number in range(50):
        assert vote(reader(**{"x-forwarded-for": f"203.0.113.{number}"}), poll, number % 3).status_code == 302
    assert counted(poll) == 50
    assert Vote.objects.values("network").distinct().count() == 1, "what a reader says of his address is not believed"


def test_more_than_an_office_from_one_network_is_held_and_not_lost(monkeypatch) -> None:
    monkeypatch.setattr(casting, "PER_NETWORK", 5)
    poll = make_poll()
    for number in range(8):
        store(poll, f"t{number}")
    results = results_of(poll)
    assert (results.counted, results.received) == (5, 8)
    assert Vote.objects.filter(state="held", reason="network").count() == 3
    assert store(poll, "t9", network="m").state == "counted"


def test_a_burst_is_held_and_an_ordinary_minute_is_not() -> None:
    poll = make_poll()
    now = timezone.now().replace(second=30, microsecond=0)
    for minute in range(1, 6):
        for number in range(8):
            store(poll, f"{minute}-{number}", now=now - timedelta(minutes=minute), network=f"n{number}")
    states = [store(poll, f"burst-{number}", now=now, network=f"m{number}").state for number in range(100)]
    assert states == ["counted"] * 80 + ["held"] * 20, "ten times the median of eight a minute"
    assert store(poll, "later", now=now + timedelta(minutes=1)).state == "counted"


def test_the_first_minute_of_a_new_poll_is_no_burst_for_a_meeting() -> None:
    poll, now = make_poll(), timezone.now().replace(second=1)
    states = [store(poll, f"t{number}", now=now, network=f"n{number % 7}").state for number in range(65)]
    assert states.count("counted") == casting.QUIET
    assert Vote.objects.filter(reason="burst").count() == 5


def test_programs_and_who_fills_in_the_hidden_field_are_held() -> None:
    poll = make_poll()
    vote(Client(headers={"user-agent": "curl/8.5"}), poll)
    vote(reader(), poll, website="http://spam.example")
    assert counted(poll) == 0
    assert Vote.objects.filter(state="held", reason="robot").count() == 2


def test_another_site_cannot_vote_for_its_visitors() -> None:
    poll = make_poll()
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        assert vote(reader(**headers), poll).status_code == 403
    assert not Vote.objects.exists()


def test_no_choice_and_a_choice_of_another_poll_are_said() -> None:
    poll, other = make_poll(), make_poll("Câu khác?")
    empty = reader().post(poll.get_absolute_url(), opened())
    assert empty.status_code == 422
    assert "Xin chọn một phương án." in empty.content.decode()
    wrong = vote(reader(), poll, option=str(other.options.first().pk))
    assert "Không có phương án này" in wrong.content.decode()
    assert not Vote.objects.exists()


def test_no_text_breaks_the_ballot() -> None:
    poll, client = make_poll(), reader()
    for text in [*NAUGHTY[::10], *OTHERS]:
        for field in ("option", "submit_key", "opened"):
            assert vote(client, poll, **{field: text}).status_code in (200, 302, 400, 422)
    client.cookies["phieu"] = "x" * 3000
    assert client.get(poll.get_absolute_url()).status_code == 200


def test_a_draft_and_one_that_opens_later() -> None:
    draft = make_poll("Chưa công bố?", is_public=False)
    assert reader().get(draft.get_absolute_url()).status_code == 404
    later = make_poll("Ngày mai mới mở?", opens_at=timezone.now() + timedelta(days=1))
    assert "Nhận phiếu từ" in reader().get(later.get_absolute_url()).content.decode()
    vote(reader(), later)
    assert not Vote.objects.exists()
    assert "Chưa công bố?" not in reader().get("/tham-do/").content.decode()


def test_networks_are_forgotten_with_their_keys() -> None:
    poll = make_poll()
    store(poll, "old", now=timezone.now() - timedelta(days=31))
    store(poll, "new")
    assert forget_networks() == 1
    assert set(Vote.objects.values_list("network", flat=True)) == {"", "n"}


def test_the_browser_of_these_tests_is_no_robot() -> None:
    from portal.intake.agents import is_bot

    assert not is_bot(BROWSER)
