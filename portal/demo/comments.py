"""The demo's comments: sent, edited and decided about by the functions readers and moderators use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from news.comments import editing, office, states, writer
from news.comments.models import Comment, Reason, State, ThreadPolicy
from news.comments.pipeline import Letter, receive
from portal.base.models import BasePage
from portal.demo.ledger import Ledger
from portal.demo.models import DemoRecord
from portal.home.models import SectionPage
from portal.intake.forms import fresh_guard
from portal.intake.receipts import new_token, token_hash

MODERATOR = "kiem-duyet"
"""The account (``portal.desk.accounts``) in whose name the demo's comments are decided about."""
_KEY = "comment:"


def store_comments(said: Mapping[str, Any], pages: Mapping[str, BasePage], ledger: Ledger) -> None:
    """Open comments in the demo's sections, and store the comments that are not there yet.

    A person decides about every comment: without the demo's moderator nothing is stored.
    """
    for slug in said["open"]:
        section = SectionPage.objects.filter(slug=slug).first()
        key = f"comments-open:{slug}"
        if section is not None and key not in ledger and not ThreadPolicy.objects.filter(page=section).exists():
            ledger.made(key, ThreadPolicy.objects.create(page=section, mode=ThreadPolicy.Mode.OPEN))
    person = get_user_model().objects.filter(username=MODERATOR).first()
    if person is None:
        return
    stored: dict[str, Comment] = {}
    for one in said["comment"]:
        key = _KEY + one["key"]
        known = ledger.find(key, Comment)
        has_place = one["answers"] in stored if "answers" in one else one["page"] in pages
        if key not in ledger and has_place:
            known = _store(one, pages, stored, person)
            ledger.made(key, known)
        if known is not None:
            stored[one["key"]] = known


def _store(
    one: Mapping[str, Any], pages: Mapping[str, BasePage], stored: Mapping[str, Comment], person: Any
) -> Comment:
    """Send one comment and do with it what the data says."""
    parent = stored.get(one.get("answers", ""))
    if "badge" in one:
        comment = office.answer(
            page=parent.page, parent=parent, actor=person, badge=one["badge"], name=one["name"], body=one["body"]
        )
    else:
        letter = Letter(
            page=parent.page if parent else pages[one["page"]],
            parent=parent,
            name=one["name"],
            body=one["body"],
            # A new submission each time: what was erased with an earlier demo keeps its key for ever.
            submit_key=fresh_guard()["submit_key"],
            # Each from a network of its own: together they would be too many of one.
            net_hash=token_hash(new_token()),
        )
        comment, _token = receive(letter)
        if "edited" in one:
            editing.propose(comment, actor=person, body=one["edited"], reason=Reason.SPELLING)
        if one["state"] != State.HELD:
            states.decide(comment, one["state"], actor=person, reason=Reason.FIT)
        if one.get("chosen"):
            office.choose(comment, chosen=True, actor=person)
    # Nobody is going to take these back: they are there from the beginning.
    Comment.objects.filter(pk=comment.pk, public_from__isnull=False).update(public_from=timezone.now())
    comment.refresh_from_db()
    return comment


def remove_comments() -> int:
    """Erase the demo's comments: their words go, the log of decisions stays whole. Return how many."""
    records = DemoRecord.objects.filter(key__startswith=_KEY)
    removed = 0
    found = Comment.objects.filter(pk__in=records.values("object_id")).exclude(state=State.ERASED)
    for comment in found:
        writer.erase(comment)
        removed += 1
    records.delete()
    return removed
