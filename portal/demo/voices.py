"""The demo's polls, consultations and views; their days count from the day they are loaded."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from exemplars.consultations.models import Candidate, Consultation, DayChange
from exemplars.consultations.publishing import MINIMUM
from exemplars.honours.loading import load_honours
from exemplars.honours.models import Honour
from exemplars.registry.models import Exemplar
from news.polls.models import Option, Poll, Vote
from news.readership.counting import count_week
from news.readership.models import DayViews, PageViews
from portal.base.models import BasePage
from portal.demo.ledger import Ledger
from portal.intake.receipts import token_hash


def store_polls(polls: list[dict[str, Any]], ledger: Ledger) -> None:
    """Store the polls that are not there yet, with votes nobody cast."""
    now = timezone.localtime().replace(hour=8, minute=0, second=0, microsecond=0)
    for said in polls:
        if said["key"] in ledger:
            continue
        poll = Poll.objects.create(
            question=said["question"],
            intro=said["intro"],
            opens_at=now + timedelta(days=said["opens"]),
            closes_at=now + timedelta(days=said["closes"], hours=9),
            place=said["place"],
            remark=said.get("remark", ""),
            is_public=True,
            is_demo=True,
        )
        for order, (text, votes) in enumerate(zip(said["options"], said["votes"], strict=True)):
            option = Option.objects.create(poll=poll, text=text, sort_order=order)
            Vote.objects.bulk_create(_votes(poll, option, votes))
        ledger.made(said["key"], poll)


def _votes(poll: Poll, option: Option, count: int) -> list[Vote]:
    """Return votes of browsers that do not exist, an hour apart."""
    return [
        Vote(
            poll=poll,
            option=option,
            token_hash=token_hash(secrets.token_hex()),
            submit_key=token_hash(secrets.token_hex()),
            state=Vote.State.COUNTED,
            created_at=poll.opens_at + timedelta(hours=number),
        )
        for number in range(count)
    ]


def store_views(pages: list[BasePage]) -> None:
    """Give pages just made the views of a week nobody had: some are read a lot, most a little."""
    today = timezone.localdate()
    for place, page in enumerate(pages):
        share = 7 + 400 // (place + 2)
        days = [DayViews(page_id=page.pk, day=today - timedelta(days=day), views=share // 7) for day in range(7)]
        DayViews.objects.bulk_create(days, ignore_conflicts=True)
        PageViews.objects.bulk_create([PageViews(page_id=page.pk, total=9 * share)], ignore_conflicts=True)
    count_week(today)


def store_consultations(consultations: list[dict[str, Any]], exemplars: Mapping[str, Exemplar], ledger: Ledger) -> None:
    """Store the consultations that are not there yet; one with a conclusion has closed."""
    missing = [said for said in consultations if said["key"] not in ledger]
    if not missing:
        return
    load_honours()
    calendar = DayChange.calendar()
    for said in missing:
        opens_on = timezone.localdate() + timedelta(days=said["opens"])
        closes_on = calendar.after(opens_on, MINIMUM) + timedelta(days=said["extra_days"])
        announced = timezone.now() - timedelta(days=30) if "conclusion" in said else None
        row = Consultation.objects.create(
            title=said["title"],
            intro=said["intro"],
            opens_on=opens_on,
            closes_on=closes_on,
            published_at=timezone.now() + timedelta(days=said["opens"]),
            conclusion=said.get("conclusion", ""),
            opinion_count=said.get("count"),
            concluded_at=announced,
            is_demo=True,
        )
        for order, one in enumerate(said["candidates"]):
            Candidate.objects.create(
                consultation=row,
                sort_order=order,
                kind=one["kind"],
                name=one["name"],
                unit=one["unit"],
                honour=Honour.objects.get(name=one["honour"]),
                honour_class=one["class"],
                summary=one["summary"],
                exemplar=exemplars.get(one["exemplar"]),
            )
        # Only now: a published list takes nobody more.
        row.is_public = True
        row.save()
        ledger.made(said["key"], row)


def remove_voices() -> tuple[int, list[str]]:
    """Remove them; return how many went, and what stayed because somebody real answered."""
    demo = Poll.objects.filter(is_demo=True)
    Vote.objects.filter(poll__in=demo).delete()
    removed, kept = demo.count(), []
    demo.delete()
    for row in Consultation.objects.filter(is_demo=True):
        try:
            with transaction.atomic():
                row.delete()
            removed += 1
        except ProtectedError:
            kept.append(f"“{row}”: đã có người gửi ý kiến")
    return removed, kept
