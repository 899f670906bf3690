"""Mail about answers to a comment: for who asked for it and confirmed the address, one letter for each answer.

Until the address is confirmed it gets the one letter that asks. Every letter leads to a page on which to stop.
"""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from news.comments import shown
from news.comments.keeping import KEPT
from news.comments.models import PUBLIC, Comment, Follow, State
from news.comments.models.comment import MAX_DEPTH
from news.comments.policy import standing
from portal.base.models import BasePage
from portal.intake.limits import Limit, take
from portal.intake.sealing import Unreadable, seal, unseal
from portal.mail.outbox import drop, send

SALT = "news.comments.following"
PER_ADDRESS = Limit(10, 86_400)
"""Over this an address is asked no more today: it may be somebody else's, who is to be left in peace."""
AT_ONCE = 200


def letters_about(comment_pk: int) -> str:
    """Return how the keys of all letters to the writer of a comment begin."""
    return f"comment:{comment_pk}:"


def _letters(comment_pk: int, answer_pk: int | None = None) -> str:
    about = "" if answer_pk is None else f"answer:{answer_pk}:"
    return f"{letters_about(comment_pk)}follow:{about}"


def _signer() -> signing.Signer:
    # Colons make some mail programs end a link.
    return signing.Signer(salt=SALT, sep=".")


def token_of(follow: Follow) -> str:
    """Return what stands for a follow in the addresses of its letters."""
    return _signer().sign(str(follow.pk))


def read(token: str) -> int | None:
    """Return the number of the follow a token was made for, which may be gone; None for what is no token of ours."""
    try:
        return int(_signer().unsign(token))
    except (signing.BadSignature, UnicodeError):
        return None


def find(token: str) -> Follow | None:
    """Return the follow of a token while it is on or may still be confirmed."""
    pk = read(token)
    return Follow.objects.alive().filter(pk=pk).select_related("comment__page").first() if pk is not None else None


def begin(comment: Comment, address: str) -> Follow | None:
    """Note that a writer wants to be told of answers, and ask the address; part of storing the comment.

    Nothing comes of it without an address, below a comment nobody can answer, and for an address asked too often.
    """
    if not address or comment.depth >= MAX_DEPTH:
        return None
    who = salted_hmac(SALT, address.casefold(), algorithm="sha256").hexdigest()
    if take("follows", who, PER_ADDRESS):
        return None
    follow = Follow.objects.create(comment=comment, email_sealed=seal(address))
    # Nothing the writer wrote is in it: whose address this is, is not known yet.
    context = {"reference": comment.reference, "title": comment.page.title, "url": _url("comment_follow", follow)}
    key = f"{_letters(comment.pk)}confirm"
    send("comments/confirm_follow", address, context, key=key, unsubscribe_url=_stop(follow))
    return follow


def _url(name: str, follow: Follow) -> str:
    return f"{settings.SITE_URL}{reverse(name, args=[token_of(follow)])}"


def _stop(follow: Follow) -> str:
    return _url("comment_unfollow", follow)


def confirm(follow: Follow) -> None:
    """Begin to tell of answers: whoever has the link can read what comes to the address."""
    Follow.objects.filter(pk=follow.pk, confirmed_at=None).update(confirmed_at=timezone.now())


@transaction.atomic
def stop(comment_pk: int) -> None:
    """End it: the address is deleted, and what waits to be sent to it. Nothing happens where nobody follows."""
    # First the row, for which a letter being written just now holds the lock; then that letter too.
    Follow.objects.filter(comment=comment_pk).delete()
    drop(_letters(comment_pk))


def keep_back(comment: Comment) -> None:
    """Drop letters not sent yet about a comment that is public no more, and about answers to it."""
    drop(f"{_letters(comment.pk)}answer:")
    if comment.parent_id:
        drop(_letters(comment.parent_id, comment.pk))


def _untold() -> QuerySet[Comment]:
    """Public answers whose comment is public and followed, on pages readers can open, of which nothing was told."""
    told = Follow.told.through.objects.filter(comment=OuterRef("pk"))
    return Comment.objects.public().filter(
        ~Exists(told),
        tombstone=False,
        parent__follow__confirmed_at__isnull=False,
        page__in=BasePage.objects.live().public(),
    )


def tell_due() -> int:
    """Write the letters that are due; return how many. Safe to run at any time, by several at once."""
    due = _untold().order_by("public_from").values_list("parent__follow", "pk")
    return sum(_tell(follow, answer) for follow, answer in list(due[:AT_ONCE]))


@transaction.atomic
def _tell(follow_pk: int, answer_pk: int) -> bool:
    """Write one letter in one transaction with the note that it is written."""
    rows = Follow.objects.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked)
    follow = rows.filter(pk=follow_pk).first()
    answer = _untold().filter(pk=answer_pk).select_related("page", "parent", "root").first()
    if follow is None or answer is None:
        return False
    follow.told.add(answer)
    if not standing(answer.page).is_shown:
        return False
    try:
        address = unseal(follow.email_sealed)
    except Unreadable:
        return False
    context = {
        "answer": answer,
        "reference": answer.parent.reference,
        "title": answer.page.title,
        "url": f"{settings.SITE_URL}{shown.address_of(answer)}",
    }
    key = _letters(follow.comment_id, answer.pk)
    return send("comments/reply", address, context, key=key, unsubscribe_url=_stop(follow))


def reseal() -> tuple[int, int]:
    """Seal every address with the key that is the first now; return how many were, and how many cannot be opened."""
    done = lost = 0
    for follow in Follow.objects.only("email_sealed").iterator():
        try:
            sealed = seal(unseal(follow.email_sealed))
        except Unreadable:
            lost += 1
            continue
        done += Follow.objects.filter(pk=follow.pk).update(email_sealed=sealed)
    return done, lost


def forget() -> int:
    """Delete follows that were never confirmed, or have nothing to wait for; return how many."""
    refused = ~Q(comment__state__in=(*PUBLIC, State.HELD)) & Q(comment__decided__lt=timezone.now() - KEPT)
    ended = Follow.objects.filter(refused | Q(comment__page=None) | ~Q(pk__in=Follow.objects.alive().values("pk")))
    comments = list(ended.values_list("comment", flat=True))
    for pk in comments:
        stop(pk)
    return len(comments)
