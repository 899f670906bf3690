"""Two dossiers of one become one: fields chosen one by one, every link kept, the other's address leading to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

from django.db import models, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision

from exemplars.honours.models import Conferral
from exemplars.registry.models import Exemplar, State
from exemplars.registry.states import decide

CHOSEN = (
    "kind",
    "name",
    "name_by_hand",
    "family_name",
    "middle_name",
    "given_name",
    "other_names",
    "gender",
    "birth_date",
    "birth_year",
    "death_year",
    "position",
    "organisation",
    "place",
    "place_now",
    "field",
    "year",
    "direct_worker",
    "summary",
    "achievements",
    "portrait",
    "owner",
    "started_on",
    "method",
    "resources",
    "results",
    "reach",
    "contact",
    "notes",
    "source",
    "review_due",
)
"""The fields somebody chooses between; reference, address and state stay the survivor's."""


class NotMerged(Exception):
    """Nothing was merged; ``str`` is the reason in Vietnamese."""


def stamp(exemplar: Exemplar) -> str:
    """Return what tells this version of a dossier from a later one."""
    return exemplar.updated_at.isoformat()


def differing(survivor: Exemplar, other: Exemplar) -> list[str]:
    """Return the names of fields in which two dossiers differ."""
    return [name for name in CHOSEN if _value(survivor, name) != _value(other, name)]


@transaction.atomic
def merge(
    survivor_id: int,
    other_id: int,
    *,
    take: Mapping[str, bool],
    stamps: tuple[str, str],
    actor: Any,
    reason: str,
) -> Exemplar:
    """Merge ``other`` into ``survivor`` and return the survivor.

    ``take`` says of a field whether the other's value is taken; ``stamps`` are those of survivor and other when they
    were compared. Merging again what is merged changes nothing. Raises ``NotMerged``.
    """
    locked = {
        one.pk: one
        for one in Exemplar.objects.select_for_update().order_by("pk").filter(pk__in=(survivor_id, other_id))
    }
    if survivor_id == other_id or len(locked) < 2:
        raise NotMerged(_("Cần hai hồ sơ khác nhau."))
    survivor, other = locked[survivor_id], locked[other_id]
    if other.merged_into_id == survivor.pk:
        return survivor
    _check(survivor, other, stamps)
    for name in CHOSEN:
        if take.get(name):
            setattr(survivor, name, getattr(other, name))
    if take.get("name") and "name_by_hand" not in take:
        for part in ("name_by_hand", "family_name", "middle_name", "given_name"):
            setattr(survivor, part, getattr(other, part))
    for move in MOVES.values():
        move(survivor, other)
    survivor.movements.add(*other.movements.all())
    _retire(other, survivor, actor, reason)
    # Saving brings what readers see in step with everything moved above.
    survivor.save()
    for one, role in ((survivor, "survivor"), (other, "merged")):
        log(
            instance=one,
            action="registry.merged",
            user=actor,
            # The history shows one entry of an action for each uuid, and a request has one.
            uuid=uuid4(),
            data={"role": role, "into": survivor.reference, "from": other.reference, "reason": reason},
        )
    return survivor


def _check(survivor: Exemplar, other: Exemplar, stamps: tuple[str, str]) -> None:
    if survivor.merged_into_id or other.merged_into_id:
        raise NotMerged(_("Một trong hai hồ sơ đã được gộp vào hồ sơ khác."))
    if survivor.state == State.WITHDRAWN and other.state != State.WITHDRAWN:
        raise NotMerged(_("Không gộp vào hồ sơ đã rút. Hãy giữ hồ sơ kia."))
    if other.state == State.WITHDRAWN != survivor.state:
        raise NotMerged(_("Hồ sơ kia đã rút: gộp thì thông tin đã rút lại hiện ra. Hãy để riêng."))
    if other.is_public and not survivor.is_public:
        raise NotMerged(_("Hồ sơ kia đang công bố. Hãy đổi chiều: giữ hồ sơ ấy, nhập hồ sơ này vào."))
    if (stamp(survivor), stamp(other)) != stamps:
        raise NotMerged(_("Có người vừa sửa một trong hai hồ sơ. Hãy so sánh lại rồi gộp."))


def _retire(other: Exemplar, survivor: Exemplar, actor: Any, reason: str) -> None:
    """Withdraw what was merged: whatever its state was, this is a decision and stands in the log as one."""
    if other.state != State.WITHDRAWN:
        said = _("Gộp vào %(reference)s. %(reason)s") % {"reference": survivor.reference, "reason": reason}
        public_reason = _("Hồ sơ này đã được gộp vào một hồ sơ khác.")
        decide(other, State.WITHDRAWN, actor=actor, reason=said, public_reason=public_reason, check=False)
    other.merged_into = survivor
    other.is_public = False
    other.save()
    # Those merged earlier into what is merged now lead to where it leads, in one step.
    Exemplar.objects.filter(merged_into=other).update(merged_into=survivor)


def _value(exemplar: Exemplar, name: str) -> Any:
    return getattr(exemplar, Exemplar._meta.get_field(name).attname)


# --- Links, by the name of the relation ------------------------------------------------------------


def _move_conferrals(survivor: Exemplar, other: Exemplar) -> None:
    """One honour by one decision is one conferral: of two the one with a history stays, with the other's changes."""
    kept = {_conferral_key(one): one for one in survivor.conferrals.exclude(decision=None)}
    for conferral in other.conferrals.all():
        twin = kept.get(_conferral_key(conferral)) if conferral.decision_id else None
        if twin is None:
            conferral.exemplar = survivor
            conferral.save(update_fields=["exemplar"])
            continue
        if conferral.changes.exists() and not twin.changes.exists():
            Conferral.objects.filter(pk=twin.pk).update(state=conferral.state)
        conferral.changes.update(conferral=twin)
        conferral.delete()


def _conferral_key(conferral: Conferral) -> tuple[Any, ...]:
    return (conferral.honour_id, conferral.honour_class, conferral.year, conferral.decision_id)


def _move_subjects(survivor: Exemplar, other: Exemplar) -> None:
    """Stories tell the survivor from now on, in their stored revisions too, or publishing a draft would undo it."""
    told = set(survivor.story_subjects.values_list("page", flat=True))
    for subject in other.story_subjects.all():
        _rewrite_revisions(subject.page, survivor.pk, other.pk)
        if subject.page_id in told:
            subject.delete()
        else:
            subject.exemplar = survivor
            subject.save(update_fields=["exemplar"])
            told.add(subject.page_id)


def _rewrite_revisions(page: Any, survivor: int, other: int) -> None:
    kept = {page.latest_revision_id, page.live_revision_id}
    waiting = models.Q(pk__in=kept - {None}) | models.Q(approved_go_live_at__isnull=False)
    for revision in Revision.page_revisions.filter(waiting, object_id=str(page.pk)):
        subjects = revision.content.get("subjects", [])
        told = [row["exemplar"] for row in subjects]
        if other in told:
            rows = [row for row in subjects if not (row["exemplar"] == other and survivor in told)]
            revision.content["subjects"] = [
                {**row, "exemplar": survivor} if row["exemplar"] == other else row for row in rows
            ]
            revision.save(update_fields=["content"])


def _move_relations(survivor: Exemplar, other: Exemplar) -> None:
    """Relations of the two with each other end; doubles are kept once."""
    relations = survivor.relations.model.objects
    touching = relations.filter(models.Q(exemplar=other) | models.Q(other=other))
    have = set(
        relations.filter(models.Q(exemplar=survivor) | models.Q(other=survivor))
        .exclude(pk__in=touching)
        .values_list("exemplar", "other", "kind")
    )
    for relation in touching:
        source, target = (survivor.pk if pk == other.pk else pk for pk in (relation.exemplar_id, relation.other_id))
        if source == target or (source, target, relation.kind) in have:
            relation.delete()
            continue
        have.add((source, target, relation.kind))
        relations.filter(pk=relation.pk).update(exemplar=source, other=target)


def _move_rows(name: str) -> Callable[[Exemplar, Exemplar], None]:
    def move(survivor: Exemplar, other: Exemplar) -> None:
        relation = Exemplar._meta.get_field(name)
        relation.related_model.objects.filter(**{relation.field.name: other}).update(**{relation.field.name: survivor})

    return move


MOVES: dict[str, Callable[[Exemplar, Exemplar], None]] = {
    "conferrals": _move_conferrals,
    "story_subjects": _move_subjects,
    "relations": _move_relations,
    "replications": _move_rows("replications"),
    "consents": _move_rows("consents"),
    "evidence": _move_rows("evidence"),
    "candidacies": _move_rows("candidacies"),
    "nominations": _move_rows("nominations"),
}
STAYING = {
    # The log of a dossier stays with it; the survivor's page shows both (exemplars.registry.admin.decisions).
    "decisions",
    # Moved together with "relations", and in _retire.
    "relations_in",
    "merged_from",
}
"""Relations that need no move; a test fails for a relation that is in neither list."""
