"""Titles that Python and the admin's JavaScript must turn into the same slugs."""

import unicodedata

from tests.vietnamese.alphabet import LETTERS

EXPECTED = [
    ("Ban hành Kế hoạch công tác thi đua, khen thưởng năm 2023",
     "ban-hanh-ke-hoach-cong-tac-thi-dua-khen-thuong-nam-2023"),
    ("Đà Nẵng", "da-nang"),
    ("Gương người tốt", "guong-nguoi-tot"),
    ("Thi đua – Khen thưởng", "thi-dua-khen-thuong"),
    ("Quyết định số 1526/QĐ-TTg ngày 09/12/2022", "quyet-dinh-so-1526-qd-ttg-ngay-09-12-2022"),
    ("“Người tốt, việc tốt”…", "nguoi-tot-viec-tot"),
    ("H'Hen Niê", "hhen-nie"),
    ("H’Hen Niê", "hhen-nie"),
    ("Buôn Ma Thuột, Đắk Lắk", "buon-ma-thuot-dak-lak"),
    ("Ê-đê", "e-de"),
    ("KH&CN, KT-XH", "kh-cn-kt-xh"),
    ("TP.HCM", "tp-hcm"),
    ("diện tích 1.500 m²", "dien-tich-1-500-m2"),
    ("𝐆𝐮̛𝐨̛𝐧𝐠 sáng", "guong-sang"),
    ("snake_case  và\u00a0khoảng\u2003trống", "snake-case-va-khoang-trong"),
    ("-- đầu và cuối --", "dau-va-cuoi"),
    ("ẩn\u200bdanh", "andanh"),
    ("", "trang"),
    ("🎉🇻🇳", "trang"),
    ("Москва 漢字", "trang"),
    ("Straße Øre Łódź æon", "strasse-ore-lodz-aeon"),
    ("Ⅻ № ½ ﬁ ™", "xii-no-1-2-fi-tm"),
]  # fmt: skip

_NUMBERS = [
    "Kế hoạch số 21/KH-UBND", "Chỉ thị số 34-CT/TW ngày 7/4/2014", "57-NQ/TW", "01-KL/TW",
    "98/2023/NĐ-CP", "06/2022/QH15", "23/2015/TTLT-BGDĐT-BNV", "285/TTr-TT.HĐTĐKT", "71/KL/TW",
    "1151/BTĐKT-P.I", "31/2020/QĐ-UBND", "24-ĐA/TU", "237/NQ-UBTVQH16", "1479/BTĐKT–VIII",
    "ngày 01-10-1997", "giai đoạn 2021–2025", "(khóa XII, khóa XIII)", "100 %", "15:52", "4.000,5",
]  # fmt: skip
_MARKS = [chr(code) for code in range(0x20, 0x250) if not chr(code).isalnum()] + list(
    "‐‑‒–—―‘’‚“”„†•…‰′″‹›⁄€№™←→−√∞≈≤≥■●★☆♥✓　、。《》「」！，．：；？～\u200b\u200c\u200d\u2028"
    "\u2060\ufeff\ufe0f\u034f\u00ad\u202e\x00\x01\x7f\x85\ud800\udfff\ue000\U0010ffff"
)
_ODD = [
    "😀 Vui", "👩‍👩‍👧 gia đình", "🇻🇳 Việt Nam", "e\u0301\u0302 sai thứ tự", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘", "İstanbul ıI",
    "ＦＵＬＬ　ＷＩＤＴＨ", "ﷺ", "Ω Å K", "한글 ガ", "ǅ ŉ ſ", "㎡ ㏂", "x\ud83dy\ude00z", "a\x00b",
    "   ", "-", "--", "_", "''", "a-", "-a", "A" * 119, "a" * 120, "a" * 121, "é" * 300,
    "a" * 119 + " b", "a" * 120 + " b", "a" * 118 + " bc", "ab " * 40, "abc " * 30 + "x",
    "– " * 300, "thi đua " * 50, "x " + "đ" * 300, "ban hành " + "trưởng" * 40, "ß" * 61,
]  # fmt: skip

SAMPLES = {
    "letters": LETTERS + [unicodedata.normalize("NFD", letter) for letter in LETTERS],
    "numbers": _NUMBERS,
    "marks": [f"một{mark}hai" for mark in _MARKS] + [f"{mark} đầu {mark}" for mark in _MARKS],
    "odd": _ODD,
    "expected": [form(title) for title, _slug in EXPECTED for form in (
        str, str.upper, lambda t: unicodedata.normalize("NFD", t),
    )],
}  # fmt: skip
