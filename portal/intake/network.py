"""Where something was sent from, known well enough to count and not well enough to tell who it was.

Of an address only its network is used (/24, /48: an office, a school, a street), and of the network only an
HMAC-SHA256 under a random key of the week or day. Keys live for 30 days; without them a hash is a number.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import date, timedelta
from enum import Enum
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from portal.intake.models import NetworkKey

KEPT = timedelta(days=30)
"""How long keys, and the hashes made with them, are kept."""


class Period(Enum):
    """How long one key serves, in days: within it what one network sends can be counted together."""

    DAY = 1
    WEEK = 7

    def start(self, day: date) -> date:
        """Return the first day of the period a day falls in (weeks begin on Monday)."""
        return day - timedelta(days=day.weekday()) if self is Period.WEEK else day


def client_address(request: HttpRequest) -> str:
    """Return the address a request came from.

    Behind our proxy that is the last hop of X-Forwarded-For, which nginx writes itself (deploy/nginx); without one
    the header is whatever the sender put there, and is not read.
    """
    direct = request.META.get("REMOTE_ADDR", "")
    if not settings.BEHIND_PROXY:
        return direct
    return request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() or direct


def network_of(request: HttpRequest) -> str:
    """Return the /24 or /48 network a request came from; empty when that is not known (a Unix socket)."""
    try:
        address = ip_address(client_address(request))
    except ValueError:
        return ""
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    # Without the zone of a link-local address (fe80::1%eth0), which names one of our own interfaces.
    plain = str(address).partition("%")[0]
    return str(ip_network(f"{plain}/{24 if address.version == 4 else 48}", strict=False))


def network_hash(request: HttpRequest, purpose: str, period: Period) -> str:
    """Return 64 hexadecimal digits standing for the sender's network, the same for one purpose and period only."""
    key = _key(purpose, period.start(timezone.localdate()))
    return _under(key, network_of(request))


def earlier_hashes(request: HttpRequest, purpose: str) -> tuple[str, ...]:
    """Return what stood for the sender's network under the keys of one purpose that are still kept.

    For what is to hold beyond the period in which it was decided, a network kept waiting for a week.
    """
    network = network_of(request)
    return tuple(_under(bytes(kept.key), network) for kept in NetworkKey.objects.filter(purpose=purpose))


def _under(key: bytes, network: str) -> str:
    return hmac.new(key, network.encode(), hashlib.sha256).hexdigest()


def _key(purpose: str, starts_on: date) -> bytes:
    kept, _made = NetworkKey.objects.get_or_create(
        purpose=purpose, starts_on=starts_on, defaults={"key": secrets.token_bytes(32)}
    )
    return bytes(kept.key)


def forget_old_keys() -> int:
    """Delete keys older than 30 days, so that their hashes can be linked to nothing; return how many went."""
    return NetworkKey.objects.filter(starts_on__lt=timezone.localdate() - KEPT).delete()[0]
