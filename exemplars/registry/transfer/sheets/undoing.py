"""A list taken back, while nobody has worked on what it brought."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from exemplars.honours.models import Conferral
from exemplars.organisations.models import Organisation
from exemplars.registry.models import Exemplar, ExemplarDecision, ImportRow, ImportRun, IndexedTerms, State
from exemplars.registry.transfer.logged import UNDONE
from exemplars.registry.transfer.sheets.applying import assign
from exemplars.registry.transfer.sheets.planning import CHUNK, LISTS, chunks, plain_value
from portal.base.refusal import Refusal


@transaction.atomic
def undo(run: ImportRun, *, actor: Any) -> ImportRun:
    """Take back what a list brought.

    Raises ``Refusal`` when somebody worked on any of it since, and then nothing is done.
    """
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.state != ImportRun.State.COMMITTED:
        raise Refusal(_("Lần nhập này chưa nhập hoặc đã hoàn tác."))
    rows = run.rows.exclude(undo={}).select_related("exemplar").order_by("-number")
    for chunk in chunks(rows.iterator(chunk_size=CHUNK), CHUNK):
        _refuse_worked_on(chunk)
        for row in chunk:
            if "changed" in row.undo:
                _restore(row)
        _remove([row.undo["created"] for row in chunk if "created" in row.undo])
    for pk in run.new_organisations:
        _remove_unused(pk)
    run.state, run.undone_at = ImportRun.State.UNDONE, timezone.now()
    run.save()
    log(run, UNDONE, user=actor)
    return run


def _refuse_worked_on(rows: list[ImportRow]) -> None:
    worked_on = [row for row in rows if row.exemplar is None or _was_worked_on(row)]
    created = [row.exemplar_id for row in rows if row.exemplar and "created" in row.undo]
    touched = _with_parts(created)
    worked_on += [row for row in rows if row.exemplar_id in touched and row not in worked_on]
    if worked_on:
        shown = ", ".join(f"{row.name} ({_('dòng')} {row.number})" for row in worked_on[:5])
        raise Refusal(_("Không hoàn tác được: đã có người sửa %s.") % shown)


def _was_worked_on(row: ImportRow) -> bool:
    if "created" in row.undo:
        return row.exemplar.updated_at.isoformat() != row.undo["at"] or row.exemplar.state != State.NOMINATED
    plain = {name: new for name, (_old, new) in row.undo["changed"].items() if name not in LISTS}
    return any(plain_value(row.exemplar, name) != new for name, new in plain.items())


def _with_parts(created: list[int]) -> set[int]:
    """Return those of the new dossiers that have got parts since: consents, papers, links, stories, more decisions."""
    touched: set[int] = set()
    for name in (
        "consents",
        "evidence",
        "relations",
        "relations_in",
        "replications",
        "story_subjects",
        "merged_from",
        "conferrals__changes",
    ):
        touched |= set(
            Exemplar.objects.filter(pk__in=created, **{f"{name}__isnull": False}).values_list("pk", flat=True)
        )
    decided = ExemplarDecision.objects.filter(exemplar__in=created).exclude(from_state="", to_state=State.NOMINATED)
    touched |= set(decided.values_list("exemplar_id", flat=True))
    brought = {
        row["undo__conferral"] for row in ImportRow.objects.filter(exemplar__in=created).values("undo__conferral")
    }
    given = Conferral.objects.filter(exemplar__in=created).exclude(pk__in=brought - {None})
    return touched | set(given.values_list("exemplar_id", flat=True))


def _remove(pks: list[int]) -> None:
    """Remove new dossiers with what the list gave them. They were never public and nothing else points at them.

    Past the receivers, which would ask the sets of every single one; the database's own keys watch over it.
    """
    ImportRow.objects.filter(exemplar__in=pks).update(exemplar=None)
    for model in (Conferral, ExemplarDecision, IndexedTerms, Exemplar.movements.through):
        rows = model._default_manager.filter(exemplar__in=pks)
        rows._raw_delete(rows.db)
    rows = Exemplar.objects.filter(pk__in=pks)
    rows._raw_delete(rows.db)


def _restore(row: ImportRow) -> None:
    exemplar, changed = row.exemplar, row.undo["changed"]
    for name, (old, _new) in changed.items():
        assign(exemplar, name, old)
    exemplar.save()
    if "movements" in changed:
        exemplar.movements.set(changed["movements"][0])
    for given in Conferral.objects.filter(pk=row.undo["conferral"]):
        given.delete()


def _remove_unused(pk: int) -> None:
    try:
        with transaction.atomic():
            Organisation.objects.filter(pk=pk).delete()
    except ProtectedError:
        pass  # somebody uses it by now
