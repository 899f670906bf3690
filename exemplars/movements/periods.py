"""Whether a movement runs, is to come or has ended."""

from __future__ import annotations

from datetime import date

from django.db.models import Case, F, IntegerField, Q, QuerySet, TextChoices, Value, When
from django.utils.translation import gettext_lazy as _

from exemplars.movements.models import Movement


class State(TextChoices):
    """The parameter in addresses, and its words. Published, so it never changes."""

    RUNNING = "dang-dien-ra", _("Đang diễn ra")
    COMING = "sap-toi", _("Sắp bắt đầu")
    ENDED = "da-ket-thuc", _("Đã kết thúc")


ORDER = (State.RUNNING, State.COMING, State.ENDED)


def state_filter(state: str, day: date) -> Q:
    """Return the condition of movements that are in a state on a day."""
    if state == State.ENDED:
        return Q(ends_on__lt=day)
    going = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    begun = Q(starts_on__isnull=True) | Q(starts_on__lte=day)
    return going & begun if state == State.RUNNING else going & Q(starts_on__gt=day)


def state_of(movement: Movement, day: date) -> State:
    """Return the state of one movement on a day."""
    if movement.ends_on and movement.ends_on < day:
        return State.ENDED
    return State.COMING if movement.starts_on and movement.starts_on > day else State.RUNNING


def by_state(movements: QuerySet[Movement], day: date) -> QuerySet[Movement]:
    """Order movements: those running, those to come, those ended; the newest first in each."""
    places = [When(state_filter(state, day), then=Value(place)) for place, state in enumerate(ORDER)]
    placed = movements.annotate(state_place=Case(*places, output_field=IntegerField()))
    return placed.order_by("state_place", F("starts_on").desc(nulls_last=True), "sort_key", "pk")
