"""What may be shown of somebody, and taking it all away.

Law 91/2025/QH15: publication needs consent, explicit and for each purpose (articles 9, 16), which may be withdrawn at
any time; of a child of seven or older both the child's and the guardian's (article 24).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from exemplars.registry.models import Consent, Exemplar, State
from portal.intake import erasures

if TYPE_CHECKING:
    from exemplars.registry.models import ExemplarDecision

GROWN_UP = 16
"""Years of age from which somebody decides alone (Law on Children 2016, article 1)."""
ASKED_TOO = 7
"""Years of age from which a child is asked as well as its guardian."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What consent in force allows to show, and in words what is missing for more."""

    name: bool = False
    face: bool = False
    place: bool = False
    story: bool = False
    problems: list[str] = field(default_factory=list)


def youngest_age(exemplar: Exemplar, on: date) -> int | None:
    """Return the least age somebody may have on a day; None when no birth is known."""
    if exemplar.birth_date:
        had_birthday = (on.month, on.day) >= (exemplar.birth_date.month, exemplar.birth_date.day)
        return on.year - exemplar.birth_date.year - (0 if had_birthday else 1)
    return on.year - exemplar.birth_year - 1 if exemplar.birth_year else None


def _givers_needed(exemplar: Exemplar, on: date) -> tuple[str, ...]:
    """Return who must have consented; nothing when anybody entitled will do."""
    age = youngest_age(exemplar, on) if exemplar.is_person and not exemplar.death_year else None
    if age is None or age >= GROWN_UP:
        return ()
    return (Consent.Giver.SUBJECT, Consent.Giver.GUARDIAN) if age >= ASKED_TOO else (Consent.Giver.GUARDIAN,)


def scope(exemplar: Exemplar, on: date | None = None) -> Scope:
    """Return what may be shown of an exemplar on a day (today). Reads ``exemplar.consents``, prefetched or not."""
    day = on or timezone.localdate()
    consents = list(exemplar.consents.all())
    holding = [consent for consent in consents if consent.holds(day)]
    needed = _givers_needed(exemplar, day)
    by_giver = [[one for one in holding if one.giver == giver] for giver in needed] or [holding]
    allowed = {
        what: all(any(getattr(one, f"for_{what}") for one in group) for group in by_giver)
        for what in ("name", "face", "place", "story")
    }
    problems = []
    if consents and not holding:
        problems.append(_("Sự đồng ý đã hết hạn hoặc đã được rút."))
    elif not allowed["name"]:
        problems.append(_("Chưa có sự đồng ý công bố tên."))
    problems += (
        [
            _("Trẻ em: còn thiếu sự đồng ý của %(who)s.") % {"who": Consent.Giver(giver).label.lower()}
            for giver, group in zip(needed, by_giver, strict=True)
            if not group
        ]
        if needed
        else []
    )
    return Scope(**allowed, problems=problems)


@transaction.atomic
def withdraw_consent(exemplar: Exemplar, *, actor: Any, reason: str, public_reason: str) -> ExemplarDecision:
    """End every consent and take the exemplar down: page, lists, search, feeds, exports, kept copies, portrait.

    The portrait's file and its cut sizes are removed from public storage; the original goes to the private papers of
    the dossier. Stories that tell the exemplar are unpublished by who listens to ``visibility_changed``.
    Raises ``NotAllowed`` when the exemplar is withdrawn already.
    """
    from exemplars.registry.portraits import put_away_portrait
    from exemplars.registry.states import decide

    decision = decide(exemplar, State.WITHDRAWN, actor=actor, reason=reason, public_reason=public_reason)
    exemplar.consents.filter(withdrawn_on=None).update(withdrawn_on=timezone.localdate())
    put_away_portrait(exemplar, actor)
    erasures.remember("exemplar", exemplar.reference)
    return decision


def withdraw_again(reference: str) -> bool:
    """Take down an exemplar whose consent was withdrawn after the backup it came back from; False when it is down."""
    exemplar = Exemplar.objects.filter(reference=reference).exclude(state=State.WITHDRAWN).first()
    if exemplar is None:
        return False
    withdraw_consent(
        exemplar,
        actor=None,
        reason=_("Đã rút đồng ý trước khi dữ liệu được khôi phục từ bản sao lưu."),
        public_reason=_("Rút theo đề nghị của người được nêu gương."),
    )
    return True
