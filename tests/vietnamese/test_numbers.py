from hypothesis import given
from hypothesis import strategies as st

from portal.vietnamese.numbers import whole_number
from tests.vietnamese.alphabet import either_text

DIGITS = "0123456789"


@given(number=st.integers(0, 999_999_999))
def test_what_is_written_in_digits_is_read(number: int) -> None:
    assert whole_number(str(number)) == number
    assert whole_number(str(number).zfill(9)) == number


@given(text=either_text | st.text("0123456789²³٣๓①½-+_. "))
def test_all_other_text_is_none(text: str) -> None:
    """Among it what ``str.isdigit`` or ``int`` would take: "²", "٣", "1_0", " 1", "-1"."""
    is_one = bool(text) and len(text) <= 9 and set(text) <= set(DIGITS)
    assert whole_number(text) == (int(text) if is_one else None)


def test_too_many_digits_are_none() -> None:
    assert whole_number("1234567890") is None
    assert whole_number("1234567890", 18) == 1_234_567_890
    assert whole_number("12345", 4) is None
    assert whole_number(None) is None
    assert whole_number("") is None
