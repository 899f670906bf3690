"""Storing the demo's exemplars with their consents, honours and decisions, as staff would have made them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db.models import Model
from django.utils import timezone

from exemplars.honours.loading import load_honours
from exemplars.honours.models import Conferral, Honour
from exemplars.honours.states import change_state
from exemplars.organisations.loading import load_organisations
from exemplars.organisations.models import Organisation
from exemplars.organisations.resolve import OrganisationFinder
from exemplars.registry.consents import GROWN_UP, withdraw_consent
from exemplars.registry.loading import load_fields
from exemplars.registry.models import Consent, Evidence, Exemplar, ExemplarRelation, Field, Replication, State
from exemplars.registry.states import decide
from portal.demo.ledger import Ledger
from portal.demo.media import Media
from portal.demo.registry.movements import store_clusters, store_movements
from portal.demo.registry.reading import Person, Registry, days_of
from portal.places.loading import load_when_empty as load_places_when_empty
from portal.places.models import Place

_WAY = (State.VERIFYING, State.CONSENTED, State.APPROVED, State.PUBLISHED)
_ENDS = {
    State.NOMINATED: (),
    State.VERIFYING: _WAY[:1],
    State.CONSENTED: _WAY[:2],
    State.APPROVED: _WAY[:3],
    State.PUBLISHED: _WAY,
    State.UNDER_REVIEW: (*_WAY, State.UNDER_REVIEW),
    State.HIDDEN: (*_WAY, State.HIDDEN),
    State.WITHDRAWN: _WAY,
}
_REASONS = {
    State.VERIFYING: "Hồ sơ đủ thông tin để xác minh (dữ liệu minh họa).",
    State.CONSENTED: "Đã có phiếu đồng ý công bố (dữ liệu minh họa).",
    State.APPROVED: "Địa phương, đơn vị xác nhận đúng sự thật (dữ liệu minh họa).",
    State.PUBLISHED: "Đủ điều kiện công bố (dữ liệu minh họa).",
    State.UNDER_REVIEW: "Đến hạn rà soát hằng năm (dữ liệu minh họa).",
    State.HIDDEN: "Tạm ẩn trong lúc chờ xác minh phản ánh (dữ liệu minh họa).",
}
_ORGANISATION_KINDS = {
    "Trường": "school",
    "Điểm": "school",
    "Trạm": "health",
    "Trung": "health",
    "Bệnh": "health",
    "Hợp": "cooperative",
    "Tổ": "cooperative",
    "Công ty": "business",
    "Bản": "community",
    "Thôn": "community",
    "Công an": "armed",
    "Đồn": "armed",
    "Ban Chỉ huy": "armed",
    "Hội": "mass",
    "Đoàn": "mass",
    "Đảng ủy": "party",
}


class RegistryLoader:
    """One run of storing the registry, inside the transaction of the demo."""

    def __init__(self, registry: Registry, ledger: Ledger, media: Media, documents: Mapping[str, Model]) -> None:
        self._registry, self._ledger, self._media, self._documents = registry, ledger, media, documents
        self.exemplars: dict[str, Exemplar] = {}
        self._fresh: list[tuple[int, Person]] = []

    def store(self, step: Callable[[], None]) -> None:
        """Store what is not there yet; a second run changes nothing."""
        if not self._registry.people:
            return
        self._read_vocabularies()
        self._movements = store_movements(self._registry.movements, self._ledger, self._documents)
        for number, person in enumerate(self._registry.people):
            self._exemplar(number, person)
        for person_number, person in self._fresh:
            self._complete(person_number, person)
        self._others()
        self._tie()
        for number, person in self._fresh:
            self._decide(number, person)
        self._change_honours()
        for _person in self._registry.people:
            step()
        store_clusters(self._registry, self._ledger, self.organisation)

    def _read_vocabularies(self) -> None:
        """Read what the registry points at; an office that emptied a vocabulary gets it back first."""
        load_places_when_empty()
        load_fields()
        load_honours()
        load_organisations()
        self._places = Place.objects.in_bulk(field_name="slug")
        self._fields = Field.objects.in_bulk(field_name="code")
        self._honours = Honour.objects.in_bulk(field_name="code")
        self._organisations = OrganisationFinder()

    def organisation(self, name: str, place: Place | None = None) -> Organisation:
        """Return the organisation of this name, made as demo when there is none."""
        found = self._organisations.find(name)
        if found:
            return found[0]
        kinds = (kind for start, kind in _ORGANISATION_KINDS.items() if name.startswith(start))
        made = Organisation(name=name, kind=next(kinds, Organisation.Kind.STATE), place=place, is_demo=True)
        made.save()
        self._organisations.add(made)
        self._ledger.made(f"organisation:{made.slug}", made)
        return made

    def _exemplar(self, number: int, person: Person) -> None:
        key = f"exemplar:{person.name}"[:120]
        stored = self._ledger.find(key, Exemplar)
        if stored is None:
            stored = self._made(person)
            stored.save()
            self._ledger.made(key, stored)
            self._fresh.append((number, person))
        self.exemplars[person.name] = stored

    def _made(self, person: Person) -> Exemplar:
        place = self._places[person.place] if person.place else None
        exemplar = Exemplar(
            kind=person.kind,
            name=person.name,
            gender=person.gender,
            birth_year=person.birth_year,
            death_year=person.death_year,
            place=place,
            organisation=self.organisation(person.organisation, place) if person.organisation else None,
            field=self._fields[person.field],
            year=person.year,
            direct_worker=person.kind in ("individual", "household"),
            summary=person.summary,
            source="Dữ liệu minh họa",
            is_demo=True,
        )
        if person.parts:
            exemplar.family_name, exemplar.middle_name, exemplar.given_name = person.parts
            exemplar.name_by_hand = True
        if person.kind == Exemplar.Kind.MODEL:
            exemplar.owner, exemplar.method = person.position, person.summary
            exemplar.started_on = date(person.year - 1, 3, 1)
        else:
            exemplar.position = person.position
        portrait = self._registry.portraits.get(person.name)
        exemplar.portrait = self._media.images[portrait.key] if portrait else None
        return exemplar

    def _complete(self, number: int, person: Person) -> None:
        """Add movements, consents, honours."""
        exemplar = self.exemplars[person.name]
        through = Exemplar.movements.through
        through.objects.bulk_create(
            through(exemplar_id=exemplar.pk, movement_id=self._movements[key].pk) for key in person.movements
        )
        if person.state not in (State.NOMINATED, State.VERIFYING):
            Consent.objects.bulk_create(_consents(exemplar, number))
        wanted = [decision for decision in self._registry.decisions if decision.key in person.decisions]
        self._confer([self._conferral(decision, exemplar=exemplar) for decision in wanted])

    def _others(self) -> None:
        """Add those a decision honours who are not in the registry, and honours whose decision is not found yet."""
        if not self._fresh:
            return
        rows = [
            self._conferral(decision, recipient_name=name, recipient_unit=unit)
            for decision in self._registry.decisions
            for name, unit in decision.others
        ]
        for name, honour, year, told in self._registry.unsourced:
            exemplar = self.exemplars[name]
            rows.append(
                Conferral(exemplar=exemplar, honour=self._honours[honour], year=year, decision_text=told, is_demo=True)
            )
        known = set(Conferral.objects.filter(is_demo=True, exemplar=None).values_list("recipient_name", flat=True))
        fresh = {self.exemplars[person.name].pk for _, person in self._fresh}
        self._confer(
            [row for row in rows if (row.exemplar_id in fresh if row.exemplar_id else row.recipient_name not in known)]
        )

    def _conferral(self, decision: Any, **fields: Any) -> Conferral:
        return Conferral(
            honour=self._honours[decision.honour],
            honour_class=decision.honour_class,
            verb=decision.verb,
            basis=decision.basis,
            decision=self._documents[decision.document],
            is_demo=True,
            **fields,
        )

    @staticmethod
    def _confer(rows: list[Conferral]) -> None:
        for row in rows:
            row.complete()
        Conferral.objects.bulk_create(rows)

    def _tie(self) -> None:
        """Add relations, replications and private papers of what is new."""
        fresh = {person.name for _, person in self._fresh}
        for name, other, kind in self._registry.relations:
            if name in fresh:
                ExemplarRelation.objects.create(exemplar=self.exemplars[name], other=self.exemplars[other], kind=kind)
        for order, (name, where, year, result) in enumerate(self._registry.replications):
            if name in fresh:
                slug = where.removeprefix("noi:")
                target = {"place": self._places[slug]} if slug != where else {"organisation": self.organisation(where)}
                Replication.objects.create(
                    exemplar=self.exemplars[name], year=year, result=result, sort_order=order, **target
                )
        for name, title in self._registry.evidence:
            if name in fresh:
                words = f"{title}: {name}. Dữ liệu minh họa.\n"
                paper = Evidence(exemplar=self.exemplars[name], title=title, note="Dữ liệu minh họa")
                paper.file.save("minh-hoa.txt", ContentFile(words.encode()), save=True)
                self._media.wrote(paper.file.storage, paper.file.name)

    def _decide(self, number: int, person: Person) -> None:
        """Take the dossier through its decisions, then give them the days on which they would have been made."""
        exemplar = self.exemplars[person.name]
        for state in _ENDS[State(person.state)]:
            decide(exemplar, state, actor=None, reason=_REASONS[state])
        if person.state == State.WITHDRAWN:
            withdraw_consent(
                exemplar,
                actor=None,
                reason="Người được nêu gương đề nghị rút (dữ liệu minh họa).",
                public_reason="Rút theo đề nghị của người được nêu gương.",
            )
        proposed, decided = days_of(person, number)
        at = _moment(decided)
        Exemplar.objects.filter(pk=exemplar.pk).update(created_at=_moment(proposed))
        steps = list(exemplar.decisions.order_by("pk"))
        for turn, decision in enumerate(steps):
            back = max(0, 3 - turn) * 6 if turn < len(_WAY) else -min(turn, 5)
            type(decision).objects.filter(pk=decision.pk).update(at=at - timedelta(days=back))
        if exemplar.published_at:
            # Some reviews are overdue, whenever the demo is loaded.
            review = timezone.localdate() + timedelta(days=-20 if number % 13 == 0 else 30 + number * 2)
            Exemplar.objects.filter(pk=exemplar.pk).update(published_at=at, review_due=review)

    def _change_honours(self) -> None:
        fresh = {person.name for _, person in self._fresh}
        keys = {decision.key: decision.document for decision in self._registry.decisions}
        for name, key, state, day, reason, paper in self._registry.changes:
            # What lies ahead of the day of loading has not happened yet.
            if name in fresh and day <= timezone.localdate():
                conferral = Conferral.objects.get(exemplar=self.exemplars[name], decision=self._documents[keys[key]])
                document = self._documents[f"registry-{paper}"] if paper else None
                change_state(conferral, state, on=day, reason=reason, document=document)


def _moment(day: date) -> datetime:
    """Return eight in the morning of a day, in Vietnam, but never in the future."""
    return min(datetime.combine(day, time(1), UTC), datetime.now(UTC).replace(microsecond=0))


def _consents(exemplar: Exemplar, number: int) -> list[Consent]:
    """Return the consents of a dossier; some withhold the face or the place."""
    if exemplar.death_year:
        givers = [Consent.Giver.FAMILY]
    elif exemplar.birth_year and timezone.localdate().year - exemplar.birth_year <= GROWN_UP:
        givers = [Consent.Giver.SUBJECT, Consent.Giver.GUARDIAN]
    else:
        givers = [Consent.Giver.SUBJECT if exemplar.is_person else Consent.Giver.HEAD]
    # Before any publication, and never in the future: a consent not yet given lets nobody publish.
    today = timezone.localdate()
    given = min(date(exemplar.year, 1, 5), today)
    return [
        Consent(
            exemplar=exemplar,
            giver=giver,
            for_name=True,
            for_face=number % 7 != 3,
            for_place=number % 11 != 10,
            for_story=number % 5 != 4,
            given_on=given,
            # A few end soon, whenever the demo is loaded: work for curators.
            expires_on=today + timedelta(days=20) if number % 17 == 8 else None,
            note="Phiếu đồng ý minh họa",
        )
        for giver in givers
    ]
