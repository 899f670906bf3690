"""Networks are told apart for as long as their key lives, and forged headers change nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import HttpRequest
from django.test import RequestFactory, override_settings
from django.utils import timezone

from portal.intake.agents import is_bot, ua_class
from portal.intake.forgetting import forget_all
from portal.intake.models import NetworkKey
from portal.intake.network import Period, network_hash, network_of

PHONE = "Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36 Zalo android/24"
COMPUTER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 coc_coc_browser/120 Chrome/114 Safari/537.36"


def asked(address: str, **headers: str) -> HttpRequest:
    return RequestFactory().get("/", REMOTE_ADDR=address, **headers)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("fe80::1%eth0", "fe80::/48"),
        ("", ""),
        ("không phải", ""),
    ],
)
def test_an_address_is_cut_to_its_network(address: str, network: str) -> None:
    assert network_of(asked(address)) == network


def test_forged_headers_change_nothing_without_a_proxy() -> None:
    forged = {"HTTP_X_FORWARDED_FOR": "198.51.100.1", "HTTP_FORWARDED": "for=1.1.1.1", "HTTP_X_REAL_IP": "1.1.1.1"}
    assert network_of(asked("203.0.113.77", **forged)) == "203.0.113.0/24"


@override_settings(BEHIND_PROXY=True)
def test_behind_the_proxy_only_its_own_hop_is_believed() -> None:
    assert network_of(asked("127.0.0.1", HTTP_X_FORWARDED_FOR="1.1.1.1, 203.0.113.77")) == "203.0.113.0/24"
    assert network_of(asked("127.0.0.1")) == "127.0.0.0/24"


@pytest.mark.django_db
def test_a_hash_is_of_the_network_for_one_purpose_only() -> None:
    one, neighbour, other = (asked(address) for address in ("203.0.113.1", "203.0.113.9", "198.51.100.1"))
    of = network_hash(one, "comments", Period.WEEK)
    assert len(of) == 64
    assert of == network_hash(neighbour, "comments", Period.WEEK)
    assert of != network_hash(other, "comments", Period.WEEK)
    assert of != network_hash(one, "polls", Period.DAY)


@pytest.mark.django_db
def test_old_keys_are_deleted_and_the_hash_cannot_be_made_again() -> None:
    before = network_hash(asked("203.0.113.1"), "comments", Period.WEEK)
    NetworkKey.objects.update(starts_on=timezone.localdate() - timedelta(days=31))
    assert network_hash(asked("203.0.113.1"), "comments", Period.WEEK) != before
    assert forget_all()["network keys"] == 1
    assert NetworkKey.objects.count() == 1


@pytest.mark.parametrize("agent", ["", "curl/8.5", "Mozilla/5.0 (compatible; Googlebot/2.1)", "python-requests/2.32"])
def test_programs_are_no_readers(agent: str) -> None:
    assert is_bot(agent)
    assert ua_class(asked("203.0.113.1", HTTP_USER_AGENT=agent)) == "bot"


@pytest.mark.parametrize(("agent", "kind"), [(PHONE, "phone"), (COMPUTER, "computer")])
def test_browsers_met_in_vietnam_are_readers(agent: str, kind: str) -> None:
    assert ua_class(asked("203.0.113.1", HTTP_USER_AGENT=agent)) == kind
