"""Where the office runs a scanner, files of readers wait in quarantine for its word."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings

from exemplars.nominations.models import Attachment
from tests.nominations.factories import make_nomination
from tests.uploads.test_scanning import clamd

pytestmark = pytest.mark.django_db
Scan = Attachment.Scan


@pytest.mark.parametrize(("answer", "verdict"), [(b"stream: OK\0", "clean"), (b"stream: Eicar FOUND\0", "infected")])
def test_a_file_leaves_quarantine_by_the_scanners_word(
    tmp_path: Path, answer: bytes, verdict: str, django_capture_on_commit_callbacks
) -> None:
    with clamd(tmp_path, answer), django_capture_on_commit_callbacks(execute=True):
        make_nomination(files=1, email="")
        assert Attachment.objects.get().scan == Scan.WAITING
    assert Attachment.objects.get().scan == verdict


def test_while_the_scanner_is_away_the_file_waits_and_is_asked_about_again(
    tmp_path: Path, django_capture_on_commit_callbacks
) -> None:
    with (
        override_settings(CLAMAV_SOCKET=str(tmp_path / "nobody.sock")),
        django_capture_on_commit_callbacks(execute=True),
    ):
        make_nomination(files=1, email="")
    assert Attachment.objects.get().scan == Scan.WAITING
    with clamd(tmp_path, b"stream: OK\0"):
        call_command("remind_nominations")
    assert Attachment.objects.get().scan == Scan.CLEAN


def test_without_a_scanner_no_file_waits() -> None:
    make_nomination(files=1)
    assert Attachment.objects.get().is_available
