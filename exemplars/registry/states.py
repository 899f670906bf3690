"""Steps from one state to the next, each a logged decision with its reason."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from exemplars.registry.consents import scope
from exemplars.registry.models import Exemplar, ExemplarDecision, State
from exemplars.registry.models.state import PUBLIC
from exemplars.registry.portraits import retire_portrait
from exemplars.registry.visibility import refresh_public
from portal.delivery.purge import purge_when_committed

STEPS: dict[str, tuple[State, ...]] = {
    State.NOMINATED: (State.VERIFYING, State.WITHDRAWN),
    State.VERIFYING: (State.CONSENTED, State.NOMINATED, State.WITHDRAWN),
    State.CONSENTED: (State.APPROVED, State.VERIFYING, State.WITHDRAWN),
    State.APPROVED: (State.PUBLISHED, State.VERIFYING, State.WITHDRAWN),
    State.PUBLISHED: (State.UNDER_REVIEW, State.HIDDEN, State.WITHDRAWN),
    State.UNDER_REVIEW: (State.PUBLISHED, State.HIDDEN, State.WITHDRAWN),
    State.HIDDEN: (State.UNDER_REVIEW, State.PUBLISHED, State.WITHDRAWN),
    State.WITHDRAWN: (State.VERIFYING,),
}
"""Which state may follow which. A withdrawn exemplar starts again at verification, with new consent."""

REVIEW_AFTER = timedelta(days=365)
"""How long after publication an exemplar is to be looked at again."""


class NotAllowed(Exception):
    """The step cannot be taken; the message says why, in Vietnamese."""


def next_states(exemplar: Exemplar) -> list[State]:
    """Return the states that may follow, whether or not something is still missing for them."""
    return list(STEPS[exemplar.state])


def blockers(exemplar: Exemplar, to: str) -> list[str]:
    """Return what is missing for a state, a sentence each: the verification checklist. Empty when nothing is."""
    missing: list[str] = []
    if to in (State.CONSENTED, State.APPROVED, State.PUBLISHED, State.UNDER_REVIEW):
        missing += scope(exemplar).problems
    if to in (State.APPROVED, State.PUBLISHED, State.UNDER_REVIEW):
        missing += _gaps(exemplar)
    return missing


def _gaps(exemplar: Exemplar) -> list[str]:
    has_proof = exemplar.evidence.exists() or exemplar.conferrals.filter(decision__isnull=False).exists()
    wanted = (
        (exemplar.summary, _("Chưa có tóm tắt thành tích.")),
        (exemplar.field_id, _("Chưa chọn lĩnh vực.")),
        (exemplar.place_id or exemplar.organisation_id, _("Chưa ghi địa phương hoặc đơn vị.")),
        (has_proof, _("Chưa có tài liệu xác minh hoặc quyết định khen thưởng.")),
    )
    return [sentence for present, sentence in wanted if not present]


@transaction.atomic
def decide(
    exemplar: Exemplar, to: str, *, actor: Any, reason: str, public_reason: str = "", check: bool = True
) -> ExemplarDecision:
    """Take a step and log it: state, log, lists, counts and search are one transaction.

    ``exemplar`` is brought up to date; without ``check`` what is missing does not matter. Raises :class:`NotAllowed`
    when the step does not follow from the state the exemplar has now (somebody else may have decided meanwhile), when
    something is missing, or without a reason.
    """
    locked = Exemplar.objects.select_for_update().get(pk=exemplar.pk)
    if to not in STEPS[locked.state]:
        raise NotAllowed(
            _("Hồ sơ đang ở trạng thái “%(now)s”, không chuyển sang “%(to)s” được.")
            % {"now": State(locked.state).label, "to": State(to).label}
        )
    if not reason.strip():
        raise NotAllowed(_("Ghi lý do của quyết định."))
    if to == State.WITHDRAWN and locked.published_at and not public_reason.strip():
        raise NotAllowed(_("Ghi lý do công bố: bạn đọc sẽ thấy câu này ở trang đã rút."))
    missing = blockers(locked, to) if check else []
    if missing:
        raise NotAllowed(" ".join(missing))
    decision = ExemplarDecision.objects.create(
        exemplar=locked,
        from_state=locked.state,
        to_state=to,
        reason=reason.strip(),
        public_reason=public_reason.strip(),
        actor=actor,
    )
    _move(locked, to)
    if to == State.WITHDRAWN:
        retire_portrait(locked, actor)
        exemplar.portrait = locked.portrait
    for field in ("state", "published_at", "review_due"):
        setattr(exemplar, field, getattr(locked, field))
    refresh_public(exemplar)
    return decision


def _move(exemplar: Exemplar, to: str) -> None:
    stays_public = exemplar.is_public and to in PUBLIC
    if exemplar.is_public and not stays_public:
        purge_when_committed()
    exemplar.state = to
    if to == State.PUBLISHED:
        exemplar.published_at = exemplar.published_at or timezone.now().replace(microsecond=0)
        exemplar.review_due = timezone.localdate() + REVIEW_AFTER
    # The constraint looks at both at once; refresh_public shows what may be shown now and was not.
    Exemplar.objects.filter(pk=exemplar.pk).update(
        state=to,
        is_public=stays_public,
        published_at=exemplar.published_at,
        review_due=exemplar.review_due,
        updated_at=timezone.now(),
    )
