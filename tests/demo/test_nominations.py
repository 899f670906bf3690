"""The demo's nominations: marked, in different states, without a letter to anybody, gone without a trace."""

from __future__ import annotations

import pytest
from django.core import mail

from exemplars.nominations.models import Nomination
from portal.demo.ledger import Ledger
from portal.demo.nominations import store_nominations
from portal.demo.removing import remove
from portal.mail.models import Letter

pytestmark = pytest.mark.django_db


def test_they_come_once_marked_and_quiet() -> None:
    for _turn in range(2):
        store_nominations(Ledger())
    rows = Nomination.objects.all()
    assert {row.state for row in rows} == {"nominated", "unit_asked", "editorial", "declined"}
    assert len(rows) == 4
    assert all(row.is_demo and row.field for row in rows)
    assert not Letter.objects.exists()
    assert not mail.outbox


def test_they_go_and_others_stay() -> None:
    from tests.nominations.factories import make_nomination

    store_nominations(Ledger())
    own = make_nomination()
    remove()
    assert list(Nomination.objects.all()) == [own]
