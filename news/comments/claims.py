"""Who is deciding about which comment now: a claim keeps others away for ten minutes and then ends by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from news.comments.models import Comment
from news.comments.states import NotAllowed, lock

LASTS = timedelta(minutes=10)


@transaction.atomic
def claim(comment: Comment, user: Any) -> Comment:
    """Take a comment for ten minutes, or for ten more; return it as it is now. Raises :class:`NotAllowed`.

    A claim is no decision: it changes neither state nor version and is not logged.
    """
    locked = lock(comment)
    if locked.is_claimed and locked.claimed_by_id != user.pk:
        raise NotAllowed(
            _("%(who)s đang xem ý kiến này, đến %(until)s.")
            % {"who": locked.claimed_by, "until": timezone.localtime(locked.claimed_until).strftime("%H:%M")}
        )
    locked.claimed_by, locked.claimed_until = user, timezone.now() + LASTS
    locked.save(update_fields=["claimed_by", "claimed_until"])
    return locked


def release(comment: Comment, user: Any) -> None:
    """Let a comment go; does nothing when it is somebody else's by now."""
    Comment.objects.filter(pk=comment.pk, claimed_by=user).update(claimed_by=None, claimed_until=None)
