"""A list taken in, all of it or nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from exemplars.honours.models import Conferral, Honour
from exemplars.organisations.models import Organisation
from exemplars.registry.identity import derive
from exemplars.registry.models import Exemplar, ExemplarDecision, ImportRow, ImportRun, State
from exemplars.registry.references import next_reference
from exemplars.registry.transfer.logged import COMMITTED, UPDATED
from exemplars.registry.transfer.sheets import columns
from exemplars.registry.transfer.sheets.parsing import Parsed
from exemplars.registry.transfer.sheets.planning import CHUNK, LISTS, Present, chunks, compared, differences, drafted
from exemplars.registry.transfer.sheets.previewing import parsed_again
from exemplars.registry.visibility import honour_weight
from portal.base.refusal import Refusal
from portal.base.slugs import free_slug
from portal.vietnamese.slug import slugify_vi
from portal.vietnamese.text import fold

Outcome, Choice = ImportRow.Outcome, ImportRow.Choice


@transaction.atomic
def commit(run: ImportRun, *, actor: Any) -> ImportRun:
    """Take a looked-through list in. Raises ``Refusal`` when the registry changed since, and then nothing is done."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.state != ImportRun.State.PREVIEWED:
        raise Refusal(_("Tệp này đã được nhập rồi."))
    work = _Taking(run, actor)
    for chunk in chunks(_to_take(run), CHUNK):
        work.take(chunk)
    run.state, run.committed_at, run.actor = ImportRun.State.COMMITTED, timezone.now(), actor
    run.counts = {**run.counts, "added": work.added, "updated": work.updated}
    name, run.file = run.file.name, ""
    run.new_organisations = work.made_organisations
    run.save()
    log(run, COMMITTED, user=actor, data={"added": work.added, "updated": work.updated})
    # The list is full of names and addresses; what it said is in the registry now.
    storage = ImportRun._meta.get_field("file").storage
    transaction.on_commit(lambda: name and storage.delete(name))
    return run


def _stale(row: ImportRow) -> Refusal:
    return Refusal(_("Sổ gương đã thay đổi từ lúc xem trước (dòng %s); hãy xem trước lại rồi nhập.") % row.number)


def assign(exemplar: Exemplar, name: str, value: Any) -> None:
    """Set a field to what JSON holds of it; lists have tables of their own and are passed over."""
    if name not in LISTS:
        field = Exemplar._meta.get_field(name)
        setattr(exemplar, field.attname, value if field.is_relation else field.to_python(value))


def _to_take(run: ImportRun) -> Any:
    rows = run.rows.filter(outcome__in=[Outcome.NEW, Outcome.CHANGED, Outcome.DUPLICATE]).order_by("number")
    return (
        row for row in rows.iterator(chunk_size=CHUNK) if row.outcome != Outcome.DUPLICATE or row.choice != Choice.SKIP
    )


class _Taking:
    """One list being taken in."""

    def __init__(self, run: ImportRun, actor: Any) -> None:
        self.added = self.updated = 0
        self.made_organisations: list[int] = []
        self._run, self._actor = run, actor
        self._organisations: dict[str, int] = {}
        self._next: dict[int, int] = {}
        self._slugs: set[str] = set()
        self._honours = Honour.objects.in_bulk()

    def take(self, rows: list[ImportRow]) -> None:
        """Take a chunk of rows in."""
        said = {row.pk: parsed_again(row) for row in rows}
        for parsed in said.values():
            self._make_organisation(parsed.values)
        present = Present(list(said.values()))
        new, changed = [], []
        for row in rows:
            parsed = said[row.pk]
            if row.outcome == Outcome.NEW or row.choice == Choice.NEW:
                self._must_be_new(row, parsed, present)
                new.append((row, parsed))
            else:
                changed.append((row, parsed, self._meant(row, parsed, present)))
        self._add(new)
        for row, parsed, exemplar in changed:
            self._update(row, parsed, exemplar)
        ImportRow.objects.bulk_update(rows, ["exemplar", "undo"], batch_size=100)

    def _must_be_new(self, row: ImportRow, parsed: Parsed, present: Present) -> None:
        reference = parsed.values.get("reference")
        if reference and reference in present.by_reference:
            raise _stale(row)
        if row.outcome == Outcome.NEW and not reference:
            namesakes = present.by_name.get(fold(parsed.values["name"]), ())
            # Those this very list brought are other rows, which were compared at the preview.
            if any(one.created_at < self._run.created_at and not differences(parsed, one) for one in namesakes):
                raise _stale(row)

    def _meant(self, row: ImportRow, parsed: Parsed, present: Present) -> Exemplar:
        """Return the dossier a row means, as it was at the preview."""
        exemplar = row.exemplar
        if exemplar is None and row.twin_row:
            twin = self._run.rows.filter(number=row.twin_row).select_related("exemplar").first()
            exemplar = twin.exemplar if twin else None
        if exemplar is None:
            raise _stale(row)
        plan = compared(parsed, exemplar)
        seen = {name: change for name, change in row.changes.items() if name != "organisation"}
        now = {name: change for name, change in plan.changes.items() if name != "organisation"}
        if row.twin_row is None and now != seen:
            raise _stale(row)
        row.exemplar, row.changes = exemplar, plan.changes
        return exemplar

    def _make_organisation(self, values: dict[str, Any]) -> None:
        name = values.get("organisation")
        if not isinstance(name, str):
            return
        key = fold(name)
        if key not in self._organisations:
            made = Organisation.objects.filter(name_key=key).first()
            if made is None:
                made = Organisation(name=name, kind=Organisation.Kind.OTHER)
                made.save()
                self.made_organisations.append(made.pk)
            self._organisations[key] = made.pk
        values["organisation"] = self._organisations[key]

    def _add(self, rows: list[tuple[ImportRow, Parsed]]) -> None:
        drafts = [(row, parsed, drafted(parsed)) for row, parsed in rows]
        self._name(drafts)
        conferrals = {row.pk: self._conferral(parsed, draft) for row, parsed, draft in drafts}
        for row, _parsed, draft in drafts:
            given = conferrals[row.pk]
            draft.honour_level, draft.honour_rank = honour_weight([given] if given else [])
        # Held until a person decides: a list says nothing about consent or publication.
        Exemplar.objects.bulk_create([draft for _row, _parsed, draft in drafts])
        for given in filter(None, conferrals.values()):
            given.exemplar_id = given.exemplar.pk
        Conferral.objects.bulk_create([given for given in conferrals.values() if given])
        through = Exemplar.movements.through
        through.objects.bulk_create(
            through(exemplar_id=draft.pk, movement_id=pk)
            for _row, parsed, draft in drafts
            for pk in parsed.values.get("movements", ())
        )
        ExemplarDecision.objects.bulk_create(self._decision(row, draft) for row, _parsed, draft in drafts)
        for row, _parsed, draft in drafts:
            given = conferrals[row.pk]
            row.exemplar = draft
            row.undo = {
                "created": draft.pk,
                "at": draft.updated_at.isoformat(),
                "conferral": given.pk if given else None,
            }
        self.added += len(drafts)

    def _decision(self, row: ImportRow, draft: Exemplar) -> ExemplarDecision:
        said = {"file": self._run.file_name, "row": row.number}
        reason = _("Nhập từ tệp %(file)s, dòng %(row)s.") % said
        return ExemplarDecision(exemplar=draft, to_state=State.NOMINATED, reason=reason, actor=self._actor)

    def _name(self, drafts: list[tuple[ImportRow, Parsed, Exemplar]]) -> None:
        """Give each new dossier its keys, a reference and an address that nobody has."""
        for _row, _parsed, draft in drafts:
            derive(draft)
            draft.slug = slugify_vi(draft.name, 120)
        taken = set(
            Exemplar.objects.filter(slug__in={draft.slug for *_rest, draft in drafts}).values_list("slug", flat=True)
        )
        for _row, _parsed, draft in drafts:
            if draft.slug in taken or draft.slug in self._slugs:
                draft.slug = free_slug(Exemplar, draft.name, taken=frozenset(self._slugs))
            self._slugs.add(draft.slug)
            draft.reference = draft.reference or self._reference(draft.year)

    def _reference(self, year: int) -> str:
        if year not in self._next:
            self._next[year] = int(next_reference(year).rsplit("-", 1)[1])
        reference = f"GS-{year}-{self._next[year]:04d}"
        self._next[year] += 1
        return reference

    def _conferral(self, parsed: Parsed, exemplar: Exemplar) -> Conferral | None:
        said = parsed.values.get(columns.HONOUR)
        if said is None:
            return None
        given = Conferral(
            exemplar=exemplar,
            honour=self._honours[said["honour"]],
            honour_class=said["class"],
            decision_id=said["decision"],
            decision_text=said["decision_text"],
            conferred_on=date.fromisoformat(said["on"]) if said["on"] else None,
            year=said["year"] or exemplar.year,
        )
        given.complete()
        return given

    def _update(self, row: ImportRow, parsed: Parsed, exemplar: Exemplar) -> None:
        changes = differences(parsed, exemplar)
        for name, (_old, new) in changes.items():
            assign(exemplar, name, new)
        if not changes:
            return
        exemplar.save()
        if "movements" in changes:
            exemplar.movements.set(changes["movements"][1])
        given = self._conferral(parsed, exemplar) if columns.HONOUR in changes else None
        if given:
            given.save()
        row.undo = {"changed": changes, "conferral": given.pk if given else None}
        log(exemplar, UPDATED, user=self._actor, data={"file": self._run.file_name, "row": row.number})
        self.updated += 1
