import time
import unicodedata
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.vietnamese.dates import FoundDate, find_dates, find_months, long_date, long_time
from tests.vietnamese.alphabet import either_text

SHAPES = [
    "{d:02}/{m:02}/{y}", "{d}/{m}/{y}", "{d}.{m}.{y}", "{d:02}-{m:02}-{y}", "{d:02}–{m:02}–{y}",
    "ngày {d} tháng {m} năm {y}", "Ngày {d:02} tháng {m:02}, năm {y}", "NGÀY {d} THÁNG {m} NĂM {y}",
    "ngày {d}/{m} năm {y}", "ngày {d} tháng {m}/{y}", "ngày\u00a0{d}/{m}/{y}", "{d} / {m} / {y}",
    "Thứ Hai, {d:02}/{m:02}/{y}", "T5, {d:02}/{m:02}/{y}", "Chủ nhật, ngày {d} tháng {m} năm {y}",
    "thứ 7 ngày {d}/{m}/{y}", "CN, {d}/{m}/{y}", "ngày mùng {d}/{m}/{y}",
]  # fmt: skip
AROUND = [("", ""), ("Quyết định số 1526/QĐ-TTg, ", " của Thủ tướng"), ("(", ")"), ("“", "”."),
          ("từ ", " - 15:52"), ("\n", "\n"), ("lúc ", ", ")]  # fmt: skip


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from(SHAPES), st.sampled_from(AROUND))
def test_every_shape_is_found_where_it_stands(day, shape, around):
    before, after = around
    expression = shape.format(d=day.day, m=day.month, y=day.year)
    for form in ("NFC", "NFD"):
        prefix = unicodedata.normalize(form, before)
        written = unicodedata.normalize(form, expression)
        text = prefix + written + unicodedata.normalize(form, after)
        place = len(prefix)
        assert find_dates(text) == [FoundDate(place, place + len(written), day, written)]


@given(either_text, st.none() | st.integers(-5, 12_000))
def test_any_text_gives_right_offsets(text, year):
    end = 0
    for found in find_dates(text, year):
        assert text[found.start : found.end] == found.text
        assert found.start >= end
        end = found.end


@pytest.mark.parametrize(
    "text",
    [
        "giai đoạn 2021-2025", "giai đoạn 2022 - 2025", "nhiệm kỳ 2020–2025", "31/02/2020",
        "ngày 31 tháng 4 năm 2023", "29/02/2023", "0/1/2023", "1/13/2023", "98/2023/NĐ-CP",
        "06/2022/QH15", "23/2015/TTLT-BGDĐT-BNV", "31/2020/QĐ-UBND", "21/10/2023/QĐ-UBND",
        "1.2.3.2020", "ngày 1.500 người", "đạt 3/4 chỉ tiêu", "ngày 10/3 âm lịch",
        "ngày 10/3/2023 (âm lịch)", "ngày 11/6 hằng năm", "ngày 18/12/23", "tháng 3/2023",
        "ngày … tháng … năm 2023", "10 - 12 - 2020", "Chỉ thị 34", "112/12/2023", "1/2/20233",
    ],
)  # fmt: skip
def test_not_a_date(text):
    assert find_dates(text, 2023) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ngày 18/12", [("ngày 18/12", (12, 18))]),
        ("sáng 18/12, tại", [("18/12", (12, 18))]),
        ("thứ Sáu (18/12)", [("18/12", (12, 18))]),
        ("ngày 18 tháng 12", [("ngày 18 tháng 12", (12, 18))]),
        ("từ ngày 18/12 đến 20/12", [("ngày 18/12", (12, 18)), ("20/12", (12, 20))]),
        ("các ngày 9 và 10/12", [("10/12", (12, 10))]),
        ("ngày 10-12/6", [("12/6", (6, 12))]),
        ("ngày 29/02", []),
    ],
)
def test_dates_without_a_year_need_one(text, expected):
    found = [(f.text, (f.date.month, f.date.day)) for f in find_dates(text, 2023)]
    assert found == expected
    assert find_dates(text) == []


@pytest.mark.parametrize(
    "text",
    ["01/02/2023-05/02/2023", "01/02/2023 - 05/02/2023", "từ 01/02/2023 đến ngày 05/02/2023"],
)
def test_both_ends_of_a_range(text):
    assert [f.date for f in find_dates(text)] == [date(2023, 2, 1), date(2023, 2, 5)]


def test_months():
    text = "ngày 5 tháng 3 năm 2023, tháng 4/2023 và Tháng 5 năm 2024"
    found = find_months(text)
    assert [(f.text, f.date) for f in found] == [
        ("tháng 4/2023", date(2023, 4, 1)),
        ("Tháng 5 năm 2024", date(2024, 5, 1)),
    ]
    assert all(text[f.start : f.end] == f.text for f in found)


def test_written_dates():
    assert long_date(date(2024, 1, 8)) == "Thứ Hai, ngày 8 tháng 1 năm 2024"
    assert long_date(date(2024, 1, 7)) == "Chủ nhật, ngày 7 tháng 1 năm 2024"
    assert long_time(datetime(2024, 1, 8, 8, 52, tzinfo=UTC)) == "Thứ Hai, 08/01/2024 | 15:52"
    assert long_time(datetime(2024, 1, 8, 15, 52)) == "Thứ Hai, 08/01/2024 | 15:52"
    assert long_date(datetime(2024, 1, 7, 20, tzinfo=UTC)) == "Thứ Hai, ngày 8 tháng 1 năm 2024"


@given(st.datetimes(datetime(1976, 1, 1), datetime(2199, 12, 31)))
def test_what_we_write_we_read(moment):
    assert [f.date for f in find_dates(long_time(moment))] == [moment.date()]
    assert [f.date for f in find_dates(long_date(moment))] == [moment.date()]


@pytest.mark.parametrize(
    "piece",
    ["1/1", "1 ", "1   /   1  ", "ngày ", "1/2/", "thứ ", "1/2/2020-"],
    ids=repr,
)
def test_hostile_text_takes_linear_time(piece):
    # A quadratic step would need minutes here; the bound only has to tell the two apart.
    started = time.perf_counter()
    find_dates(piece * 50_000, 2020)
    find_months(piece * 50_000)
    assert time.perf_counter() - started < 10
