"""What organisations became, over several changes."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from exemplars.organisations.models import Organisation, OrganisationSuccession


def successors(organisation: Organisation, on: date | None = None) -> list[Organisation]:
    """Return what an organisation has become, over all changes, as of a day (today when none is given).

    Links that staff closed into a circle by mistake are walked once. An organisation whose end is known has become
    nothing else before it; of one without a known end the links alone tell.
    """
    day = on or timezone.localdate()
    if organisation.in_force(day) and organisation.valid_to is not None:
        return []
    found = _all(organisation.pk, "predecessor_id", "successor_id")
    return [one for one in found if one.in_force(day)]


def predecessors(organisation: Organisation, on: date | None = None) -> list[Organisation]:
    """Return what an organisation came from: as of a day, or everything before it when none is given."""
    found = _all(organisation.pk, "successor_id", "predecessor_id")
    return [one for one in found if on is None or one.in_force(on)]


def names_at(organisation: Organisation, on: date) -> list[str]:
    """Return the names that an organisation, or what it came from or became, bore on a day."""
    if organisation.in_force(on):
        return [organisation.name]
    before = organisation.valid_from is not None and on < organisation.valid_from
    then = predecessors(organisation, on) if before else successors(organisation, on)
    return [one.name for one in then]


def _all(start: int, here: str, there: str) -> list[Organisation]:
    """Return everything reached from a row; a query for each step, and each row once."""
    seen = {start}
    step = {start}
    while step:
        links = OrganisationSuccession.objects.filter(**{f"{here}__in": step})
        step = set(links.values_list(there, flat=True)) - seen
        seen |= step
    return list(Organisation.objects.filter(pk__in=seen - {start}))
