"""Forgetting kept pages: each purge turns one file, and no state comes back for thousands of purges."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import transaction

from portal.delivery.purge import BITS, gray, purge, purge_when_committed


@pytest.fixture
def folder(settings, tmp_path: Path) -> Path:
    """Where the files are turned."""
    settings.CACHE_PURGE_DIR = str(tmp_path / "purge")
    return tmp_path / "purge"


def files(folder: Path) -> frozenset[str]:
    """The files nginx looks for."""
    return frozenset(path.name for path in folder.glob("[0-9]*")) if folder.exists() else frozenset()


def test_a_purge_turns_one_file(folder: Path) -> None:
    """So that a request sees the old state or the new one, never one between."""
    before = files(folder)
    for _ in range(40):
        purge()
        after = files(folder)
        assert len(before ^ after) == 1
        before = after


def test_states_come_back_only_after_all_of_them() -> None:
    """Gray code runs through every combination."""
    codes = [gray(number) for number in range(1 << BITS)]
    assert len(set(codes)) == 1 << BITS
    assert all(bin(one ^ other).count("1") == 1 for one, other in zip(codes, [*codes[1:], codes[0]], strict=True))


def test_purges_at_once_all_count(folder: Path) -> None:
    """Eight threads, two hundred purges: as many steps, each different from its neighbours."""
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: purge(), range(200)))
    assert files(folder) == {str(bit) for bit in range(BITS) if gray(200) >> bit & 1}


def test_without_a_cache_in_front_nothing_is_written(settings) -> None:
    """The embedded configuration keeps no pages."""
    settings.CACHE_PURGE_DIR = ""
    purge()


@pytest.mark.django_db
def test_one_transaction_purges_once_and_only_when_committed(folder: Path, django_capture_on_commit_callbacks) -> None:
    """What is rolled back forgets nothing."""
    with django_capture_on_commit_callbacks(execute=True) as callbacks, transaction.atomic():
        for _ in range(3):
            purge_when_committed()
        assert not files(folder)
    assert len(callbacks) == 1
    assert len(files(folder)) == 1
