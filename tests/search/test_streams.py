import time
import unicodedata

import pytest
from hypothesis import given

from portal.vietnamese.text import fold
from search.numbers import number_tokens
from search.streams import BREAK, join, streams
from tests.vietnamese.alphabet import either_text


@given(either_text)
def test_streams_run_side_by_side_and_do_not_depend_on_how_the_text_is_encoded(text):
    made = streams(text)
    assert len(made.exact) == len(made.folded)
    assert len(made.pairs) == max(0, len(made.exact) - 1)
    assert not any(" " in token or not token for stream in (made.exact, made.folded) for token in stream)
    assert streams(unicodedata.normalize("NFD", text)) == streams(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *[("hoà thuận", "hòa thuận"), ("thuỷ lợi", "thủy lợi"), ("ĐỔI MỚI", "đổi mới")],
        *[("lí luận", "lý luận"), ("quí", "quý"), ("kĩ thuật", "kỹ thuật"), ("quỷ", "quỉ"), ("hi sinh", "hy sinh")],
    ],
)
def test_two_spellings_of_a_word_are_one_token(one, other):
    assert streams(one) == streams(other)


@pytest.mark.parametrize(("one", "other"), [("thủy", "thủi"), ("tay", "tai"), ("thi", "thị"), ("quả", "của")])
def test_other_words_stay_apart(one, other):
    assert streams(one).exact != streams(other).exact


def test_folded_is_what_is_typed_without_accents():
    text = "Ủy ban nhân dân tỉnh Điện Biên tặng Bằng khen cho 21 tập thể"
    assert streams(text).folded == streams(fold(text)).folded == streams(fold(text)).exact


def test_no_pair_reaches_from_one_text_into_the_next():
    joined = join([streams("thi đua"), streams(""), streams("khen thưởng")])
    assert joined.exact == ["thi", "đua", BREAK, "khen", "thưởng"]
    assert joined.pairs == ["thi_dua", "khen_thuong"]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Quyết định số 1526/QĐ-TTg ngày 09/12/2022", ["1526", "1526.qd", "1526.qd.ttg"]),
        ("1526/qd-ttg", ["1526", "1526.qd", "1526.qd.ttg"]),
        ("1526 / QĐ-TTg", ["1526", "1526.qd", "1526.qd.ttg"]),
        ("1526/QĐ–TTg", ["1526", "1526.qd", "1526.qd.ttg"]),
        ("Chỉ thị 34-CT/TW", ["34", "34.ct", "34.ct.tw"]),
        ("71/KL/TW", ["71", "71.kl", "71.kl.tw"]),
        ("31/2020/QĐ-UBND", ["31", "31.qd", "31.qd.ubnd", "31.2020", "31.2020.qd", "31.2020.qd.ubnd"]),
        ("số 06/2022/QH15", ["6", "6.qh15", "6.2022", "6.2022.qh15"]),
        ("285/TTr-TT.HĐTĐKT", ["285", "285.ttr", "285.ttr.tt", "285.ttr.tt.hdtdkt"]),
        ("nhiệm kỳ 2020-2025, ngày 09/12/2022, năm 2022 - kế hoạch", []),
        ("70% trong 1.250 hộ, 24/7", []),
    ],
)
def test_document_numbers_are_tokens_of_their_own(text, tokens):
    assert number_tokens(text) == tokens


@pytest.mark.parametrize("piece", ["1/a", "a ", "\"'", "1526/QĐ-TTg ", "\u0301", "hoà", "1-a.", "/-", "ủ"])
def test_long_input_takes_time_in_proportion(piece):
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        started = time.perf_counter()
        streams(text)
        return time.perf_counter() - started

    seconds(1_000)
    assert seconds(200_000) < 2.0 + 40 * seconds(20_000)
