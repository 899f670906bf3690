"""The work asked for during a flood: found by counting, checked in no time, and nothing else passes for it."""

from __future__ import annotations

import hashlib
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.intake.work import BITS, LONGEST, is_done
from tests.intake.hostile import BROKEN, NAUGHTY, OTHERS

KEYS = st.text("0123456789abcdef", min_size=32, max_size=32)


def work_for(key: str, bits: int = BITS) -> str:
    """Return the first number that is the work for a key."""
    return next(str(number) for number in count() if is_done(key, str(number), bits))


@given(key=KEYS, number=st.integers(0, 10**LONGEST - 1), bits=st.integers(1, 12))
def test_it_is_done_when_the_hash_begins_with_so_many_zero_bits(key: str, number: int, bits: int) -> None:
    written = "".join(f"{byte:08b}" for byte in hashlib.sha256(f"{key}:{number}".encode()).digest())
    assert is_done(key, str(number), bits) is written.startswith("0" * bits)


@given(key=KEYS)
def test_what_was_found_for_one_key_is_found_again_and_more_is_harder(key: str) -> None:
    number = work_for(key, 6)
    assert all(is_done(key, number, bits) for bits in range(7))
    assert not is_done("", number, 0)


@given(key=st.text(), number=st.one_of(st.none(), st.integers(), st.text(st.characters()), st.binary()))
def test_whatever_is_sent_is_no_error(key: str, number: object) -> None:
    assert is_done(key, number) in (True, False)


@pytest.mark.parametrize(
    "number", ["", "-1", "+1", "1.0", " 1", "1\n", "٣", "1" * (LONGEST + 1), "0x1f", None, 7, b"7"]
)
def test_only_a_plain_number_is_a_number(number: object) -> None:
    assert not is_done("f" * 32, number, 0)


def test_hostile_strings_are_no_work() -> None:
    assert not any(is_done("f" * 32, raw) for raw in [*NAUGHTY, *OTHERS, *BROKEN])


def test_sixteen_bits_are_found_by_counting() -> None:
    number = work_for("0" * 32)
    assert is_done("0" * 32, number)
    assert not is_done("1" * 32, number)
