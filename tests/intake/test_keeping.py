"""Tokens, sealed addresses and counts."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from portal.intake.forgetting import forget_all
from portal.intake.limits import Limit, peek, take
from portal.intake.models import Count
from portal.intake.receipts import new_token, token_hash
from portal.intake.sealing import Unreadable, seal, unseal

THREE = Limit(3, 600)


def test_tokens_are_long_and_their_hash_is_stored() -> None:
    token = new_token()
    assert len(token) >= 22
    assert token != new_token()
    assert token_hash(token) == token_hash(token)
    assert token not in token_hash(token)
    assert token_hash("\ud800") != token_hash("khác")


def test_what_is_sealed_is_opened_with_an_older_key_too() -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    with override_settings(FIELD_KEY=old):
        sealed = seal("bạn-đọc@vi-du.vn")
        assert "vi-du" not in sealed
        assert seal("bạn-đọc@vi-du.vn") != sealed
    with override_settings(FIELD_KEY=f"{new}, {old}"):
        assert unseal(sealed) == "bạn-đọc@vi-du.vn"
    with override_settings(FIELD_KEY=new), pytest.raises(Unreadable):
        unseal(sealed)


def test_nothing_sealed_is_nothing() -> None:
    assert (seal(""), unseal("")) == ("", "")


@pytest.mark.django_db
def test_the_fourth_is_over_the_limit_and_only_for_who_sent_it() -> None:
    assert [take("letters", "a", THREE) for _ in range(4)] == [[], [], [], [THREE]]
    assert take("letters", "b", THREE) == []
    assert take("votes", "a", THREE) == []


@pytest.mark.django_db
def test_two_limits_over_the_same_time_look_at_one_count() -> None:
    five = Limit(5, 600)
    assert [take("letters", "a", THREE, five) for _ in range(6)] == [[], [], [], [THREE], [THREE], [THREE, five]]


@pytest.mark.django_db
def test_the_window_before_still_counts_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    start = timezone.now().replace(minute=0, second=0, microsecond=0)
    monkeypatch.setattr(timezone, "now", lambda: start + timedelta(minutes=9))
    assert [take("letters", "a", THREE) for _ in range(3)] == [[], [], []]
    monkeypatch.setattr(timezone, "now", lambda: start + timedelta(minutes=11))
    assert [take("letters", "a", THREE) for _ in range(2)] == [[], [THREE]]
    monkeypatch.setattr(timezone, "now", lambda: start + timedelta(minutes=31))
    assert take("letters", "a", THREE) == []


@pytest.mark.django_db
def test_looking_counts_nothing_and_sees_what_the_next_one_will(monkeypatch: pytest.MonkeyPatch) -> None:
    start = timezone.now().replace(minute=0, second=0, microsecond=0)
    for minute in (1, 2, 9, 11, 15, 18, 31):
        monkeypatch.setattr(timezone, "now", lambda minute=minute: start + timedelta(minutes=minute))
        seen = [peek("letters", "a", THREE) for _ in range(3)]
        assert seen == [take("letters", "a", THREE)] * 3
    assert peek("letters", "b", THREE) == []
    assert not Count.objects.filter(who="b").exists()


@pytest.mark.django_db
def test_old_counts_are_forgotten() -> None:
    take("letters", "a", THREE, Limit(20, 86_400))
    assert forget_all()["counts"] == 0
    Count.objects.update(ends_at=timezone.now() - timedelta(days=3))
    assert forget_all()["counts"] == 2


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_exactly_as_many_as_allowed_are_within_the_limit() -> None:
    def one(_turn: int) -> list[Limit]:
        try:
            return take("letters", "a", Limit(10, 86_400))
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(one, range(30)))
    assert answers.count([]) == 10
    assert Count.objects.get().times == 30
