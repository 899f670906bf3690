"""What readers write is stored whole in NFC, or refused in Vietnamese."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.intake.words import Refused, clean, count_links
from tests.intake.hostile import BROKEN, NAUGHTY, OTHERS, VIETNAMESE


def is_storable(text: str) -> bool:
    """Tell whether a text is what :func:`clean` promises."""
    return (
        unicodedata.is_normalized("NFC", text)
        and not any(unicodedata.category(char) in ("Cc", "Cf", "Cs") for char in text.replace("\n", ""))
        and text == text.strip()
        and bool(text.encode("utf-8") or True)
    )


@pytest.mark.parametrize("lines", [True, False])
def test_naughty_strings_are_stored_in_nfc_or_refused(lines: bool) -> None:
    for raw in [*NAUGHTY, *OTHERS]:
        if len(raw) >= 1_000_000:
            with pytest.raises(Refused, match="Dài quá"):
                clean(raw, most=2000, lines=lines)
            continue
        text = clean(raw, most=2000, lines=lines)
        assert is_storable(text), ascii(raw)
        assert lines or "\n" not in text


@pytest.mark.parametrize("raw", [*BROKEN, None, 7, b"ab"])
def test_what_no_client_sends_is_refused_as_broken(raw: object) -> None:
    with pytest.raises(Refused) as refusal:
        clean(raw, most=2000)
    assert refusal.value.broken


@given(st.text(max_size=80))
def test_cleaning_twice_changes_nothing(raw: str) -> None:
    try:
        once = clean(raw, most=60)
    except Refused:
        return
    assert is_storable(once)
    assert clean(once, most=60) == once


def test_decomposed_vietnamese_is_the_same_text() -> None:
    assert clean(unicodedata.normalize("NFD", VIETNAMESE), most=len(VIETNAMESE)) == VIETNAMESE


def test_more_than_three_marks_are_cut_off() -> None:
    assert clean("x" + "\u0301" * 100 + "ệ", most=10) == "x\u0301\u0301\u0301ệ"


def test_lines_stay_and_empty_ones_do_not_pile_up() -> None:
    assert clean("một  \r\n\r\n\r\n\r\n hai\nba", most=50) == "một\n\nhai\nba"
    assert clean("một\n\nhai", most=50, lines=False) == "một hai"


@pytest.mark.parametrize(("raw", "says"), [("", "Xin điền vào đây."), ("\u200b", "Xin điền"), ("a", "Ngắn quá")])
def test_too_little_is_refused(raw: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        clean(raw, most=10, least=2)


def test_addresses_are_counted() -> None:
    assert count_links("xem https://a.vn và http://b.vn, www.c.vn; không phải a.vn") == 3
