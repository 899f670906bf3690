"""Exemplars, honours, movements and places for tests; what is public went through the same decisions as there."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from exemplars.honours.models import Conferral, Honour
from exemplars.movements.models import Movement
from exemplars.organisations.models import Organisation
from exemplars.registry.models import Consent, Exemplar, Field, State
from exemplars.registry.states import decide
from portal.places.models import Place, Succession
from portal.vietnamese.names import sort_key
from portal.vietnamese.slug import slugify_vi
from portal.vietnamese.text import fold

_numbers = count(1)


def make_exemplar(
    name: str = "Nguyễn Thị Hòa", *, public: bool = True, face: bool = True, place_shown: bool = True, **fields: Any
) -> Exemplar:
    """Make an exemplar with consent to be named, and published unless ``public`` is false.

    ``face`` and ``place_shown`` say what else was consented to. ``field`` may be given by name, ``movements`` as a
    list.
    """
    movements = fields.pop("movements", [])
    if isinstance(fields.get("field"), str):
        fields["field"] = make_field(fields["field"])
    fields.setdefault("year", 2024)
    fields.setdefault("summary", "Giúp mười hộ trong bản thoát nghèo nhờ trồng quế.")
    exemplar = Exemplar.objects.create(name=name, **fields)
    exemplar.movements.set(movements)
    Consent.objects.create(
        exemplar=exemplar,
        giver=Consent.Giver.SUBJECT if exemplar.is_person else Consent.Giver.HEAD,
        for_name=True,
        for_face=face,
        for_place=place_shown,
        for_story=True,
        given_on=date(2024, 1, 1),
    )
    if public:
        publish_exemplar(exemplar)
    return Exemplar.objects.get(pk=exemplar.pk)


def publish_exemplar(exemplar: Exemplar) -> None:
    """Take an exemplar to the public, step by step; what its checklist misses does not matter here."""
    for step in (State.VERIFYING, State.CONSENTED, State.APPROVED, State.PUBLISHED):
        decide(exemplar, step, actor=None, reason="Đủ điều kiện", check=False)


def make_field(name: str = "Nông nghiệp") -> Field:
    """Return the field of this name, made when missing."""
    return Field.objects.get_or_create(name=name, defaults={"code": slugify_vi(name)})[0]


def make_movement(name: str = "Cả nước chung sức xây dựng nông thôn mới", **fields: Any) -> Movement:
    """Make a movement."""
    return Movement.objects.create(name=name, **fields)


def make_organisation(name: str = "Hợp tác xã Quế Hương", **fields: Any) -> Organisation:
    """Make an organisation."""
    return Organisation.objects.create(name=name, **fields)


def make_honour(name: str = "Bằng khen của Thủ tướng Chính phủ", **fields: Any) -> Honour:
    """Return the honour of this name, made when the vocabulary lacks it."""
    fields.setdefault("kind", Honour.Kind.CERTIFICATE)
    fields.setdefault("level", Honour.Level.STATE)
    found = Honour.objects.filter(name=name).first()
    return found or Honour.objects.create(name=name, code=slugify_vi(name, 80), **fields)


def make_conferral(exemplar: Exemplar | None, honour: Honour | None = None, **fields: Any) -> Conferral:
    """Make a conferral; a ``state`` other than in force is written as staff's decision would leave it."""
    if exemplar is None:
        fields.setdefault("recipient_name", "Trần Văn Bình")
    fields.setdefault("year", fields["conferred_on"].year if fields.get("conferred_on") else 2024)
    return Conferral.objects.create(exemplar=exemplar, honour=honour or make_honour(), **fields)


def make_place(name: str, *, kind: str = "tỉnh", under: Place | None = None, **fields: Any) -> Place:
    """Make a place of a test's own: a province, or a commune under one."""
    full_name = f"{kind[0].upper()}{kind[1:]} {name}"
    place = Place(
        name=name,
        full_name=full_name,
        kind=kind,
        level=Place.Level.COMMUNE if under else Place.Level.PROVINCE,
        parent=under,
        province=under,
        slug=f"{slugify_vi(full_name)}-thu-{next(_numbers)}",
        name_key=fold(name),
        sort_key=sort_key(name),
        **fields,
    )
    place.save()
    return place


def succeed(old: Place, *new: Place, on: date = date(2025, 7, 1)) -> None:
    """Let a place become others on a day."""
    share = Succession.Share.WHOLE if len(new) == 1 else Succession.Share.PART
    for one in new:
        Succession.objects.create(predecessor=old, successor=one, share=share, on=on)
