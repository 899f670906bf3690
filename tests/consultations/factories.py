"""Consultations for tests."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from exemplars.consultations.models import Candidate, Consultation, DayChange
from exemplars.consultations.opinions import Words, take
from exemplars.consultations.publishing import MINIMUM
from portal.intake.forms import fresh_guard
from tests.registry.factories import make_honour

FILLED = {
    "stance": "agrees",
    "text": "Tôi ở cùng thôn, biết ông Bình làm cầu cho bà con từ năm 2010.",
    "name": "Trần Thị Lan",
    "phone": "0912 345 678",
    "address": "Thôn Nà Lại, xã Bắc Lại",
}


def make_consultation(title: str = "Đề nghị tặng thưởng Huân chương Lao động", **fields: Any) -> Consultation:
    """Make a published consultation, open since today for the shortest time the law allows."""
    opens_on = fields.setdefault("opens_on", timezone.localdate())
    fields.setdefault("closes_on", DayChange.calendar().after(opens_on, MINIMUM))
    names = fields.pop("names", ["Lò Văn Bình"])
    public = fields.setdefault("is_public", True)
    fields.setdefault("published_at", timezone.now() if public else None)
    made = Consultation.objects.create(title=title, **fields)
    for order, name in enumerate(names):
        make_candidate(made, name, sort_order=order)
    return made


def make_closed(**fields: Any) -> Consultation:
    """Make one that closed yesterday."""
    today = timezone.localdate()
    return make_consultation(opens_on=today - timedelta(days=30), closes_on=today - timedelta(days=1), **fields)


def make_candidate(consultation: Consultation, name: str = "Lò Văn Bình", **fields: Any) -> Candidate:
    """Add somebody to a list, as if it were not published yet."""
    fields.setdefault("honour", make_honour())
    fields.setdefault("summary", "Hiến đất, góp công làm cầu.")
    fields.setdefault("unit", "Trưởng bản Nà Lại")
    row = Consultation.objects.filter(pk=consultation.pk)
    row.update(is_public=False)
    made = Candidate.objects.create(consultation=consultation, name=name, **fields)
    row.update(is_public=consultation.is_public)
    return made


def filled(**fields: str) -> dict[str, str]:
    """Return the form as somebody sends it a minute after opening it."""
    return {**FILLED, **fresh_guard(int(time.time()) - 60), **fields}


def give(client: Client, consultation: Consultation, **fields: str) -> Any:
    """Send the form."""
    return client.post(f"/lay-y-kien/{consultation.slug}/gop-y/", filled(**fields))


def make_opinion(consultation: Consultation, candidate: Candidate | None = None, **words: str) -> Any:
    """Store an opinion; return it with the token of its receipt."""
    said = Words(**{**{name: FILLED[name] for name in ("name", "phone", "address", "text")}, **words})
    key = fresh_guard()["submit_key"]
    return take(consultation, stance="agrees", candidate=candidate, words=said, submit_key=key)
