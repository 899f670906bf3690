"""What was told is forgotten when somebody wants it, and when its time is over; the number stays."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from exemplars.nominations import asking, erasing
from exemplars.nominations.addresses import receipt_url
from exemplars.nominations.conversion import make_exemplar
from exemplars.nominations.erasing import Why
from exemplars.nominations.models import Attachment, Nomination, State
from exemplars.nominations.states import decide
from portal.mail.models import Letter
from tests.factories import make_user
from tests.nominations.factories import DEEDS, TOLD, approved, confirm, make_nomination

pytestmark = pytest.mark.django_db
PERSONAL = ("Thuyền", "Xuân", DEEDS, "Nà Suối", "Nông Văn Khang", "Hà Văn Nhất", "lý do riêng", TOLD)


def everything(nomination: Nomination) -> str:
    """Return every value of a nomination and what belongs to it."""
    rows = [Nomination.objects.filter(pk=nomination.pk)]
    rows += [getattr(nomination, name).all() for name in ("decisions", "confirmations", "attachments")]
    return str([list(one.values()) for one in rows])


def test_nothing_personal_is_left_but_the_number(django_capture_on_commit_callbacks) -> None:
    nomination = make_nomination(files=2, witnesses="Hà Văn Nhất")
    confirm(nomination)
    asking.ask(nomination, step="unit", addressee="HTX Nà Suối", email="htx@example.vn", actor=None)
    decide(nomination, State.DECLINED, actor=None, reason="lý do riêng", told=TOLD)
    paths = [Path(one.file.path) for one in nomination.attachments.all()]
    assert all(path.exists() for path in paths)
    with django_capture_on_commit_callbacks(execute=True):
        erasing.erase(nomination, Why.PROPOSER)
        erasing.erase(nomination, Why.PROPOSER)
    left = everything(nomination)
    assert not [word for word in PERSONAL if word in left]
    assert nomination.reference in left
    assert nomination.state == State.DECLINED
    assert not any(path.exists() for path in paths)
    assert not nomination.email_sealed
    assert not Letter.objects.exclude(state=Letter.State.SENT).exists()


def test_an_open_one_is_withdrawn_first() -> None:
    nomination = make_nomination()
    erasing.erase(nomination, Why.PROPOSER)
    assert nomination.state == State.WITHDRAWN
    assert nomination.decisions.count() == 2


@pytest.mark.parametrize("is_closed", [False, True])
def test_who_erased_it_and_why_is_logged_without_anybodys_data(is_closed: bool) -> None:
    nomination, actor = make_nomination(files=1), make_user()
    if is_closed:
        decide(nomination, State.DECLINED, actor=None, reason="lý do riêng", told=TOLD)
    erasing.erase(nomination, Why.NOMINEE, actor=actor)
    erasing.erase(nomination, Why.TIME)
    entry = ModelLogEntry.objects.get(action="nominations.erased")
    assert (entry.user, entry.data, entry.label) == (actor, {"why": "nominee"}, nomination.reference)
    last = nomination.decisions.first()
    assert (last.to_state, last.actor) == ((State.DECLINED, None) if is_closed else (State.WITHDRAWN, actor))


def test_the_proposers_own_erasing_is_nobody_elses_act(client: Client) -> None:
    nomination = make_nomination()
    client.post("/" + receipt_url(nomination).split("/", 3)[3], {"wish": "erase", "sure": "1"})
    entry = ModelLogEntry.objects.get(action="nominations.erased")
    assert (entry.user, entry.data) == (None, {"why": "by_link"})
    assert nomination.decisions.first().actor is None


def test_the_dossier_made_of_it_lives_on() -> None:
    nomination = approved(files=1)
    exemplar = make_exemplar(nomination, actor=None)
    erasing.erase(nomination, Why.PROPOSER)
    exemplar.refresh_from_db()
    assert exemplar.name == "Lường Văn Thuyền"
    assert Path(exemplar.evidence.get().file.path).exists()
    assert "Xuân" not in f"{exemplar.notes} {exemplar.contact} {exemplar.source}"


@pytest.mark.parametrize("end", [State.DECLINED, State.WITHDRAWN])
def test_what_came_to_nothing_is_erased_after_ninety_days(end: State) -> None:
    young, old, open_one = make_nomination(), make_nomination(), make_nomination()
    for one in (young, old):
        decide(one, end, actor=None, reason="Không đúng", told=TOLD)
    long_ago = timezone.now() - erasing.KEPT - timedelta(days=1)
    Nomination.objects.filter(pk=old.pk).update(decided_at=long_ago)
    Nomination.objects.filter(pk=open_one.pk).update(created_at=long_ago)
    call_command("forget_readers")
    assert set(Nomination.objects.filter(erased_at=None)) == {young, open_one}


def test_addresses_go_thirty_days_after_the_outcome_and_networks_after_thirty_days() -> None:
    nomination = approved()
    Nomination.objects.update(net_hash="abc")
    call_command("forget_readers")
    nomination.refresh_from_db()
    assert nomination.email_sealed
    assert nomination.net_hash
    before = timezone.now() - timedelta(days=31)
    Nomination.objects.update(decided_at=before, created_at=before)
    call_command("forget_readers")
    nomination.refresh_from_db()
    assert not nomination.email_sealed
    assert not nomination.phone_sealed
    assert not nomination.net_hash
    assert nomination.name


def test_files_of_forms_never_sent_are_removed_after_two_days(django_capture_on_commit_callbacks) -> None:
    from exemplars.nominations.attachments import keep
    from portal.intake.uploads import Clean

    kept = [keep(Clean(b"%PDF" + name.encode(), "pdf"), name) for name in ("a", "b")]
    Attachment.objects.filter(pk=kept[0].pk).update(created_at=timezone.now() - timedelta(hours=49))
    with django_capture_on_commit_callbacks(execute=True):
        call_command("forget_readers")
    assert list(Attachment.objects.all()) == [kept[1]]
    assert [path.suffix for path in Path(settings.PRIVATE_ROOT).rglob("*") if path.is_file()] == [".pdf"]
