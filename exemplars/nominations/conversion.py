"""From an approved nomination to a dossier of the registry, which begins in its first state like any other."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from exemplars.nominations.models import Confirmation, Nomination, State
from exemplars.nominations.states import NotAllowed
from exemplars.organisations.resolve import find_organisation
from exemplars.registry.models import Evidence, Exemplar

_SUMMARY = 600


@transaction.atomic
def make_exemplar(nomination: Nomination, *, actor: Any) -> Exemplar:
    """Make the dossier of an approved nomination and return it; the second time, the one made before.

    Files move along as evidence. No consent is recorded: what the proposer knows of it stands in the notes, and the
    nominee is asked by staff. Raises ``NotAllowed`` for one that is not approved, was erased, or has a file the
    scanner has not passed.
    """
    locked = Nomination.objects.select_for_update().get(pk=nomination.pk)
    if locked.state != State.APPROVED or locked.erased_at:
        raise NotAllowed(_("Chỉ lập hồ sơ từ phiếu đã được chấp nhận."))
    if locked.exemplar_id is None:
        locked.exemplar = _made(locked)
        log(instance=locked.exemplar, action="wagtail.create", user=actor)
        locked.save(update_fields=["exemplar"])
        _move_files(locked, actor)
    nomination.exemplar = locked.exemplar
    return locked.exemplar


def _made(nomination: Nomination) -> Exemplar:
    units = find_organisation(nomination.unit) if nomination.unit else []
    exemplar = Exemplar(
        kind=nomination.kind,
        name=nomination.name,
        birth_year=nomination.birth_year,
        place=nomination.place,
        organisation=units[0] if len(units) == 1 else None,
        field=nomination.field,
        year=timezone.localdate().year,
        summary=nomination.deeds if len(nomination.deeds) <= _SUMMARY else "",
        achievements=nomination.deeds,
        source=_("Phiếu giới thiệu %(reference)s") % {"reference": nomination.reference},
        notes="\n".join(_notes(nomination)),
        is_demo=nomination.is_demo,
    )
    exemplar.save()
    return exemplar


def _notes(nomination: Nomination) -> list[str]:
    """What the dossier has no field of its own for."""
    pairs = (
        (_("Đơn vị theo phiếu"), nomination.unit),
        (_("Địa phương theo phiếu"), nomination.place_text),
        (_("Từ bao giờ"), nomination.since),
        (_("Ai xác nhận được"), nomination.witnesses),
        (_("Theo người giới thiệu (chưa phải là sự đồng ý công bố)"), nomination.get_asked_display()),
    )
    lines = [f"{label}: {value}" for label, value in pairs if value]
    for one in nomination.confirmations.exclude(answered_at=None):
        lines.append(_confirmed(one))
    return lines


def _confirmed(one: Confirmation) -> str:
    day = timezone.localtime(one.answered_at)
    told = f"{one.addressee}, {day:%d/%m/%Y}: {one.get_answer_display()}"
    return ". ".join(part for part in (told, one.answered_by, one.words) if part)


def _move_files(nomination: Nomination, actor: Any) -> None:
    """Let the files belong to the dossier: the stored files stay where they are, the rows change."""
    attachments = list(nomination.attachments.all())
    if not all(one.is_available for one in attachments):
        raise NotAllowed(_("Còn tệp chưa quét xong hoặc có mã độc. Chờ quét, hoặc xóa tệp ấy trước."))
    for one in attachments:
        Evidence.objects.create(
            exemplar=nomination.exemplar,
            title=one.title,
            file=one.file.name,
            note=_("Theo phiếu giới thiệu %(reference)s") % {"reference": nomination.reference},
            added_by=actor,
        )
        log(instance=nomination.exemplar, action="registry.evidence_added", user=actor, data={"title": one.title})
    nomination.attachments.all().delete()
