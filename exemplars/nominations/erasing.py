"""Taking back and forgetting: what the proposer wants, and what time brings.

Erasing leaves a tombstone: reference, state and dates. An exemplar made of the nomination lives on under its own
consent; only the proposer's name and address go.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from exemplars.nominations import letters
from exemplars.nominations.attachments import remove
from exemplars.nominations.models import OPEN, Nomination, State
from exemplars.nominations.states import NotAllowed, decide, revoke_open
from portal.intake import erasures
from portal.mail.outbox import drop

KEPT = timedelta(days=90)
"""How long what was told stays after a nomination was declined, found a duplicate or withdrawn."""
ADDRESS_KEPT = timedelta(days=30)
"""How long the proposer's address stays after the outcome: for questions about it."""
NETWORK_KEPT = timedelta(days=30)

ERASED = "nominations.erased"


class Why(models.TextChoices):
    """Why a nomination is erased: all that is logged of it, for a reason in words would name people."""

    PROPOSER = "proposer", _("Theo yêu cầu của người giới thiệu")
    NOMINEE = "nominee", _("Theo yêu cầu của người được giới thiệu")
    LAW = "law", _("Theo quy định, theo yêu cầu của cơ quan có thẩm quyền")
    BY_LINK = "by_link", _("Người giới thiệu xóa ở phiếu hẹn")
    TIME = "time", _("Hết thời gian giữ")
    RESTORED = "restored", _("Đã xóa trước đó, quay lại cùng bản sao lưu")


ASKED_OF_STAFF = (Why.PROPOSER, Why.NOMINEE, Why.LAW)
_WORDS = ("name", "unit", "place_text", "deeds", "since", "witnesses", "question", "question_answer", "result")
_PROPOSER = ("proposer_name", "email_sealed", "phone_sealed", "relation", "net_hash")
_FORGOTTEN = (State.DECLINED, State.DUPLICATE, State.WITHDRAWN)


def withdraw(nomination: Nomination) -> bool:
    """Take a nomination back for its proposer; False when it was decided meanwhile."""
    if nomination.state not in OPEN:
        return False
    try:
        decide(nomination, State.WITHDRAWN, actor=None, reason="Người giới thiệu rút phiếu.")
    except NotAllowed:
        return False
    return True


@transaction.atomic
def erase(nomination: Nomination, why: Why, *, actor: Any = None) -> None:
    """Forget everything personal of a nomination, with its files and the letters that wait. Idempotent.

    Who of the staff did it, and why, is logged; without an ``actor`` it was the proposer, or time.
    """
    locked = Nomination.objects.select_for_update().get(pk=nomination.pk)
    if locked.erased_at:
        return
    # Reasons name people: the rows stay, to show who decided when.
    locked.decisions.update(reason="", told="")
    if locked.state in OPEN:
        decide(locked, State.WITHDRAWN, actor=actor, reason=str(why.label))
    revoke_open(locked)
    drop(letters.prefix(locked))
    remove(locked.attachments.all())
    locked.confirmations.update(addressee="", email_sealed="", token_sealed="", words="", answered_by="", paper=None)
    for field in (*_WORDS, *_PROPOSER):
        setattr(locked, field, "")
    locked.birth_year = locked.place = locked.field = None
    locked.has_interest = False
    locked.erased_at = timezone.now()
    locked.save()
    log(instance=locked, action=ERASED, user=actor, data={"why": why.value})
    erasures.remember("nomination", locked.submit_key)
    nomination.refresh_from_db()


def erase_again(submit_key: str) -> bool:
    """Erase a nomination that came back with an old backup; False when it is erased, or is not there."""
    nomination = Nomination.objects.filter(submit_key=submit_key, erased_at=None).first()
    if nomination is not None:
        erase(nomination, Why.RESTORED)
    return nomination is not None


def forget() -> int:
    """Forget what time brings; return how many nominations lost something."""
    now = timezone.now()
    closed = Nomination.objects.filter(erased_at=None, state__in=_FORGOTTEN, decided_at__lt=now - KEPT)
    erased = 0
    for nomination in closed:
        erase(nomination, Why.TIME)
        erased += 1
    reachable = ~Q(email_sealed="") | ~Q(phone_sealed="")
    decided = Nomination.objects.filter(reachable, decided_at__lt=now - ADDRESS_KEPT)
    networks = Nomination.objects.exclude(net_hash="").filter(created_at__lt=now - NETWORK_KEPT)
    return erased + decided.update(email_sealed="", phone_sealed="") + networks.update(net_hash="")
