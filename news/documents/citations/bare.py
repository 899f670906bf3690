"""Citations without a symbol: "Chỉ thị 34 của Bộ Chính trị", "Quyết định số 16", and the resolutions
of a plenum: "Nghị quyết Trung ương 4 (khóa XII)"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from news.documents.citations.mention import Form
from news.documents.citations.vocabulary import Vocabulary

# Types that are cited by number alone. A programme or a project with a number ("Chương trình 135",
# "Đề án 5 năm") is a name, not a document number.
_CITED = (
    "nghi-dinh",
    "nghi-quyet",
    "quyet-dinh",
    "chi-thi",
    "ke-hoach",
    "ket-luan",
    "thong-tu",
    "thong-tu-lien-tich",
    "huong-dan",
    "quy-dinh",
    "cong-van",
    "to-trinh",
    "thong-bao",
    "bao-cao",
    "thong-tri",
    "cong-dien",
    "luat",
)
_WORDY = frozenset({"thong-bao", "bao-cao", "luat"})  # numbered things of these need "số"
_SHORTS = {
    "NQ": "nghi-quyet",
    "QĐ": "quyet-dinh",
    "CT": "chi-thi",
    "NĐ": "nghi-dinh",
    "KL": "ket-luan",
    "KH": "ke-hoach",
    "TT": "thong-tu",
    "CV": "cong-van",
}
_GENERAL_LAW = frozenset({"nghi-dinh", "thong-tu", "luat"})

# What is counted, not numbered: "Kế hoạch 5 năm", "Quyết định 3 nội dung", "kế hoạch 100 tỷ đồng".
_COUNTED = re.compile(
    r" ?%| (?:năm|tháng|tuần|giờ|quý|ngày(?! \d)|điểm|nội dung|nhiệm vụ|giải pháp|nhóm|mục tiêu|chỉ tiêu"
    r"|tiêu chí|vấn đề|việc|phần|bước|giai đoạn|đợt|đồng|nghìn|ngàn|triệu|tỷ|tỉ|người|cá nhân|tập thể"
    r"|đơn vị|xã|phường|huyện|tỉnh|thôn|ấp|bản|hộ|con|cây|công trình|phong trào|mô hình|dự án|đề án"
    r"|chương trình|sự kiện|hoạt động|lĩnh vực|ngành|cấp|khâu|trường hợp|đồng chí|cán bộ|đại biểu|suất"
    r"|ha|km|m2|tấn|trọng tâm|chuyên đề|danh hiệu|hình thức|bằng khen|lần|loại|hạng|trang|văn bản)(?!\w)",
    re.I,
)
_FOLLOWS = re.compile(r"(?: ?[,(])? ?(?:của|ngày|do|khóa|khoá)(?!\w)", re.I)
_YEAR_ALONE = re.compile(r"(?:19[4-9]|20[0-4])\d$")
_PLENUM = re.compile(
    r"(?<!\w)nghị quyết (?:của )?(?:hội nghị )?(?:(?:lần thứ )?(?P<before>\d{1,2}|[IVX]{1,5}) )?"
    r"(?:ban chấp hành |bch )?(?:trung ương|tw)(?: đảng)?(?: (?:lần thứ )?(?P<after>\d{1,2}|[IVX]{1,5})(?!\w))?",
    re.I,
)
_PLENUM_TERM = re.compile(
    r"[ ,]{1,2}\(?(?:khóa|khoá) ([IVX]{1,5})(?!\w)(?P<more>, (?:khóa |khoá )?[IVX]{1,5}(?!\w))?\)?", re.I
)


@dataclass(frozen=True, slots=True)
class Unsigned:
    """A citation without a symbol, in flat text."""

    start: int
    end: int
    form: Form
    type_code: str
    number: str
    year: int | None = None
    term: str = ""


def bare_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    """The pattern for a vocabulary (type names are editable)."""
    names = sorted(
        (name for code in _CITED if code in vocabulary.types for name in vocabulary.types[code].names),
        key=len,
        reverse=True,
    )
    words = "|".join(re.escape(name) for name in names)
    shorts = "|".join(_SHORTS)
    return re.compile(
        rf"(?<!\w)(?:(?P<word>(?i:{words}))|(?P<short>{shorts}))(?P<tie> (?:(?i:số)[: ]{{1,2}})?)"
        r"(?P<number>\d{1,5})(?:/(?P<year>(?:19|20)\d\d))?(?![\w/])(?![.,-]\d)(?! ?[-/] ?[A-ZĐ]{2})"
    )


def find_bare(text: str, vocabulary: Vocabulary, pattern: re.Pattern[str] | None = None) -> Iterator[Unsigned]:
    """Bare citations of flat text, in order; counted things and years are passed over."""
    pattern = pattern or bare_pattern(vocabulary)
    by_name = {
        name.casefold(): code for code in _CITED if code in vocabulary.types for name in vocabulary.types[code].names
    }
    for match in pattern.finditer(text):
        word = match.group("word")
        code = by_name[word.casefold()] if word else _SHORTS[match.group("short")]
        if _is_cited(match, text, code):
            year = match.group("year")
            yield Unsigned(
                match.start(),
                match.end(),
                Form.BARE,
                code,
                match.group("number"),
                int(year) if year else None,
            )


def _is_cited(match: re.Match[str], text: str, code: str) -> bool:
    says_number = len(match.group("tie")) > 1
    if match.group("year"):
        return says_number or bool(match.group("word")) or code in _GENERAL_LAW
    if says_number:
        return True
    if code in _WORDY or _YEAR_ALONE.match(match.group("number")):
        return False
    if _COUNTED.match(text, match.end(), match.end() + 24):
        return False
    word = match.group("word")
    if word and word[0].isupper():
        return True
    return bool(_FOLLOWS.match(text, match.end(), match.end() + 16))


def find_plenums(text: str) -> Iterator[Unsigned]:
    """Resolutions known by their plenum; with several terms named, the term stays open."""
    for match in _PLENUM.finditer(text):
        number = match.group("after") or match.group("before")
        if not number:
            continue
        term = _PLENUM_TERM.match(text, match.end(), match.end() + 40)
        named = term.group(1).upper() if term and not term.group("more") else ""
        end = term.end() if term and named else match.end()
        yield Unsigned(match.start(), end, Form.PLENUM, "nghi-quyet", number.upper(), None, named)
