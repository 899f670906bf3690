"""What one line of an article says about it: a date, an author, a source, a caption, a heading.

Each function looks at one line and answers with a value or nothing. Where a line may stand (head, middle,
tail) is the parser's business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from portal.vietnamese.dates import find_dates

_CLOCK = re.compile(
    r"(?<!\d)(?P<hour>[01]?\d|2[0-3])\s*(?::|h|giờ)\s*(?P<minute>[0-5]\d)(?!\d)(?::[0-5]\d)?\s*['’]?(?:\s*phút)?\s*(?P<half>[ap]m|sa|ch)?\b",
    re.IGNORECASE,
)
_ISO_DAY = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?:T(?=\d))?"
)
_DATE_WORDS = re.compile(
    r"thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|cập nhật(?: lần cuối)?"
    r"|(?:ngày )?(?:đăng|xuất bản|tạo)(?: tin| bài)?|đăng (?:ngày|lúc)|ngày|lúc|gmt\s*\+?\d*|[|,;:()•·/+\s–-]",
    re.IGNORECASE,
)
_PLACE_BEFORE_DATE = re.compile(r"^[^,\d]{2,40},\s*(?=ngày\s)")

_LONGEST_CAPTION = 600
_CREDIT = re.compile(
    r"(?:^|[\s(.,;–-])[(\[]?\s*(?:nguồn\s+)?(?:ảnh|ảnh và video|photo)\s*[:：]\s*(?P<credit>[^\n]{1,80}?)\s*[)\]]?\s*$",
    re.IGNORECASE,
)
_STOCK_CREDIT = re.compile(
    r"[(\[]\s*(?P<credit>ảnh (?:minh họa|tư liệu|chụp màn hình|internet))\s*[)\]]?\.?$", re.IGNORECASE
)
_SCENE = re.compile(
    r"(?:(?:quang|toàn) cảnh|các đại biểu|đại biểu (?:dự|tham dự|chụp)|ảnh (?:minh họa|tư liệu|\d+)\b)"
    r"|chụp ảnh lưu niệm"
    r"|.{5,150}(?:phát biểu (?:\S+ ){0,4}tại|chụp ảnh lưu niệm|trao (?:\S+ ){1,12}cho|tặng hoa)\b",
    re.IGNORECASE,
)

_BYLINE_LABEL = re.compile(
    r"^(?:tác giả|người viết|người thực hiện|thực hiện|biên tập|tin,? bài(?:,? ảnh)?|bài(?: và|,)? ảnh"
    r"|tin(?: và|,)? ảnh|bài viết|tin|bài)\s*:\s*(?P<name>\S.{0,80})$",
    re.IGNORECASE,
)
_PEN_NAMES = re.compile(
    r"(?:p\.?\s?v\.?|ctv|bbt|btv|nhóm (?:pv|p\.v|phóng viên)|phóng viên|ban biên tập|biên tập viên|cộng tác viên"
    r"|tổng hợp)(?:\s*\(?(?:tổng hợp|biên soạn|thực hiện)\)?)?\.?",
    re.IGNORECASE,
)
_CONNECTORS = frozenset(["và", "&", "-", "–", ",", "(", ")", "ctv", "pv", "p.v"])
_UNIT_START = (
    "Sở|Ban|Phòng|Văn phòng|UBND|HĐND|Hội|Đài|Trung tâm|Báo|Tạp chí|Huyện|Thị xã|Thành phố|Xã|Phường|Đặc khu|Công đoàn"
    "|LĐLĐ|Liên đoàn|MTTQ|Ủy ban|Trường|Công ty|Chi cục|Cục|Bộ|Công an|Đoàn|Thành đoàn|Tỉnh đoàn|Tỉnh ủy|Đảng ủy"
    "|Đảng bộ|Bệnh viện|Hợp tác xã|TTXVN"
)
_WITH_UNIT = re.compile(
    rf"^(?P<name>[^()–-]{{2,50}}?)\s*(?:[–-]|\(|,)\s*(?P<unit>(?:{_UNIT_START})\b[^()]{{2,80}})\)?$"
)

_URL = re.compile(r"https?://[^\s<>\"“”)\]]+", re.IGNORECASE)
_SOURCE_LABEL = re.compile(
    r"^[(\[]?\s*(?:nguồn(?: tin| bài)?|link(?: gốc)?|xem bài gốc)\s*:\s*(?P<name>.+?)\s*[)\]]?\.?$", re.IGNORECASE
)
_SOURCE_BRACKETS = re.compile(r"^[(\[]\s*(?P<name>theo:?\s+.{2,200}?)\s*[)\]]\.?$", re.IGNORECASE)
_SOURCE_BARE = re.compile(
    r"^Theo:?\s+(?P<name>(?:Báo|Tạp chí|Đài|TTXVN|Cổng|Trang|[A-ZĐ]\w*\.\w+|[A-ZĐ]{2,}|tài liệu)\b.{0,70})$"
)
_DATELINE = re.compile(r"^\(\s*(?P<publisher>[^()]{2,60}?)\s*\)\s*[-–—:.]\s*(?=\S)")

_ROMAN = re.compile(r"^(?:[IVX]{1,5}|[A-H])\s*[.\-–/)]\s+\S")
_NUMBERED = re.compile(r"^\d{1,2}(?:\.\d{1,2}){0,2}\s*[.\-–/)]\s+\S")
_SENTENCE_END = re.compile(r"[.!?…:;,](?:[\"”’)\]])*$")
_INNER_STOP = re.compile(r"[a-zà-ỹđ\d][.!?…]+\s+[A-ZĐÀ-Ỹ\d“\"]")


@dataclass(frozen=True, slots=True)
class When:
    """A date line: the day and, where stated, (hour, minute)."""

    day: date | None
    clock: tuple[int, int] | None = None


def date_line(text: str) -> When | None:
    """The date and time of a line that says nothing else; None for any other line.

    A line holding only a time gives ``When(None, clock)``; an impossible date is no date.
    """
    if len(text) > 120:
        return None
    day, rest = _take_day(_PLACE_BEFORE_DATE.sub("", text))
    clock, rest = _take_clock(rest)
    if (day or clock) and not _DATE_WORDS.sub("", rest):
        return When(day, clock)
    return None


def _take_day(text: str) -> tuple[date | None, str]:
    if match := _ISO_DAY.search(text):
        try:
            day = date(int(match["year"]), int(match["month"]), int(match["day"]))
        except ValueError:
            return None, text
        return day, text[: match.start()] + " " + text[match.end() :]
    for found in find_dates(text):
        if found.date.year >= 1900 and re.search(r"\d{4}", found.text):
            return found.date, text[: found.start] + " " + text[found.end :]
    return None, text


def _take_clock(text: str) -> tuple[tuple[int, int] | None, str]:
    match = _CLOCK.search(text)
    if not match:
        return None, text
    hour, half = int(match["hour"]), (match["half"] or "").lower()
    if half in ("pm", "ch") and hour < 12:
        hour += 12
    elif half in ("am", "sa") and hour == 12:
        hour = 0
    return (hour, int(match["minute"])), text[: match.start()] + " " + text[match.end() :]


def split_credit(text: str) -> tuple[str, str]:
    """Caption and credit: "Lễ trao cờ. Ảnh: K.K" → ("Lễ trao cờ.", "K.K"); no credit gives ""."""
    if len(text) > _LONGEST_CAPTION:
        return text, ""
    for pattern in (_CREDIT, _STOCK_CREDIT):
        if match := pattern.search(text):
            caption = text[: match.start()].rstrip(" (-–,;")
            if text[match.start()] == ".":
                caption += "."
            return caption, match["credit"].strip(" ()[]")
    return text, ""


def has_credit(text: str) -> bool:
    """Whether a line is a photo caption because it ends with a credit."""
    return len(text) <= 400 and bool(split_credit(text)[1])


def is_scene(text: str) -> bool:
    """Whether a short unpunctuated line tells what a photo shows ("Quang cảnh hội nghị")."""
    return len(text) <= 200 and not ends_sentence(text) and not is_capitals(text) and bool(_SCENE.match(text))


def labelled_byline(text: str) -> str:
    """The name after "Tác giả:", "Tin, ảnh:" and the like, else ""."""
    match = _BYLINE_LABEL.match(text)
    return match["name"].strip() if match and is_name(match["name"]) else ""


def label_covers_photo(text: str) -> bool:
    """Whether a byline label names the photographer too ("Bài, ảnh: …")."""
    match = _BYLINE_LABEL.match(text)
    return bool(match) and "ảnh" in text[: match.start("name")].lower()


def is_name(text: str) -> bool:
    """Whether a line can be an author: a pen name, or one to ten words that all begin with a capital."""
    text = text.strip()
    if not 2 <= len(text) <= 90:
        return False
    if _PEN_NAMES.fullmatch(text):
        return True
    unit = _WITH_UNIT.match(text)
    words = re.findall(r"[^\s,()]+", unit["name"] if unit else text)
    names = [word for word in words if word.lower() not in _CONNECTORS]
    if not 1 <= len(names) <= (6 if unit else 8) or re.search(r"[\d:;!?/“”\"…]", text) or (len(text) > 60 and not unit):
        return False
    if text.endswith(".") and len(names[-1]) > 3:
        return False
    return all(word[0].isupper() for word in names)


def split_unit(text: str) -> tuple[str, str]:
    """Author and unit: "Lê An - Sở Nội vụ" → ("Lê An", "Sở Nội vụ")."""
    match = _WITH_UNIT.match(text.strip())
    return (match["name"].strip(), match["unit"].strip()) if match else (text.strip(), "")


def source_line(text: str) -> tuple[str, str]:
    """(name, address) of a source line such as "(Theo tài liệu của …)", "Nguồn: …", "https://…"; ("", "") if none."""
    match = _SOURCE_LABEL.match(text) or _SOURCE_BRACKETS.match(text) or _SOURCE_BARE.match(text)
    url = _URL.search(text)
    address = clean_url(url[0]) if url else ""
    if match:
        name = match["name"] if match.re is not _SOURCE_BARE else match[0]
        return _URL.sub("", name).strip(" -–,:;()"), address
    if address and not text.replace(url[0], "").strip(" .()<>"):
        return "", address
    return "", ""


def clean_url(url: str) -> str:
    """``url`` when it is a plain web address with a host name, else ""."""
    url = url.rstrip(".,;:!?'’")
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  raises on nonsense
    except ValueError:
        return ""
    ok = parts.scheme.lower() in ("http", "https") and "." in (parts.hostname or "") and "@" not in parts.netloc
    return url if ok else ""


def host_of(url: str) -> str:
    """The host of an address without "www."."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def split_dateline(text: str) -> tuple[str, str]:
    """("Báo X", rest) for "(Báo X) - rest"; ("", text) otherwise."""
    match = _DATELINE.match(text)
    return (match["publisher"], text[match.end() :]) if match else ("", text)


def is_capitals(text: str) -> bool:
    """Whether a line is written in capitals (a heading, if text follows it)."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 4 and sum(char.isupper() for char in letters) >= 0.9 * len(letters)


def numbered_level(text: str) -> int:
    """2 for "I. …", 3 for "1. …" or "2.1. …" when the line is short and no sentence; else 0."""
    if len(text) > 160 or ends_sentence(text):
        return 0
    return 2 if _ROMAN.match(text) else 3 if _NUMBERED.match(text) else 0


def is_dash_item(text: str) -> bool:
    """Whether a line begins like a list item typed by hand."""
    return bool(re.match(r"[-–+•*·]\s*\S|[a-zđ]\)\s", text))


def ends_sentence(text: str) -> bool:
    """Whether a line ends with punctuation."""
    return bool(_SENTENCE_END.search(text))


def is_single_sentence(text: str) -> bool:
    """Whether a line holds no full stop inside."""
    return not _INNER_STOP.search(text)


def is_prose(text: str) -> bool:
    """Whether a line is running text: a long line, or a whole sentence of some length."""
    return len(text) >= 160 or (len(text) >= 50 and ends_sentence(text))
