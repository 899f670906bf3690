"""Honours, their holders and decisions as readers meet them."""

from __future__ import annotations

import pytest
from django.test import Client

from exemplars.honours.decisions import law_of, read_query
from exemplars.honours.models import Conferral
from tests.documents.factories import make_document, make_law
from tests.honours.factories import get_honour, make_conferral, make_exemplar

pytestmark = pytest.mark.django_db
BUDGET = 12
DECISIONS = "/quyet-dinh-khen-thuong/"


@pytest.fixture
def decided():
    """A decision that honours a name, a public, an unpublished and a withdrawn exemplar; one honour is revoked."""
    decision = make_document("123/QĐ-UBND", "12/3/2024", summary="Khen thưởng công tác năm 2023")
    common = {"honour": "bang-khen-cua-bo-ban-nganh-tinh", "decision": decision}
    return {
        "decision": decision,
        "named": make_conferral(recipient_name="Đỗ Thị Ánh", recipient_unit="Giáo viên", **common),
        "public": make_conferral(exemplar=make_exemplar("Lò Văn Công khai"), **common),
        "hidden": make_conferral(
            exemplar=make_exemplar("Hoàng Bí Mật", public=False),
            recipient_name="Hoàng Bí Mật",
            recipient_unit="Đơn vị bí mật",
            achievement="Hoàng Bí Mật đã cứu người",
            **common,
        ),
        "withdrawn": make_conferral(
            exemplar=make_exemplar("Vàng Đã Rút", public=False, state="withdrawn"),
            recipient_name="Vàng Đã Rút",
            recipient_unit="Đơn vị đã rút",
            **common,
        ),
        "revoked": make_conferral(
            "huan-chuong-lao-dong",
            honour_class=3,
            decision=decision,
            recipient_name="Hợp tác xã Bản Mới",
            state=Conferral.State.REVOKED,
        ),
    }


def text(client: Client, address: str) -> str:
    """Return a page's text."""
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def addresses(decided) -> list[str]:
    """Return every page on which these conferrals could appear."""
    honours = ("bang-khen-cua-bo-ban-nganh-tinh", "huan-chuong-lao-dong")
    return [
        "/danh-hieu/",
        *(f"/danh-hieu/{code}/" for code in honours),
        *(f"/danh-hieu/{code}/?nam=2024" for code in honours),
        DECISIONS,
        f"{DECISIONS}{decided['decision'].slug}/",
    ]


def test_no_name_leaks(client: Client, decided) -> None:
    for address in addresses(decided):
        html = text(client, address)
        for secret in ("Bí Mật", "bí mật", "Vàng", "Đơn vị đã rút", "bi-mat", "vang-da-rut"):
            assert secret not in html, (address, secret)


def test_a_decision_and_everyone_it_honours(client: Client, decided) -> None:
    html = text(client, f"{DECISIONS}{decided['decision'].slug}/")
    assert "5 lượt" in html
    assert "và 1 trường hợp chưa công bố" in html
    assert "Đã rút theo đề nghị" in html
    assert "bị hủy bỏ" in html
    assert decided["decision"].get_absolute_url() in html
    assert decided["public"].exemplar.get_absolute_url() in html
    # The higher honour first; inside a group by given name: Ánh, Công khai … and the withdrawn last.
    places = [html.index(said) for said in ("Hợp tác xã Bản Mới", "Đỗ Thị Ánh", "Lò Văn Công khai", "Đã rút theo")]
    assert places == sorted(places)


def test_vietnamese_order(client: Client) -> None:
    decision = make_document("7/QĐ-UBND", "1/2/2024")
    for name in ("Lê Văn Đức", "Lê Văn Dũng", "Trần Thị Ơn", "Trần Thị Oanh", "Vũ Thị Ân", "Vũ Thị An"):
        make_conferral(decision=decision, recipient_name=name)
    html = text(client, f"{DECISIONS}{decision.slug}/")
    names = ["Vũ Thị An<", "Vũ Thị Ân", "Lê Văn Dũng", "Lê Văn Đức", "Trần Thị Oanh", "Trần Thị Ơn"]
    places = [html.index(name) for name in names]
    assert places == sorted(places)


def test_an_honour_and_its_holders(client: Client, decided) -> None:
    html = text(client, "/danh-hieu/bang-khen-cua-bo-ban-nganh-tinh/")
    assert "4 lượt khen thưởng, trong đó 1 trường hợp chưa công bố" in html
    assert "và 1 trường hợp chưa công bố" in html
    assert "Năm 2024" in html
    assert "Giáo viên" in html
    revoked = text(client, "/danh-hieu/huan-chuong-lao-dong/")
    assert "bị hủy bỏ" in revoked
    assert "Hạng Ba" in revoked


def test_an_honour_links_its_law(client: Client) -> None:
    assert "Văn bản số 06/2022/QH15" in text(client, "/danh-hieu/lao-dong-tien-tien/")
    law = make_law("06/2022/QH15", "Luật Thi đua, khen thưởng", "15/6/2022")
    assert law_of("06/2022/QH15") == law
    assert law.get_absolute_url() in text(client, "/danh-hieu/lao-dong-tien-tien/")


def test_the_list_counts_and_narrows(client: Client, decided) -> None:
    make_conferral(year=2020)
    assert "6 lượt khen thưởng" in text(client, "/danh-hieu/")
    assert "5 lượt khen thưởng" in text(client, "/danh-hieu/?nam=2024")
    assert "1 lượt khen thưởng" in text(client, "/danh-hieu/?nam=2024&cap=50")
    narrowed = text(client, "/danh-hieu/?hieu-luc=huy-bo")
    assert "1 lượt khen thưởng" in narrowed
    assert "/danh-hieu/huan-chuong-lao-dong/?hieu-luc=huy-bo" in narrowed
    assert "Lao động tiên tiến" not in narrowed
    assert "1 lượt khen thưởng" in text(client, "/danh-hieu/huan-chuong-lao-dong/?hieu-luc=huy-bo")
    assert "Chưa có lượt khen thưởng nào như vậy" in text(client, "/danh-hieu/?nam=1990")


@pytest.mark.parametrize(
    "query",
    [
        "123", "0123", "123/QĐ-UBND", "123/qd-ubnd", "123/qđ-ubnd", "123-QĐ/UBND", "123/QĐ", "QĐ 123",
        "Quyết định số 123/QĐ-UBND ngày 12/3/2024", "quyet dinh 123 nam 2024", "123 2024", "123 / QĐ - UBND",
        " 123 ", "123/QDUBND",
    ],
)  # fmt: skip
def test_a_number_leads_to_its_decision(client: Client, decided, query: str) -> None:
    response = client.get(DECISIONS, {"q": query})
    assert response.status_code == 302, read_query(query)
    assert response["Location"] == f"{DECISIONS}{decided['decision'].slug}/"


def test_a_number_of_two_years_asks_which(client: Client, decided) -> None:
    other = make_document("123/QĐ-UBND", "1/2/2022")
    make_conferral(decision=other)
    html = text(client, f"{DECISIONS}?q=123")
    assert "Tìm thấy 2 quyết định" in html
    assert html.index(decided["decision"].slug) < html.index(other.slug)
    assert client.get(DECISIONS, {"q": "123", "nam": "2022"})["Location"].endswith(f"{other.slug}/")


@pytest.mark.parametrize("query", ["123/QĐ-TTg", "124", "123/HD", "123 năm 2021"])
def test_another_number_finds_nothing(client: Client, decided, query: str) -> None:
    response = client.get(DECISIONS, {"q": query})
    assert response.status_code == 200
    assert "Không có quyết định nào như vậy" in response.content.decode()


def test_words_search_what_decisions_are_about(client: Client, decided) -> None:
    assert "Tìm thấy 1 quyết định" in text(client, f"{DECISIONS}?q=cong+tac+nam")
    assert "Tìm thấy 1 quyết định" in text(client, f"{DECISIONS}?nam=2024")
    assert "Tìm thấy 0 quyết định" in text(client, f"{DECISIONS}?nam=2020")
    assert "Có 1 quyết định" in text(client, DECISIONS)


def test_only_public_decisions_that_confer(client: Client, decided) -> None:
    make_document("124/QĐ-UBND", "12/3/2024")
    decided["decision"].public = False
    decided["decision"].save()
    assert "Chưa có quyết định nào" in text(client, DECISIONS)
    assert client.get(f"{DECISIONS}{decided['decision'].slug}/").status_code == 404
    assert client.get(f"{DECISIONS}quyet-dinh-124-qd-ubnd-2024/").status_code == 404
    assert decided["decision"].slug not in text(client, "/danh-hieu/huan-chuong-lao-dong/")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/danh-hieu/?nam=abc", "Không có năm “abc”"),
        ("/danh-hieu/?nam=" + "9" * 40, "Không có năm"),
        ("/danh-hieu/?cap=7", "Không có cấp khen thưởng “7”"),
        ("/danh-hieu/?hieu-luc=%3Cscript%3E", "&lt;script&gt;"),
        ("/danh-hieu/lao-dong-tien-tien/?page=abc", "Không có trang bạn hỏi"),
        ("/danh-hieu/lao-dong-tien-tien/?page=-3&nam=x", "Không có năm “x”"),
        (DECISIONS + "?nam=x", "Năm không đúng"),
        (DECISIONS + "?page=999", "Không có trang bạn hỏi"),
        (DECISIONS + "?q=" + "9" * 3000, "Không có quyết định nào như vậy"),
        (DECISIONS + "?q=%25_%27%22", "Không có quyết định nào như vậy"),
        (DECISIONS + "?q=///---", "Không có quyết định nào như vậy"),
    ],
)
def test_nonsense_is_answered_politely(client: Client, decided, address: str, said: str) -> None:
    assert said in text(client, address)


def test_unknown_addresses(client: Client) -> None:
    assert client.get("/danh-hieu/khong-co/").status_code == 404
    assert client.get(f"{DECISIONS}khong-co/").status_code == 404
    assert client.post("/danh-hieu/").status_code == 405
    assert client.get(f"{DECISIONS}?q=a%00b").status_code in (200, 400)


def test_a_page_costs_the_same_however_much_it_shows(client: Client, decided, django_assert_max_num_queries) -> None:
    law = make_law("06/2022/QH15", "Luật Thi đua, khen thưởng", "15/6/2022")
    assert law.public
    honour = get_honour("bang-khen-cua-bo-ban-nganh-tinh")
    for number in range(60):
        make_conferral(honour, exemplar=make_exemplar(f"Người thứ {number}"), decision=decided["decision"])
        make_conferral(honour, decision=make_document(f"{number + 200}/QĐ-UBND", "1/2/2024"))
    for address in [*addresses(decided), f"{DECISIONS}?nam=2024&page=2", f"{DECISIONS}?q=2"]:
        with django_assert_max_num_queries(BUDGET):
            response = client.get(address)
        assert not response.cookies
        assert "csrf" not in response.content.decode()
