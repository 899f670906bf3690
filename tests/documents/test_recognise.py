"""What the recogniser finds, what it leaves alone, and how long it takes."""

import time
import unicodedata
from datetime import date

import pytest

from news.documents.citations.mention import number_key
from news.documents.citations.recognise import Form, Mention, recognise
from tests.tools import SAMPLES, needs_samples


def only(text: str) -> Mention:
    """The one mention of a text."""
    mentions = recognise(text)
    assert len(mentions) == 1, [mention.raw for mention in mentions]
    return mentions[0]


@pytest.mark.parametrize(
    ("text", "form", "number", "symbol", "year"),
    [
        ("Kế hoạch số 21/KH-UBND", Form.STATE, "21", "KH-UBND", None),
        ("Nghị định số 98/2023/NĐ-CP", Form.STATE, "98", "NĐ-CP", 2023),
        ("Luật số 06/2022/QH15", Form.STATE, "06", "QH15", 2022),
        ("237/NQ-UBTVQH16", Form.STATE, "237", "NQ-UBTVQH16", None),
        ("2207/QĐ-CTN", Form.STATE, "2207", "QĐ-CTN", None),
        ("16/VBHN-VPQH", Form.STATE, "16", "VBHN-VPQH", None),
        ("công văn 1486/SNV-TĐKT", Form.STATE, "1486", "SNV-TĐKT", None),
        ("442/STTTT-TTBCXB", Form.STATE, "442", "STTTT-TTBCXB", None),
        ("Văn bản số 1151/BTĐKT-P.I", Form.STATE, "1151", "BTĐKT-P.I", None),
        ("Tờ trình số 285/TTr-TT.HĐTĐKT", Form.STATE, "285", "TTr-TT.HĐTĐKT", None),
        ("CV số 36/HĐTĐKT", Form.STATE, "36", "HĐTĐKT", None),
        ("Số: 31/2020/QĐ-UBND.", Form.STATE, "31", "QĐ-UBND", 2020),
        ("Thông tư liên tịch số 23/2015/TTLT-BGDĐT-BNV", Form.STATE, "23", "TTLT-BGDĐT-BNV", 2015),
        ("Chỉ thị số 34-CT/TW", Form.PARTY, "34", "CT/TW", None),
        ("08-CT/TU", Form.PARTY, "08", "CT/TU", None),
        ("3257-CV/VPTW", Form.PARTY, "3257", "CV/VPTW", None),
        ("24-BS/UBKTTU", Form.PARTY, "24", "BS/UBKTTU", None),
        ("09-KL/BCĐ", Form.PARTY, "09", "KL/BCĐ", None),
        ("Kế hoạch số 12/KH-BCĐ", Form.STATE, "12", "KH-BCĐ", None),
    ],
)
def test_full_forms(text: str, form: Form, number: str, symbol: str, year: int | None) -> None:
    found = only(text)
    assert (found.form, found.number, found.symbol, found.year) == (form, number, symbol, year)


@pytest.mark.parametrize(
    ("text", "form", "number", "symbol", "key"),
    [
        ("Kết luận số 71/KL/TW", Form.PARTY, "71", "KL/TW", "kl-tw"),
        ("Quyết định 771-QĐ/TTg", Form.STATE, "771", "QĐ-TTg", "qđ-ttg"),
        ("Quyết định 1306/QĐ.UB", Form.STATE, "1306", "QĐ-UB", "qđ-ub"),
        ("Kế hoạch số 21/KH – UBND", Form.STATE, "21", "KH-UBND", "kh-ubnd"),
        ("Kế hoạch số 21/KH‑UBND", Form.STATE, "21", "KH-UBND", "kh-ubnd"),
        ("34 - CT/TW", Form.PARTY, "34", "CT/TW", "ct-tw"),
        ("Chỉ thị số 34-CT/T.Ư", Form.PARTY, "34", "CT/TW", "ct-tw"),
        ("Chỉ thị số 34-CT/TƯ", Form.PARTY, "34", "CT/TW", "ct-tw"),
        ("QD 1526/QD-TTg", Form.STATE, "1526", "QĐ-TTg", "qđ-ttg"),
        ("nghị định 98/2023/ND-CP", Form.STATE, "98", "NĐ-CP", "nđ-cp"),
        ("Quyết định số 1.526/QĐ-TTg", Form.STATE, "1526", "QĐ-TTg", "qđ-ttg"),
        ("quyết định số 1526/qđ-ttg", Form.STATE, "1526", "QĐ-TTg", "qđ-ttg"),
    ],
)
def test_wrong_but_common_forms(text: str, form: Form, number: str, symbol: str, key: str) -> None:
    found = only(text)
    assert (found.form, found.number, found.symbol, found.symbol_key) == (form, number, symbol, key)


def test_a_guide_is_no_contract() -> None:
    """HD (hướng dẫn) and HĐ (hợp đồng) are two types; only what cannot be mistaken is repaired."""
    assert only("Hướng dẫn số 3/HD-UBND").symbol_key == "hd-ubnd"
    assert only("Hợp đồng số 3/HĐ-UBND").symbol_key == "hđ-ubnd"


@pytest.mark.parametrize(
    "text",
    [
        "đạt 23/NTM", "mẫu 1234/BN-HCM", "ngày 08/01/2024", "giai đoạn 2021-2025", "24/7", "COVID-19/BYT",
        "3/4G", "kế hoạch 5 năm (2021-2023)", "Kế hoạch 5 năm", "Quyết định 3 nội dung quan trọng",
        "Kế hoạch 2024", "Chương trình 135", "Quyết định 1.500 chỉ tiêu", "Kế hoạch 30 ngày đêm",
        "Luật sư Nguyễn Văn A năm 2020", "luật pháp năm 2020", "Luật Thi đua, khen thưởng có hiệu lực",
        "Luật Thi đua, khen thưởng và các văn bản hướng dẫn thi hành năm 2023", "Nghị quyết Đại hội Đảng",
        "https://vi-du.vn/21/kh-ubnd2023x", "20/10 - KH", "100% cơ quan", "tỷ lệ 1/500", "",
    ],
)  # fmt: skip
def test_false_hits(text: str) -> None:
    assert recognise(text) == []


def test_context_beside_a_citation() -> None:
    found = only("theo Khoản 1 Điều 46 Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ, gắn với")
    assert found.articles == "Khoản 1 Điều 46"
    assert found.raw == "Nghị định số 98/2023/NĐ-CP"
    assert found.tail == " ngày 31 tháng 12 năm 2023 của Chính phủ"
    assert (found.type_code, found.issuer, found.issued_on) == ("nghi-dinh", "chinh-phu", date(2023, 12, 31))


@pytest.mark.parametrize(
    ("written", "stated"),
    [
        (" ngày 7/4/2014", date(2014, 4, 7)),
        (", ngày 22/12/2024", date(2024, 12, 22)),
        (" ngày 01-10-1997", date(1997, 10, 1)),
        (" ngày 03/2/2018", date(2018, 2, 3)),
        (" ngày 1.10.1997", date(1997, 10, 1)),
        (" (ngày 7/4/2014)", date(2014, 4, 7)),
        (" của Bộ Chính trị ngày 7/4/2014", date(2014, 4, 7)),
        (" đã đi vào cuộc sống sau ngày 7/4/2014", None),
        (". Ngày 7/4/2014, hội nghị", None),
    ],
)
def test_dates(written: str, stated: date | None) -> None:
    assert recognise(f"Chỉ thị số 34-CT/TW{written} về việc")[0].issued_on == stated


@pytest.mark.parametrize(
    ("written", "issuer", "level", "place", "term"),
    [
        (" của Thủ tướng Chính phủ", "thu-tuong", "national", "", ""),
        (" của Bộ Chính trị khóa XII", "bo-chinh-tri", "national", "", "XII"),
        (" của Bộ Chính trị (khoá XIII)", "bo-chinh-tri", "national", "", "XIII"),
        (" của Ban Thường vụ Tỉnh uỷ Hà Tĩnh", "ban-thuong-vu-tinh-uy", "provincial", "Hà Tĩnh", ""),
        (" của UBND tỉnh Hưng Yên năm 2023", "ubnd-tinh", "provincial", "Hưng Yên", ""),
        (" của Uỷ ban nhân dân tỉnh", "ubnd-tinh", "provincial", "", ""),
        (" của UBND tỉnh Về việc khen", "ubnd-tinh", "provincial", "", ""),
        (" của UBND thành phố Đà Nẵng", "ubnd-tinh", "provincial", "Đà Nẵng", ""),
        (" của UBND thành phố Thái Nguyên", "ubnd-tinh", "city", "Thái Nguyên", ""),
        (" của UBND xã Cẩm Giàng", "ubnd-xa", "commune", "Cẩm Giàng", ""),
        (" của Sở Nội vụ tỉnh Bạc Liêu", "so-noi-vu", "provincial", "Bạc Liêu", ""),
        (" do Bộ Nội vụ ban hành", "bo-noi-vu", "national", "", ""),
    ],
)
def test_issuers(written: str, issuer: str, level: str, place: str, term: str) -> None:
    found = recognise(f"Quyết định số 12/QĐ-ABC{written}")[0]
    assert (found.issuer, found.level, found.place, found.term) == (issuer, level, place, term)


def test_who_issued_may_stand_before() -> None:
    found = only("Ngày 5/3/2022, UBND tỉnh Cao Bằng ban hành Kế hoạch số 40/KH-UBND.")
    assert (found.issuer, found.place, found.issued_on, found.year_hint) == ("ubnd-tinh", "Cao Bằng", None, 2022)
    assert only("UBND tỉnh họp. Sau đó, ban hành Kế hoạch 40").issuer == ""


@pytest.mark.parametrize(
    ("text", "key", "year", "amending"),
    [
        ("Luật Thi đua, khen thưởng năm 2022", "thi-đua-khen-thưởng", 2022, False),
        ("Luật TĐKT năm 2013", "thi-đua-khen-thưởng", 2013, False),
        ("Luật Thi đua, khen thưởng (năm 2022)", "thi-đua-khen-thưởng", 2022, False),
        ("Luật Thi đua, khen thưởng 2022", "thi-đua-khen-thưởng", 2022, False),
        ("Luật Thi đua, khen thưởng ngày 26/11/2003", "thi-đua-khen-thưởng", 2003, False),
        ("Luật Thi đua, khen thưởng số 06/2022/QH15", "thi-đua-khen-thưởng", 2022, False),
        ("Luật sửa đổi, bổ sung một số điều của Luật TĐKT năm 2013", "thi-đua-khen-thưởng", 2013, True),
        ("Bộ luật Lao động 2019", "lao-động", 2019, False),
        ("Hiến pháp năm 2013", "hiến-pháp", 2013, False),
    ],
)
def test_laws(text: str, key: str, year: int, amending: bool) -> None:
    found = only(text)
    assert (found.raw, found.law_key, found.year, found.amending) == (text.split(" ngày")[0], key, year, amending)


@pytest.mark.parametrize(
    ("text", "type_code", "number", "year"),
    [
        ("Chỉ thị 34 của Bộ Chính trị", "chi-thi", "34", None),
        ("Kế hoạch 24 triển khai", "ke-hoach", "24", None),
        ("Quyết định số 16", "quyet-dinh", "16", None),
        ("Nghị định 42/2010", "nghi-dinh", "42", 2010),
        ("NQ 57 của Bộ Chính trị", "nghi-quyet", "57", None),
        ("nghị quyết 57 của Bộ Chính trị", "nghi-quyet", "57", None),
    ],
)
def test_bare_forms(text: str, type_code: str, number: str, year: int | None) -> None:
    found = only(text)
    assert (found.form, found.type_code, found.number, found.year) == (Form.BARE, type_code, number, year)


def test_plenums() -> None:
    one = only("Nghị quyết Trung ương 4 khóa XII")
    assert (one.form, one.number, one.term) == (Form.PLENUM, "4", "XII")
    assert only("Nghị quyết Trung ương 4 (khóa XII, khóa XIII)").term == ""


def test_numbers_compare_by_value() -> None:
    assert number_key("08") == number_key("8") == "8"
    assert number_key("1.526") == "1526"
    assert number_key("21A") == "21a"


def test_offsets_are_those_of_the_text_given() -> None:
    """Decomposed letters, odd spaces and invisible marks change nothing but the offsets."""
    plain = "UBND tỉnh ban hành Quyết định số 1526/QĐ-TTg ngày 9/12/2022 của Thủ tướng Chính phủ."
    for text in (plain, unicodedata.normalize("NFD", plain), plain.replace(" số ", "\u00a0số\u200b\u00a0")):
        found = only(text)
        assert text[found.start : found.end] == found.raw
        assert text[found.end : found.full_end] == found.tail
        assert unicodedata.normalize("NFC", found.raw).startswith("Quyết định")
        assert found.issued_on == date(2022, 12, 9)


ADVERSARIAL = [
    "1/", "1/KH-", "21/KH-UBND", "Quyết định số    ", "Luật Thi đua ", "Luật A, năm 2022 ", "Điều 1, khoản 2, ",
    "điểm a, a, ", "của UBND tỉnh ", "ban hành UBND ", "nghị quyết trung ương ", "1", "1-A", "a\u0301", "\u200b",
    "Quyết định 16 ", "Luật sửa đổi, bổ sung một số điều của ", "1.111/", "(",
    "Quyết định số 21/KH-UBND ngày 1/1/2020 của UBND tỉnh ",
]  # fmt: skip


@pytest.mark.parametrize("piece", ADVERSARIAL)
def test_time_is_linear(piece: str) -> None:
    """Four times the text takes about four times as long, whatever the text."""

    def seconds(size: int) -> float:
        text = (piece * (size // len(piece) + 1))[:size]
        started = time.process_time()
        recognise(text)
        return time.process_time() - started

    small = min(seconds(15_000) for _ in range(2))
    assert seconds(60_000) < 10 * small + 0.2


def test_a_megabyte_of_the_worst() -> None:
    text = ("Luật A, năm 2022 1/KH-UBND ngày 1 Điều 1, Quyết định 16 " * 18_000)[:1_000_000]
    started = time.process_time()
    recognise(text)
    assert time.process_time() - started < 30


@needs_samples
def test_sample_articles() -> None:
    """The five sample articles cite seven documents in full and five by bare number."""
    mentions = [
        found for path in sorted(SAMPLES.glob("*.txt")) for found in recognise(path.read_text(encoding="utf-8"))
    ]
    full = {(found.number, found.symbol) for found in mentions if found.form in (Form.STATE, Form.PARTY)}
    assert full == {
        ("21", "KH-UBND"), ("1526", "QĐ-TTg"), ("34", "CT/TW"), ("19", "CT-TTg"), ("08", "CT/TU"),
        ("01", "KL/TW"), ("05", "CT/TW"),
    }  # fmt: skip
    bare = [(found.type_code, found.number) for found in mentions if found.form is Form.BARE]
    assert bare == [
        ("chi-thi", "34"), ("ke-hoach", "24"), ("quyet-dinh", "16"), ("quyet-dinh", "661"), ("quyet-dinh", "1352"),
    ]  # fmt: skip
    assert [(found.year, found.amending) for found in mentions if found.form is Form.LAW] == [
        (2022, False),
        (2013, True),
    ]
