"""One document, or none: which one a citation means in its context."""

import pytest

from news.documents.models import Citation, OfficialDocument
from tests.documents.factories import citations, make_document, make_issuer, make_law, set_province

pytestmark = pytest.mark.django_db

LINKED, MISSING, AMBIGUOUS = Citation.State.LINKED, Citation.State.MISSING, Citation.State.AMBIGUOUS


def outcome(text: str, written: str = "2023-06-01 08:00") -> tuple[str, OfficialDocument | None]:
    """State and document of the only citation of a text."""
    found = citations(text, written)
    assert len(found) == 1, found
    return found[0].state, found[0].document


def test_number_symbol_and_year_are_enough() -> None:
    plan = make_document("21/KH-UBND", "16/1/2023")
    assert outcome("Kế hoạch số 21/KH-UBND") == (LINKED, plan)


def test_an_unknown_document_is_missing() -> None:
    make_document("22/KH-UBND", "16/1/2023")
    assert outcome("Kế hoạch số 21/KH-UBND") == (MISSING, None)


def test_the_page_date_chooses_the_year() -> None:
    first, second = make_document("21/KH-UBND", "16/1/2023"), make_document("21/KH-UBND", "10/1/2024")
    assert outcome("Kế hoạch số 21/KH-UBND", "2023-02-01 08:00") == (LINKED, first)
    assert outcome("Kế hoạch số 21/KH-UBND", "2024-02-01 08:00") == (LINKED, second)
    assert outcome("Kế hoạch số 21/KH-UBND", "2025-02-01 08:00") == (MISSING, None)


@pytest.mark.parametrize("said", [" ngày 16/1/2023", " ngày 16 tháng 01 năm 2023", " năm 2023", " (ngày 16-01-2023)"])
def test_a_stated_date_or_year_wins_over_the_page(said: str) -> None:
    plan = make_document("21/KH-UBND", "16/1/2023")
    make_document("21/KH-UBND", "10/1/2024")
    assert outcome(f"Kế hoạch số 21/KH-UBND{said}", "2024-06-01 08:00") == (LINKED, plan)


def test_a_date_that_differs_by_one_day_is_a_conflict() -> None:
    make_document("21/KH-UBND", "16/1/2023")
    assert outcome("Kế hoạch số 21/KH-UBND ngày 17/1/2023") == (MISSING, None)


def test_the_sentence_before_gives_the_year() -> None:
    plan = make_document("21/KH-UBND", "16/1/2023")
    text = "Ngày 18/1/2023, UBND tỉnh ban hành Kế hoạch số 21/KH-UBND"
    assert outcome(text, "2024-06-01 08:00") == (LINKED, plan)


def test_two_provinces_have_the_same_number() -> None:
    set_province("Thái Nguyên")
    own = make_document("21/KH-UBND", "16/1/2023")
    other = make_document("21/KH-UBND", "20/1/2023", issuer=make_issuer("Ủy ban nhân dân tỉnh", province="Cao Bằng"))
    assert outcome("Kế hoạch số 21/KH-UBND") == (LINKED, own)
    assert outcome("Kế hoạch số 21/KH-UBND của UBND tỉnh") == (LINKED, own)
    assert outcome("Kế hoạch số 21/KH-UBND của UBND tỉnh Thái Nguyên") == (LINKED, own)
    assert outcome("Kế hoạch số 21/KH-UBND của UBND tỉnh Cao Bằng") == (LINKED, other)
    assert outcome("Kế hoạch số 21/KH-UBND của UBND tỉnh Sơn La") == (MISSING, None)


def test_levels_below_the_province() -> None:
    set_province("Thái Nguyên")
    own = make_document("21/KH-UBND", "16/1/2023")
    commune = make_issuer("UBND xã Cẩm Giàng", like="ubnd-xa", locality="Cẩm Giàng")
    below = make_document("21/KH-UBND", "2/2/2023", issuer=commune)
    assert outcome("Kế hoạch số 21/KH-UBND của UBND xã Cẩm Giàng") == (LINKED, below)
    assert outcome("Kế hoạch số 21/KH-UBND của UBND xã Bạch Thông") == (MISSING, None)
    assert outcome("Kế hoạch số 21/KH-UBND của UBND tỉnh") == (LINKED, own)
    assert outcome("Kế hoạch số 21/KH-UBND") == (AMBIGUOUS, None)
    assert outcome("Kế hoạch số 21/KH-UBND của UBND thành phố Thái Nguyên") == (MISSING, None)


def test_a_city_that_is_a_province() -> None:
    set_province("Đà Nẵng")
    own = make_document("21/KH-UBND", "16/1/2023")
    assert outcome("Kế hoạch số 21/KH-UBND của UBND thành phố") == (LINKED, own)
    assert outcome("Kế hoạch số 21/KH-UBND của UBND thành phố Đà Nẵng") == (LINKED, own)


def test_normative_and_single_decisions_count_apart() -> None:
    rule, single = make_document("31/2020/QĐ-UBND", "5/5/2020"), make_document("31/QĐ-UBND", "7/1/2020")
    assert outcome("Quyết định số 31/2020/QĐ-UBND") == (LINKED, rule)
    assert outcome("Quyết định số 31/QĐ-UBND ngày 7/1/2020") == (LINKED, single)


def test_a_decree_without_its_year_is_a_slip() -> None:
    decree = make_document("98/2023/NĐ-CP", "31/12/2023", issuer="chinh-phu")
    assert outcome("Nghị định số 98/NĐ-CP ngày 31/12/2023") == (LINKED, decree)
    assert outcome("Nghị định 98/2023 của Chính phủ") == (LINKED, decree)
    assert outcome("Nghị định 98/2023") == (LINKED, decree)
    assert outcome("Nghị định số 98/2022/NĐ-CP") == (MISSING, None)


def test_party_terms() -> None:
    old = make_document("34-CT/TW", "7/4/2014", issuer="bo-chinh-tri")
    new = make_document("34-CT/TW", "24/5/2024", issuer="bo-chinh-tri")
    assert (old.term, new.term) == ("XI", "XIII")
    assert outcome("Chỉ thị số 34-CT/TW ngày 7/4/2014 của Bộ Chính trị", "2024-09-01 08:00") == (LINKED, old)
    assert outcome("Chỉ thị số 34-CT/TW của Bộ Chính trị khóa XIII", "2024-09-01 08:00") == (LINKED, new)
    assert outcome("Chỉ thị số 34-CT/TW của Bộ Chính trị", "2024-09-01 08:00") == (AMBIGUOUS, None)
    # What came later cannot be meant.
    assert outcome("Chỉ thị 34 của Bộ Chính trị", "2024-01-08 15:52") == (LINKED, old)
    assert outcome("Chỉ thị số 34-CT/TW của Bộ Chính trị khóa XII", "2024-09-01 08:00") == (MISSING, None)


def test_party_documents_of_another_province() -> None:
    set_province("Thái Nguyên")
    make_document("08-CT/TU", "24/5/2021", issuer="ban-thuong-vu-tinh-uy")
    assert outcome("Chỉ thị số 08-CT/TU ngày 24/5/2021 của Ban Thường vụ Tỉnh ủy")[0] == LINKED
    assert outcome("Chỉ thị số 08-CT/TU của Ban Thường vụ Tỉnh ủy Hà Tĩnh")[0] == MISSING


def test_wrong_but_common_forms_find_the_right_document() -> None:
    conclusion = make_document("71-KL/TW", "28/1/2024", issuer="bo-chinh-tri")
    assert outcome("Kết luận số 71/KL/TW", "2025-01-28 08:00") == (LINKED, conclusion)
    decision = make_document("1526/QĐ-TTg", "9/12/2022", issuer="thu-tuong")
    assert outcome("Quyết định 1526-QĐ/TTg ngày 9/12/2022") == (LINKED, decision)


def test_a_bare_number_needs_an_issuer() -> None:
    plan = make_document("24/KH-UBND", "1/2/2023")
    assert outcome("UBND tỉnh ban hành Kế hoạch 24 triển khai Đề án") == (LINKED, plan)
    assert outcome("Kế hoạch 24 triển khai Đề án") == (AMBIGUOUS, None)
    assert outcome("Kế hoạch 25 triển khai Đề án") == (MISSING, None)
    assert outcome("Kế hoạch 24 của Bộ Nội vụ") == (MISSING, None)


def test_short_for_what_was_said_in_full() -> None:
    directive = make_document("34-CT/TW", "7/4/2014", issuer="bo-chinh-tri")
    make_document("34-CT/TW", "24/5/2024", issuer="bo-chinh-tri")
    found = citations(
        "Chỉ thị số 34-CT/TW ngày 7/4/2014 của Bộ Chính trị.\nQua 10 năm thực hiện Chỉ thị 34, phong trào lan rộng. "
        "Chỉ thị số 34-CT/TW yêu cầu đổi mới.",
        "2024-09-01 08:00",
    )
    assert [row.raw for row in found] == ["Chỉ thị số 34-CT/TW", "Chỉ thị 34", "Chỉ thị số 34-CT/TW"]
    assert {row.document for row in found} == {directive}


def test_a_page_that_names_two_documents_of_one_number() -> None:
    first, second = make_document("21/KH-UBND", "16/1/2023"), make_document("21/KH-UBND", "10/1/2024")
    found = citations(
        "Kế hoạch số 21/KH-UBND ngày 16/1/2023; Kế hoạch số 21/KH-UBND ngày 10/1/2024; Kế hoạch 21 tiếp tục",
        "2024-03-01 08:00",
    )
    assert [row.document for row in found] == [first, second, None]


def test_laws() -> None:
    law = make_law("06/2022/QH15", "Luật Thi đua, khen thưởng", "15/6/2022")
    amendment = make_law(
        "39/2013/QH13", "Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng", "16/11/2013"
    )
    assert outcome("Luật Thi đua, khen thưởng năm 2022") == (LINKED, law)
    assert outcome("Luật TĐKT năm 2022") == (LINKED, law)
    assert outcome("Luật Thi đua, khen thưởng số 06/2022/QH15") == (LINKED, law)
    assert outcome("Luật Thi đua, khen thưởng năm 2003") == (MISSING, None)
    assert outcome("Luật sửa đổi, bổ sung một số điều của Luật TĐKT năm 2013") == (LINKED, amendment)
    # The only law of that name in that year is the one that amended it.
    assert outcome("Luật TĐKT năm 2013") == (LINKED, amendment)
    assert outcome("Luật sửa đổi, bổ sung một số điều của Luật TĐKT năm 2022") == (MISSING, None)


def test_resolutions_of_the_standing_committee_need_no_year() -> None:
    resolution = make_document("237/NQ-UBTVQH16", "28/4/2026", issuer="ubtvqh")
    assert outcome("Nghị quyết số 237/NQ-UBTVQH16", "2027-01-05 08:00") == (LINKED, resolution)


def test_aliases() -> None:
    guide = make_document("1479/HD-BTĐKT", "1/7/2022", issuer="ban-tdkt-trung-uong")
    guide.aliases.create(text="1479/BTĐKT-VIII")
    guide.save()
    resolution = make_document("04-NQ/TW", "30/10/2016", issuer="ban-chap-hanh-tw")
    resolution.aliases.create(text="Nghị quyết Trung ương 4 khóa XII")
    resolution.save()
    assert outcome("văn bản số 1479/BTĐKT-VIII") == (LINKED, guide)
    assert outcome("Nghị quyết Trung ương 4 (khoá XII)") == (LINKED, resolution)
    assert outcome("Nghị quyết Trung ương 4 (khóa XII, khóa XIII)") == (MISSING, None)


def test_hidden_documents_are_not_linked() -> None:
    make_document("21/KH-UBND", "16/1/2023", public=False)
    assert outcome("Kế hoạch số 21/KH-UBND") == (MISSING, None)
