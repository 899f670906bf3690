"""What the recogniser returns, and the keys by which numbers and symbols are compared."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Form(StrEnum):
    """How a citation is written."""

    STATE = "state"  # 21/KH-UBND, 98/2023/NĐ-CP, 1486/SNV-TĐKT
    PARTY = "party"  # 34-CT/TW
    LAW = "law"  # a law by name and year
    BARE = "bare"  # a type and a number: "Chỉ thị 34"
    PLENUM = "plenum"  # "Nghị quyết Trung ương 4 khóa XII"


@dataclass(frozen=True, slots=True)
class Mention:
    """One citation in a text. Offsets count characters of the text given to `recognise`.

    `start:end` is what becomes a link ("Quyết định số 1526/QĐ-TTg"); `full_start:full_end` also
    takes in the articles before it and the date, issuer and term after it.
    """

    start: int
    end: int
    full_start: int
    full_end: int
    raw: str  # text[start:end]
    tail: str  # text[end:full_end]
    form: Form
    type_code: str = ""  # code of the type that the word names; "" when only a symbol stands
    number: str = ""  # as written, "08"
    symbol: str = ""  # in the right style, "KH-UBND", "CT/TW"
    symbol_key: str = ""  # "kh-ubnd", "ct-tw"; "" for bare forms and laws
    dated_number: bool = False  # the year stands inside the number: 98/2023/NĐ-CP
    year: int | None = None  # from the number itself or from "năm 2023" beside it
    year_hint: int | None = None  # from a sentence like "Ngày 16/1/2023, UBND tỉnh ban hành …"
    issued_on: date | None = None
    issuer: str = ""  # code of the issuer named beside it
    level: str = ""  # level of the issuer named: provincial, city, district, commune
    place: str = ""  # the place that issuer belongs to, as written
    term: str = ""  # Party term or legislature, "XII", "15"
    law_key: str = ""  # name of the law as words, "thi-đua-khen-thưởng"
    amending: bool = False  # an amending law: "Luật sửa đổi, bổ sung một số điều của …"
    articles: str = ""  # "Khoản 1 Điều 46"

    @property
    def number_key(self) -> str:
        """The number as it is compared."""
        return number_key(self.number)


_PIECES = re.compile(r"[^\W_][\w&]*")
CENTRAL = re.compile(r"\bT\.? ?(?:W|Ư)\b")


def number_key(number: str) -> str:
    """The number as it is compared: "08" and "8" are one number, "1.526" is 1526."""
    return number.strip().replace(".", "").casefold().lstrip("0") or ("0" if number.strip() else "")


def symbol_pieces(symbol: str) -> list[str]:
    """The parts of a symbol: "TTr-TT.HĐTĐKT" → TTr, TT, HĐTĐKT ("T.Ư" counts as one, TW)."""
    return _PIECES.findall(CENTRAL.sub("TW", symbol))
