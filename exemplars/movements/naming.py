"""How members are called: as in the year spoken of, with what they became."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from exemplars.movements.models import TermMember
from exemplars.movements.successions import Heirs, heirs, unit_key


def with_todays_names(members: Iterable[TermMember]) -> list[TermMember]:
    """Return the members, each with ``today`` ("nay thuộc tỉnh Phú Thọ"; "" when it is what it was)."""
    listed = list(members)
    became = heirs((unit_key(member) for member in listed), timezone.localdate())
    for member in listed:
        found = became.get(unit_key(member))
        member.today = said(member, found) if found else ""
    return listed


def said(member: TermMember, found: Heirs) -> str:
    """Return what a member became, in words that follow its old name."""
    names = joined(in_sentence(one) for one in found.now)
    if len(found.now) == 1 and in_sentence(found.now[0]) == in_sentence(member.unit):
        return _("nay là %(name)s sau sắp xếp") % {"name": names}
    if member.organisation_id:
        return _("nay là %(name)s") % {"name": names}
    return _("nay thuộc %(name)s") % {"name": names}


def in_sentence(unit: Any) -> str:
    """Return a unit's name as it stands inside a sentence: "tỉnh Phú Thọ", "Sở Nội vụ"."""
    name = str(unit)
    kind = getattr(unit, "kind", "")
    # "Thành phố Hồ Chí Minh" is a name of its own; other kinds of place are common nouns.
    if hasattr(unit, "full_name") and name.casefold().startswith(kind.casefold()) and "Hồ Chí Minh" not in name:
        name = name[:1].lower() + name[1:]
    return name


def joined(names: Iterable[str]) -> str:
    """Join names in a sentence: "A, B và C"."""
    listed = list(names)
    if len(listed) < 2:
        return "".join(listed)
    return _("%(names)s và %(last)s") % {"names": ", ".join(listed[:-1]), "last": listed[-1]}
