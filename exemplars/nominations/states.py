"""Steps of a nomination from one state to the next, each a row with its reason."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exemplars.nominations import letters
from exemplars.nominations.models import CLOSED, Confirmation, Nomination, NominationDecision, State
from exemplars.registry.models import Exemplar

_ENDS = (State.DECLINED, State.DUPLICATE, State.WITHDRAWN)
STEPS: dict[str, tuple[State, ...]] = {
    State.NOMINATED: (State.UNIT_ASKED, *_ENDS),
    State.UNIT_ASKED: (State.LOCALITY, State.NOMINATED, *_ENDS),
    State.LOCALITY: (State.EDITORIAL, State.UNIT_ASKED, *_ENDS),
    State.EDITORIAL: (State.APPROVED, State.LOCALITY, *_ENDS),
    State.APPROVED: (),
    State.DECLINED: (State.NOMINATED,),
    State.DUPLICATE: (State.NOMINATED,),
    State.WITHDRAWN: (),
}
"""Which state may follow which. Who declined in error takes it up again from the beginning."""

_CONFIRMED_BY = {
    State.LOCALITY: (Confirmation.Step.UNIT,),
    State.EDITORIAL: (Confirmation.Step.UNIT, Confirmation.Step.LOCALITY),
    State.APPROVED: (Confirmation.Step.UNIT, Confirmation.Step.LOCALITY),
}
_MISSING = {
    Confirmation.Step.UNIT: gettext_lazy("Đơn vị chưa xác nhận."),
    Confirmation.Step.LOCALITY: gettext_lazy("Địa phương chưa xác nhận."),
}


class NotAllowed(Exception):
    """The step cannot be taken; the message says why, in Vietnamese."""


def next_states(nomination: Nomination) -> list[State]:
    """Return the states staff may put a nomination into; withdrawing is the proposer's."""
    if nomination.erased_at:
        return []
    return [one for one in STEPS[nomination.state] if one != State.WITHDRAWN]


def blockers(nomination: Nomination, to: str) -> list[str]:
    """Return what is missing for a state, a sentence each. Empty when nothing is."""
    wanted = _CONFIRMED_BY.get(State(to), ())
    given = {one.step for one in nomination.confirmations.all() if one.stands} if wanted else set()
    return [str(_MISSING[step]) for step in wanted if step not in given]


@transaction.atomic
def decide(
    nomination: Nomination,
    to: str,
    *,
    actor: Any,
    reason: str,
    told: str = "",
    duplicate_of: Exemplar | None = None,
) -> NominationDecision:
    """Take a step and log it; state, log and the letter to the proposer are one transaction.

    ``nomination`` is brought up to date. ``told`` is the statement of result that the proposer reads (in the letter
    and behind the receipt link); the three outcomes need one. Raises :class:`NotAllowed` when the step does not follow
    from the state it has now (somebody else may have decided meanwhile), when a confirmation is missing, without a
    reason, or for a duplicate of nothing.
    """
    locked = Nomination.objects.select_for_update().get(pk=nomination.pk)
    _check(locked, to, reason, told, duplicate_of)
    decision = NominationDecision.objects.create(
        nomination=locked,
        from_state=locked.state,
        to_state=to,
        reason=reason.strip(),
        told=told.strip(),
        actor=actor,
    )
    locked.state = State(to)
    locked.decided_at = timezone.now() if to in CLOSED else None
    locked.result = told.strip() if to in CLOSED else ""
    if to == State.DUPLICATE:
        locked.exemplar = duplicate_of
    elif to == State.NOMINATED:
        locked.exemplar = None
    fields = ("state", "decided_at", "result", "exemplar")
    locked.save(update_fields=[*fields])
    for field in fields:
        setattr(nomination, field, getattr(locked, field))
    if to in CLOSED:
        revoke_open(locked)
    letters.outcome(locked, decision)
    return decision


def _check(now: Nomination, to: str, reason: str, told: str, duplicate_of: Exemplar | None) -> None:
    if now.erased_at or to not in STEPS[now.state]:
        raise NotAllowed(
            _("Phiếu đang ở trạng thái “%(now)s”, không chuyển sang “%(to)s” được.")
            % {"now": State(now.state).label, "to": State(to).label}
        )
    if not reason.strip():
        raise NotAllowed(_("Ghi lý do của quyết định."))
    if to in (State.APPROVED, State.DECLINED, State.DUPLICATE) and not told.strip():
        raise NotAllowed(_("Ghi lời báo kết quả cho người giới thiệu."))
    if to == State.DUPLICATE and duplicate_of is None:
        raise NotAllowed(_("Chọn hồ sơ đã có trong sổ mà phiếu này trùng."))
    missing = blockers(now, to)
    if missing:
        raise NotAllowed(" ".join(missing))


def revoke_open(nomination: Nomination) -> None:
    """End every question nobody answered yet: its link leads nowhere from now on."""
    nomination.confirmations.filter(answered_at=None, revoked_at=None).update(
        revoked_at=timezone.now(), token_sealed=""
    )
