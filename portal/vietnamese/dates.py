"""Dates as Vietnamese articles and documents write them, and as this portal writes them."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from portal.vietnamese.text import nfc

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


class FoundDate(NamedTuple):
    """A date in a text: ``text[start:end]`` is ``text``, from the weekday or "ngày" to the year."""

    start: int
    end: int
    date: date
    text: str


# The patterns run over the text as it is, so that offsets hold: accented letters are matched
# precomposed and decomposed. Every repetition is bounded, which keeps the search linear.
_S = r"\s{1,3}"
_NGAY = r"ng(?:à|a\u0300)y"
_THANG = r"th(?:á|a\u0301)ng"
_NAM = r"n(?:ă|a\u0306)m"
_WEEKDAY = (
    rf"(?<!\w)(?:th(?:ứ|ư\u0301|u\u031b\u0301){_S}"
    rf"(?:hai|ba|t(?:ư|u\u031b)|{_NAM}|s(?:á|a\u0301)u|b(?:ả|a\u0309)y|[2-7])"
    rf"|ch(?:ủ|u\u0309){_S}nh(?:ậ|ạ\u0302|â\u0323|a\u0323\u0302)t|t[2-7]|cn)"
)
_DAY = r"(?P<day>0?[1-9]|[12][0-9]|3[01])"
_MONTH = r"(?P<month>0?[1-9]|1[0-2])"
_YEAR = r"(?P<year>[12][0-9]{3})"
_STROKE = r"[^\S\n]{0,3}[-/–][^\S\n]{0,3}|\."

_DATE = re.compile(
    rf"(?<![0-9]){_DAY}(?P<sep>{_STROKE}|{_S}{_THANG}{_S}){_MONTH}"
    rf"(?:(?P<sep2>{_STROKE}|,?{_S}{_NAM}{_S}){_YEAR})?(?![0-9])",
    re.IGNORECASE,
)
_MONTH_ONLY = re.compile(
    rf"(?<!\w){_THANG}{_S}{_MONTH}(?:{_STROKE}|,?{_S}{_NAM}{_S}){_YEAR}(?![0-9])(?!/\w)",
    re.IGNORECASE,
)
# What stands before the figures and belongs to the date.
_LEAD = re.compile(
    rf"(?:{_WEEKDAY}\s{{0,3}},?\s{{0,3}})?"
    rf"(?:(?<!\w){_NGAY}{_S}(?:m(?:ù|u\u0300|ồ|ô\u0300|o\u0302\u0300)ng{_S})?)?\Z",
    re.IGNORECASE,
)
# What stands before figures without a year and says that they are a date all the same.
_EVIDENCE = re.compile(
    rf"(?:{_WEEKDAY}\s?\("
    r"|(?<!\w)(?:s(?:á|a\u0301)ng|tr(?:ư|u\u031b)a|chi(?:ề|ê\u0300|e\u0302\u0300)u"
    r"|t(?:ố|ô\u0301|o\u0302\u0301)i|đ(?:ê|e\u0302)m|h(?:ô|o\u0302)m)\s"
    rf"|(?<!\w){_NGAY}{_S}(?:[0-9]{{1,2}}\s?"
    r"(?:[-–,]|v(?:à|a\u0300)|đ(?:ế|ê\u0301|e\u0302\u0301)n)\s?){1,3})\Z",
    re.IGNORECASE,
)
# Between two dates of one range: "từ ngày 18/12 đến 20/12".
_BETWEEN = re.compile(r"\s?(?:-|–|và|đến|tới)(?: hết)?\s?", re.IGNORECASE)
_LUNAR = re.compile(r"\s{0,2}\(?(?:âm lịch|al\b)")
_OTHER_YEAR = re.compile(r"\s(?:h[àằ]ng năm|mỗi năm|năm (?:trước|ngoái|sau|tới))")
_BEFORE, _AFTER = 40, 24  # characters looked at around a date


def _stroke(separator: str | None) -> str:
    """Return the sign of a separator; "" for one in words or none."""
    sign = (separator or "").strip()
    return sign if len(sign) == 1 else ""


def _in_a_number(text: str, match: re.Match[str], end: int) -> bool:
    """Say whether the figures are a piece of something longer: 21/10/2023/QĐ-UBND, 1.2.3.2020."""
    sign = _stroke(match["sep"])
    before = text[max(0, match.start() - 2) : match.start()]
    if len(before) == 2 and before[0].isalnum() and before[1] in {sign, "/", "."}:
        return True
    after = text[end : end + 2]
    if len(after) < 2:
        return False
    return (after[0] == sign and after[1].isdigit()) or (
        (after[0] == "/" and after[1].isalpha()) or (after[0] in "-–" and after[1].isupper())
    )


def _spaced(separator: str) -> bool:
    return bool(_stroke(separator)) and separator != separator.strip()


def _read(text: str, match: re.Match[str], default_year: int | None, last: FoundDate | None) -> FoundDate | None:
    """Return the date that ``match`` tells, or None when it is no date after all."""
    sign, year, end = _stroke(match["sep"]), match["year"], match.end()
    if year and sign and _stroke(match["sep2"]) not in ("", sign):
        year, end = None, match.end("month")
    if _in_a_number(text, match, end):
        return None
    figures = match.start()
    lead = _LEAD.search(text, max(0, figures - _BEFORE), figures)
    start = lead.start() if lead else figures
    # "10 - 12 - 2020" and "10-12" are more often scores and ranges than dates.
    if sign in ("-", "–") and (not year or (start == figures and _spaced(match["sep"]))):
        return None
    if not year and start == figures and not _told(text, figures, last):
        return None
    after = nfc(text[end : end + _AFTER]).lower()
    if _LUNAR.match(after) or (not year and _OTHER_YEAR.match(after)):
        return None
    number = int(year) if year else default_year
    try:
        found = date(number, int(match["month"]), int(match["day"])) if number else None
    except (ValueError, OverflowError):
        return None
    return FoundDate(start, end, found, text[start:end]) if found else None


def _told(text: str, figures: int, last: FoundDate | None) -> bool:
    """Say whether figures without a year, as in 18/12, are told to be a date by what precedes."""
    if _EVIDENCE.search(text, max(0, figures - _BEFORE), figures):
        return True
    return bool(last and figures - last.end < _BEFORE and _BETWEEN.fullmatch(nfc(text[last.end : figures])))


def _dates(text: str, default_year: int | None) -> Iterator[FoundDate]:
    position, last = 0, None
    while match := _DATE.search(text, position):
        found = _read(text, match, default_year, last)
        if found:
            last = found
            yield found
        # After figures that are no date, another date may start with their second number.
        position = found.end if found else match.end("day")


def find_dates(text: str, default_year: int | None = None) -> list[FoundDate]:
    """Return the dates in ``text`` in order; offsets count in ``text`` as it is given.

    Known shapes: 09/12/2022, 7/4/2014, 3.2.2018, 01-10-1997, "ngày 31 tháng 12 năm 2023", "ngày
    18/12 năm 2023", each also after a weekday ("Thứ Hai, 08/01/2024"), and, only when
    ``default_year`` is given, dates without a year: "ngày 18/12", "sáng 18/12". Days that do not
    exist (31/02), lunar dates, periods (2021-2025) and document numbers are not dates.
    """
    return list(_dates(text, default_year))


def find_months(text: str) -> list[FoundDate]:
    """Return the months in ``text`` outside dates ("tháng 3/2023"), each as its first day."""
    taken = {found.end for found in _dates(text, None)}
    return [
        FoundDate(match.start(), match.end(), date(int(match["year"]), int(match["month"]), 1), match[0])
        for match in _MONTH_ONLY.finditer(text)
        if match.end() not in taken
    ]


def _local(moment: datetime) -> datetime:
    return moment.astimezone(VIETNAM) if moment.tzinfo else moment


def long_time(moment: datetime) -> str:
    """Return "Thứ Hai, 08/01/2024 | 15:52" in Vietnamese time, which a naive ``moment`` is in."""
    moment = _local(moment)
    day = f"{moment.day:02d}/{moment.month:02d}/{moment.year:04d}"
    return f"{WEEKDAYS[moment.weekday()]}, {day} | {moment.hour:02d}:{moment.minute:02d}"


def long_date(day: date) -> str:
    """Return "Thứ Hai, ngày 8 tháng 1 năm 2024" (an aware datetime: its day in Vietnam)."""
    if isinstance(day, datetime):
        day = _local(day).date()
    return f"{WEEKDAYS[day.weekday()]}, ngày {day.day} tháng {day.month} năm {day.year}"
