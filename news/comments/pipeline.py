"""The steps a comment goes through on its way in, in order; each looks at one thing, and nothing here publishes.

Size, form and plain text come first (``portal.intake``), then the key that makes sending twice one comment, the time
the form was open, the limits of a network and of the site, and what is below: the same text again, words, accents, and
from all of it the place in the queue. Whatever is found, the comment is stored and held: a person decides.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from news.comments import chain, following
from news.comments.models import Comment, CommentRevision, Reason, Sanction, State, Thread, WordRule
from news.comments.rules import Hit, count_hits, matcher
from portal.base.models import BasePage
from portal.intake.limits import Limit, peek, take
from portal.intake.receipts import token_for, token_hash
from portal.intake.sealing import seal
from portal.intake.words import count_links
from portal.intake.work import is_done
from portal.vietnamese.text import fold, syllables

PURPOSE, EVERYBODY = "comments", "all"
PER_NETWORK = (Limit(3, 600), Limit(20, 86_400))
"""Over one of these a comment waits behind the others."""
CEILING = Limit(60, 86_400)
"""Over this nothing more is stored from a network today."""
SITEWIDE = Limit(200, 3_600)
"""Over this the house is being flooded: what comes waits behind what is there, unless its machine did its work."""

ASK_FROM = 8
"""Syllables from which a text without accents is asked about; names and greetings are shorter."""
ASK_BELOW = 0.2
"""Share of syllables with accents below which it is asked about (median of Vietnamese prose: 0.85)."""
SAME_WITHIN = timedelta(hours=24)

FLAGS = {
    "never": -5,
    "words": 0,
    "personal": 0,
    "links": -3,
    "duplicate": -5,
    "trap": -20,
    "robot": -20,
    "sanction": -30,
}
"""What puts a comment into the queue of flagged ones, and how far back."""
PLACES = {"over_limit": -10, "flood": -5}
"""What only puts it back."""

PERSONAL = re.compile(r"(?<![\d/])(?:\+?84|0)(?:[ .-]?\d){9}(?!\d)|(?<!\d)\d{12}(?!\d)")
"""Telephone numbers and the twelve digits of an identity card, however they are grouped."""
_NO_WORD = re.compile(r"[\W_]+")


def diacritic_share(text: str) -> tuple[int, float]:
    """Return how many syllables a text has, numbers aside, and which share of them carries an accent (1 for none)."""
    words = [word for word in syllables(text) if any(char.isalpha() for char in word)]
    accented = sum(fold(word) != word.lower() for word in words)
    return len(words), accented / len(words) if words else 1.0


def lacks_accents(text: str) -> bool:
    """Tell whether the writer should be asked, once and politely, to put accents on his text."""
    count, share = diacritic_share(text)
    return count >= ASK_FROM and share < ASK_BELOW


def same_text(text: str) -> str:
    """Return a hash that texts share which differ in case, accents, spaces and punctuation only.

    A text of signs alone ("👍👍", "!!!") has no other words: it shares its hash with the same signs.
    """
    folded = fold(text)
    words = _NO_WORD.sub("", folded) or "".join(folded.split())
    return hashlib.sha256(words.encode()).hexdigest()


@dataclass(frozen=True)
class Letter:
    """What a reader sent, cleaned: where to, who, what, and what is known about the sending."""

    page: BasePage
    parent: Comment | None
    name: str
    body: str
    submit_key: str
    email: str = ""
    follow: bool = False
    net_hash: str = ""
    earlier: tuple[str, ...] = ()
    """What stood for the same network in the weeks before."""
    ua_class: str = ""
    trapped: bool = False
    work: str = ""


class TooMany(Exception):
    """A network sent more today than is stored."""


def measure(comment: Comment, whole: str, body: str, *, more: tuple[str, ...] = ()) -> list[Hit]:
    """Write onto a comment, unsaved, what machines find in its words; return the rules it meets.

    ``whole`` is name and text, ``more`` are flags of the sending. Nothing of it decides anything.
    """
    rules = matcher()
    hits = rules.hits(whole)
    comment.word_hits = [hit.as_json() for hit in hits]
    comment.hints = rules.hints(whole)
    comment.links = count_links(whole)
    comment.syllables, comment.diacritic_share = diacritic_share(body)
    comment.same_text = same_text(body)
    comment.duplicate_of = _earlier(comment)
    found = {
        "never": any(hit.kind == WordRule.Kind.NEVER for hit in hits),
        "words": any(hit.kind != WordRule.Kind.NEVER for hit in hits),
        "personal": bool(PERSONAL.search(whole)),
        "links": comment.links > 0,
        "duplicate": comment.duplicate_of is not None,
    }
    comment.flags = [name for name, is_so in found.items() if is_so] + list(more)
    comment.is_flagged = any(name in FLAGS for name in comment.flags)
    comment.priority = sum((FLAGS | PLACES)[name] for name in comment.flags)
    return hits


def _earlier(comment: Comment) -> Comment | None:
    since = timezone.now() - SAME_WITHIN
    same = Comment.objects.filter(same_text=comment.same_text, created__gte=since).exclude(pk=comment.pk)
    return same.order_by("created").first()


def stored(submit_key: str) -> Comment | None:
    """Return the comment this submission made, when it was sent before."""
    return Comment.objects.filter(submit_key=submit_key).first() if submit_key else None


def receive(letter: Letter) -> tuple[Comment, str]:
    """Store a comment, held, and return it with the token of its receipt. Sent twice, it is the same one.

    Raises :class:`TooMany` when the network has reached what is stored in a day.
    """
    token = token_for(letter.submit_key)
    known = stored(letter.submit_key)
    if known is not None:
        return known, token
    more = _flags_of_sending(letter)
    try:
        with transaction.atomic():
            return _store(letter, token, more), token
    except IntegrityError:
        # Twice at the same moment: the other one has just been stored.
        known = stored(letter.submit_key)
        if known is None:
            raise
        return known, token


def is_flooded() -> bool:
    """Tell whether a comment sent now would be one too many for the whole site: forms ask for work then."""
    return bool(peek(PURPOSE, EVERYBODY, SITEWIDE))


def _flags_of_sending(letter: Letter) -> tuple[str, ...]:
    over = take(PURPOSE, letter.net_hash, *PER_NETWORK, CEILING)
    if CEILING in over:
        raise TooMany
    known = (letter.net_hash, *letter.earlier)
    held_back = Sanction.objects.filter(net_hash__in=known, until__gt=timezone.now()).exists()
    found = {
        "trap": letter.trapped,
        "robot": letter.ua_class == "bot",
        "sanction": held_back,
        "over_limit": bool(over),
        "flood": bool(take(PURPOSE, EVERYBODY, SITEWIDE)) and not is_done(letter.submit_key, letter.work),
    }
    return tuple(name for name, is_so in found.items() if is_so)


def _store(letter: Letter, token: str, more: tuple[str, ...]) -> Comment:
    parent = letter.parent
    comment = Comment(
        page=letter.page,
        parent=parent,
        root=(parent.root or parent) if parent else None,
        depth=parent.depth + 1 if parent else 1,
        name=letter.name,
        current_body=letter.body,
        state=State.HELD,
        submit_key=letter.submit_key,
        author_token_hash=token_hash(token),
        email_sealed=seal(letter.email),
        net_hash=letter.net_hash or None,
        ua_class=letter.ua_class,
    )
    hits = measure(comment, f"{letter.name}\n{letter.body}", letter.body, more=more)
    comment.save(force_insert=True)
    first_wording(comment)
    count_hits(hits)
    log_receipt(comment)
    if letter.follow:
        following.begin(comment, letter.email)
    return comment


def first_wording(comment: Comment) -> CommentRevision:
    """Store the words a comment came with as its first revision."""
    wording = CommentRevision(
        comment=comment, n=1, name=comment.name, body=comment.current_body, by=CommentRevision.By.READER
    ).seal()
    wording.save(force_insert=True)
    return wording


def log_receipt(comment: Comment, actor: Any = None) -> None:
    """Count a new comment and log that it came; the last step of storing one."""
    changed = Thread.objects.filter(pk=comment.page_id).update(received=F("received") + 1)
    if not changed:
        Thread.objects.get_or_create(pk=comment.page_id)
        Thread.objects.filter(pk=comment.page_id).update(received=F("received") + 1)
    chain.log(comment, "", comment.revisions.get(n=1), actor=actor, reason=Reason.RECEIVED)
