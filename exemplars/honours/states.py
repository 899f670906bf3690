"""What may become of a conferral, and the one way to change it.

Law 06/2022/QH15, chapter VII: a decision gained by false declaration or an unlawful procedure is annulled (hủy bỏ), a
state honour can be stripped (tước) and given back (phục hồi); while a matter is being verified nothing counts
(tạm dừng). Whatever was revoked stays on record as revoked.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from exemplars.honours.models import Conferral, ConferralChange
from portal.vietnamese.text import squash

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from news.documents.models import OfficialDocument

_State = Conferral.State
_ENDS = (_State.SUSPENDED, _State.REVOKED, _State.STRIPPED)
STEPS: dict[str, tuple[_State, ...]] = {
    _State.IN_FORCE: _ENDS,
    _State.RESTORED: _ENDS,
    _State.SUSPENDED: (_State.RESTORED, _State.REVOKED, _State.STRIPPED),
    _State.REVOKED: (_State.RESTORED,),
    _State.STRIPPED: (_State.RESTORED,),
}
BY_DOCUMENT = frozenset({_State.REVOKED, _State.STRIPPED, _State.RESTORED})
"""Changes that only a document can make."""

LOG_ACTION = "honours.state_changed"


class ChangeRefused(Exception):
    """A change the rules do not allow; its text says why, in Vietnamese."""


def next_states(conferral: Conferral) -> tuple[_State, ...]:
    """Return what the conferral may become now."""
    return STEPS[conferral.state]


def change_state(
    conferral: Conferral,
    state: str,
    *,
    on: date,
    reason: str,
    document: OfficialDocument | None = None,
    actor: AbstractBaseUser | None = None,
) -> ConferralChange:
    """Change a conferral's state and write down when, why, by which document and by whom.

    One transaction with the row locked; the given object follows. Raises ``ChangeRefused``.
    """
    with transaction.atomic():
        locked = Conferral.objects.select_for_update(of=("self",)).get(pk=conferral.pk)
        reason = squash(reason)
        _check(locked, state, on, reason, document)
        before = locked.state
        locked.state = state
        locked.save(update_fields=["state"])
        change = ConferralChange.objects.create(
            conferral=locked, state=state, on=on, reason=reason, document=document, actor=actor
        )
        said = {"from": before, "to": str(state), "on": f"{on:%d/%m/%Y}", "reason": reason}
        log(instance=locked, action=LOG_ACTION, user=actor, data=said)
    conferral.state = locked.state
    return change


def _check(conferral: Conferral, state: str, on: date, reason: str, document: OfficialDocument | None) -> None:
    """Refuse a step out of order, a change without reason, day or document."""
    if state not in STEPS[conferral.state]:
        wanted = _State(state).label if state in _State.values else state
        said = {"now": conferral.get_state_display(), "wanted": wanted}
        raise ChangeRefused(_("Không thể chuyển từ “%(now)s” sang “%(wanted)s”.") % said)
    if not reason:
        raise ChangeRefused(_("Ghi lý do."))
    if len(reason) > ConferralChange._meta.get_field("reason").max_length:
        raise ChangeRefused(_("Lý do dài quá 300 ký tự."))
    if state in BY_DOCUMENT and document is None:
        raise ChangeRefused(_("Chọn văn bản hủy bỏ, tước hoặc phục hồi."))
    if on > timezone.localdate():
        raise ChangeRefused(_("Ngày thay đổi ở tương lai."))
    if conferral.conferred_on and on < conferral.conferred_on:
        raise ChangeRefused(_("Ngày thay đổi trước ngày khen thưởng."))
