"""Publishing, extending, withdrawing and concluding: one function for each, the row locked, in one transaction."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from exemplars.consultations.models import Candidate, Consultation, DayChange, Extension, Opinion
from portal.delivery.purge import purge_when_committed

PUBLISHED, EXTENDED, CONCLUDED = "consultations.published", "consultations.extended", "consultations.concluded"
WITHDRAWN = "consultations.withdrew_candidate"

MINIMUM = 10
"""Working days for which a list must be shown (Decree 98/2023/NĐ-CP, article 46.2; Decree 152/2025/NĐ-CP, 60.3)."""


class Refused(Exception):
    """A step that may not be taken; the message says why, in Vietnamese."""


def earliest_end(opens_on: date) -> date:
    """Return the first day on which a list opened on a day may close: its tenth working day after."""
    return DayChange.calendar().after(opens_on, MINIMUM)


def days_shown(consultation: Consultation) -> int:
    """Return for how many working days a list is shown in all."""
    return DayChange.calendar().between(consultation.opens_on, consultation.closes_on)


def blockers(consultation: Consultation) -> list[str]:
    """Return what stands in the way of publishing, in words."""
    found = []
    if consultation.is_public:
        return [_("Đợt này đã công bố.")]
    if not consultation.candidates.exists():
        found.append(_("Danh sách chưa có ai."))
    today = timezone.localdate()
    if consultation.opens_on < today:
        found.append(_("Ngày mở %s đã qua; hãy sửa thành hôm nay hoặc sau đó.") % f"{consultation.opens_on:%d/%m/%Y}")
    first = max(consultation.opens_on, today)
    end = earliest_end(first)
    if consultation.closes_on < end:
        shown = DayChange.calendar().between(first, consultation.closes_on)
        found.append(
            _("Mới được %(shown)s ngày làm việc, phải đủ %(wanted)s: sớm nhất là đến hết ngày %(day)s.")
            % {"shown": shown, "wanted": MINIMUM, "day": f"{end:%d/%m/%Y}"}
        )
    return found


def _locked(consultation: Consultation) -> Consultation:
    return Consultation.objects.select_for_update().get(pk=consultation.pk)


@transaction.atomic
def publish(consultation: Consultation, actor: Any) -> Consultation:
    """Show the list from its first day on. Raises ``Refused`` when the law's term is not kept."""
    row = _locked(consultation)
    found = blockers(row)
    if found:
        raise Refused(" ".join(found))
    row.is_public, row.published_at = True, timezone.now()
    row.save()
    log(row, PUBLISHED, user=actor, data={"closes_on": f"{row.closes_on:%d/%m/%Y}"})
    return row


@transaction.atomic
def extend(consultation: Consultation, closes_on: date, reason: str, actor: Any) -> Consultation:
    """Move the end further away. Raises ``Refused`` for an earlier day, or when the result was announced."""
    row = _locked(consultation)
    if not row.is_public or row.concluded_at:
        raise Refused(_("Chỉ gia hạn được đợt đã công bố và chưa có kết quả."))
    if closes_on <= row.closes_on:
        raise Refused(_("Hạn mới phải sau hạn cũ (%s).") % f"{row.closes_on:%d/%m/%Y}")
    if closes_on < timezone.localdate():
        raise Refused(_("Hạn mới đã qua."))
    Extension.objects.create(consultation=row, closed_on=row.closes_on, closes_on=closes_on, reason=reason, actor=actor)
    row.closes_on = closes_on
    row.save()
    log(row, EXTENDED, user=actor, data={"closes_on": f"{closes_on:%d/%m/%Y}", "reason": reason})
    purge_when_committed()
    return row


@transaction.atomic
def withdraw_candidate(consultation: Consultation, candidate: Candidate, reason: str, actor: Any) -> Candidate:
    """Take somebody off a published list: a line stays in their place, and what was said about them stays theirs.

    There is no way back, for they would not be shown for ten days. Raises ``Refused`` for a draft, for somebody of
    another list, and for one who was withdrawn before.
    """
    row = _locked(consultation)
    found = row.candidates.filter(pk=candidate.pk, is_withdrawn=False).first()
    if not row.is_public or found is None:
        raise Refused(_("Chỉ rút được người đang ở danh sách đã công bố."))
    Candidate.objects.filter(pk=found.pk).update(is_withdrawn=True)
    found.is_withdrawn = True
    row.save()
    log(row, WITHDRAWN, user=actor, data={"name": found.name, "reason": reason})
    purge_when_committed()
    return found


@transaction.atomic
def conclude(consultation: Consultation, conclusion: str, actor: Any) -> Consultation:
    """Announce what came of it: how many opinions, and the conclusion. Raises ``Refused`` before it has closed."""
    row = _locked(consultation)
    if row.phase not in (Consultation.Phase.CLOSED, Consultation.Phase.CONCLUDED):
        raise Refused(_("Chỉ thông báo kết quả khi đợt đã đóng."))
    row.conclusion = conclusion
    if row.concluded_at is None:
        row.opinion_count = counted(row)
        row.concluded_at = timezone.now()
    row.save()
    log(row, CONCLUDED, user=actor, data={"count": row.opinion_count})
    purge_when_committed()
    return row


def counted(consultation: Consultation) -> int:
    """Return how many opinions count: those withdrawn by their writers do not."""
    return consultation.opinions.exclude(state=Opinion.State.WITHDRAWN).count()
