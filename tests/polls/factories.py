"""Polls for tests, and voters."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from news.polls.casting import Ballot, cast
from news.polls.models import Option, Poll, Vote
from portal.intake.forms import fresh_guard

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def make_poll(question: str = "Bạn thường đọc mục nào?", **fields: Any) -> Poll:
    """Make an open, public poll with three options."""
    fields.setdefault("opens_at", timezone.now() - timedelta(days=2))
    fields.setdefault("is_public", True)
    texts = fields.pop("texts", ["Gương sáng", "Tin tức", "Văn bản"])
    poll = Poll.objects.create(question=question, **fields)
    for order, text in enumerate(texts):
        Option.objects.create(poll=poll, text=text, sort_order=order)
    return poll


def make_closed(**fields: Any) -> Poll:
    """Make one that closed an hour ago."""
    return make_poll(closes_at=timezone.now() - timedelta(hours=1), **fields)


def reader(**headers: str) -> Client:
    """Return a browser of its own."""
    return Client(headers={"user-agent": BROWSER, **headers})


def vote(client: Client, poll: Poll, choice: int = 0, **fields: str) -> Any:
    """Open the ballot a minute ago and send it."""
    option = poll.options.order_by("sort_order")[choice]
    return client.post(poll.get_absolute_url(), {"option": option.pk, **opened(), **fields})


def opened() -> dict[str, str]:
    """Return the guard of a ballot opened a minute ago."""
    return fresh_guard(int(time.time()) - 60)


def store(poll: Poll, token: str, choice: int = 0, *, now: Any = None, network: str = "n") -> Vote | None:
    """Cast a vote without a request."""
    option = poll.options.order_by("sort_order")[choice]
    return cast(poll, Ballot(option, token, submit_key=f"k-{token}-{now}", network=network), now)
