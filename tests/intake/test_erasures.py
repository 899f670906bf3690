"""What was erased stays erased, whatever backup is brought back."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from exemplars.consultations import opinions
from exemplars.nominations import erasing
from exemplars.registry.consents import withdraw_consent
from exemplars.registry.models import Exemplar, State
from news.comments import chain, writer
from portal.intake import erasures
from tests.comments.factories import send
from tests.consultations.factories import make_consultation, make_opinion
from tests.nominations.factories import make_nomination
from tests.registry.test_states import published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def var(tmp_path: Path, settings) -> Path:
    settings.VAR_DIR = tmp_path
    return tmp_path


@pytest.fixture
def committed(django_capture_on_commit_callbacks) -> Callable[[], Any]:
    """What is done inside is committed at its end."""
    return partial(django_capture_on_commit_callbacks, execute=True)


@pytest.fixture
def things(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """A kind of thing that is erased by taking it out of a set."""
    kept: set[str] = set()

    def again(number: str) -> bool:
        found = number in kept
        kept.discard(number)
        return found

    monkeypatch.setitem(erasures._again, "thing", again)
    return kept


def test_what_came_back_is_erased_again_and_only_that(things: set[str], committed) -> None:
    with committed():
        for number in ("1", "2", "2", "3"):
            erasures.remember("thing", number)
    things.update({"2", "3", "4"})
    assert erasures.replay() == {"thing": 2}
    assert things == {"4"}
    assert erasures.replay() == {"thing": 0}


def test_what_was_rolled_back_is_not_written_down(things: set[str], var: Path, committed) -> None:
    def fail() -> None:
        with transaction.atomic():
            erasures.remember("thing", "1")
            raise RuntimeError

    with committed(), pytest.raises(RuntimeError):
        fail()
    assert not (var / erasures.NAME).exists()
    assert erasures.replay() == {}


def test_only_what_came_after_the_backup_counts(things: set[str], committed) -> None:
    with committed():
        erasures.remember("thing", "1")
    things.add("1")
    assert erasures.replay(timezone.now() + timedelta(minutes=1)) == {}
    call_command("replay_erasures", since=(timezone.now() - timedelta(minutes=1)).isoformat())
    assert not things


def test_a_line_cut_off_with_the_power_costs_no_other(things: set[str], var: Path, committed) -> None:
    with committed():
        erasures.remember("thing", "1")
    with (var / erasures.NAME).open("a") as file:
        file.write('{"at": "2026-01-01T')
    with committed():
        erasures.remember("thing", "2")
        erasures.remember("of a version to come", "3")
    things.update("12")
    assert erasures.replay() == {"thing": 2, "of a version to come": 0}


def test_the_list_tells_nothing_of_a_person_and_is_nobody_elses(var: Path, committed) -> None:
    exemplar = published()
    with committed():
        withdraw_consent(exemplar, actor=None, reason="Đề nghị rút", public_reason="Rút theo đề nghị.")
    written = (var / erasures.NAME).read_text(encoding="utf-8")
    assert exemplar.reference in written
    assert exemplar.name not in written
    assert (var / erasures.NAME).stat().st_mode & 0o077 == 0


def test_an_exemplar_whose_consent_was_withdrawn_is_taken_down_again(committed) -> None:
    exemplar = published()
    with committed():
        erasures.remember("exemplar", exemplar.reference)
        erasures.remember("exemplar", "GS-1990-9999")
    assert erasures.replay() == {"exemplar": 1}
    exemplar.refresh_from_db()
    assert (exemplar.state, exemplar.is_public) == (State.WITHDRAWN, False)
    assert not Exemplar.objects.public().exists()


def test_what_readers_erased_by_their_links_is_erased_again(var: Path, committed) -> None:
    comment, nomination, opinion = send(), make_nomination(), make_opinion(make_consultation())[0]
    keys = {"comment": comment.submit_key, "nomination": nomination.submit_key, "opinion": opinion.submit_key}
    with committed():
        for kind, key in keys.items():
            erasures.remember(kind, key)
    assert erasures.replay() == {"comment": 1, "nomination": 1, "opinion": 1}
    for one in (comment, nomination, opinion):
        one.refresh_from_db()
    assert (comment.state, comment.current_body) == ("erased", "")
    assert (nomination.name, bool(nomination.erased_at)) == ("", True)
    assert (opinion.state, opinion.sealed) == ("withdrawn", "")
    assert chain.verify() == []
    assert erasures.replay() == {"comment": 0, "nomination": 0, "opinion": 0}


def test_erasing_is_written_down_whoever_does_it(var: Path, committed) -> None:
    comment, nomination, opinion = send(), make_nomination(), make_opinion(make_consultation())[0]
    with committed():
        writer.erase(comment)
        erasing.erase(nomination, erasing.Why.BY_LINK)
        opinions.withdraw(opinion)
        opinions.withdraw(opinion)
    lines = (var / erasures.NAME).read_text(encoding="utf-8").split("\n")
    told = [(one["kind"], one["number"]) for one in map(json.loads, filter(None, lines))]
    assert told == [
        ("comment", comment.submit_key),
        ("nomination", nomination.submit_key),
        ("opinion", opinion.submit_key),
    ]


def test_a_moment_that_is_none_is_refused() -> None:
    with pytest.raises(CommandError, match="thời điểm"):
        call_command("replay_erasures", since="hôm qua")
