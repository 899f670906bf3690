"""The library as readers meet it."""

import json
import re

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from news.documents.models import Citation, DocumentLibraryPage
from portal.base.models import PortalDocument
from tests.documents.factories import make_document, make_law, make_plan
from tests.factories import make_bulletin, moment

pytestmark = pytest.mark.django_db
BUDGET = 12


def make_file(title: str = "Toàn văn") -> PortalDocument:
    """Make a file for download."""
    return PortalDocument.objects.create(title=title, file=ContentFile(b"%PDF-1.4", "toan-van.pdf"))


@pytest.fixture
def shelf():
    """A small library: plans, a directive of the Party, a law."""
    plan = make_document("21/KH-UBND", "16/1/2023", summary="Công tác thi đua, khen thưởng năm 2023")
    plan.files.create(file=make_file(), title="Toàn văn kế hoạch")
    plan.save()
    directive = make_document("34-CT/TW", "7/4/2014", issuer="bo-chinh-tri", summary="Tiếp tục đổi mới công tác")
    law = make_law("06/2022/QH15", "Luật Thi đua, khen thưởng", "15/6/2022")
    return {"plan": plan, "directive": directive, "law": law}


def rows(client: Client, query: str = "") -> list[str]:
    """Codes of the documents listed."""
    response = client.get(f"/van-ban/{query}")
    assert response.status_code == 200
    return [document.code for document in response.context["documents"]]


def test_the_list_shows_what_the_decree_asks_for(client: Client, shelf) -> None:
    html = client.get("/van-ban/").content.decode()
    for said in (
        "Kế hoạch",
        "21/KH-UBND",
        "Ủy ban nhân dân tỉnh",
        "16/01/2023",
        "Công tác thi đua",
        "Toàn văn kế hoạch",
    ):
        assert said in html
    assert rows(client) == ["21/KH-UBND", "06/2022/QH15", "34-CT/TW"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?loai=chi-thi", ["34-CT/TW"]),
        ("?co-quan=quoc-hoi", ["06/2022/QH15"]),
        ("?nam=2023", ["21/KH-UBND"]),
        ("?he=party", ["34-CT/TW"]),
        ("?he=state", ["21/KH-UBND", "06/2022/QH15"]),
        ("?hieu-luc=in_force", ["21/KH-UBND", "06/2022/QH15", "34-CT/TW"]),
        ("?hieu-luc=repealed", []),
        ("?q=thi+dua+khen+thuong", ["21/KH-UBND", "06/2022/QH15"]),
        ("?q=Đổi+mới", ["34-CT/TW"]),
        ("?q=21/kh-ubnd", ["21/KH-UBND"]),
        ("?q=06/2022", ["06/2022/QH15"]),
        ("?q=chi+thi+34", ["34-CT/TW"]),
        ("?q=%25", []),
        ("?sap-xep=cu", ["34-CT/TW", "06/2022/QH15", "21/KH-UBND"]),
        ("?loai=ke-hoach&nam=2023&q=thi", ["21/KH-UBND"]),
    ],
)
def test_filters(client: Client, shelf, query: str, found: list[str]) -> None:
    assert rows(client, query) == found


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?page=abc", "Không có trang bạn hỏi"),
        ("?page=99", "Không có trang bạn hỏi"),
        ("?page=-1", "Không có trang bạn hỏi"),
        ("?loai=khong-co", "Không có loại văn bản “khong-co”"),
        ("?nam=abc", "Không có năm ban hành “abc”"),
        ("?nam=99999999999999999999", "Không có năm ban hành"),
        ("?hieu-luc=<script>", "&lt;script&gt;"),
        ("?sap-xep=x", "Không có cách sắp xếp"),
        ("?co-quan=a&co-quan=b&he=x", "Không có hệ thống “x”"),
        ("?q=" + "a" * 5000, "Không có văn bản nào như vậy"),
    ],
)
def test_nonsense_is_answered_politely(client: Client, shelf, query: str, said: str) -> None:
    response = client.get(f"/van-ban/{query}")
    assert response.status_code == 200
    assert said in response.content.decode()


def test_filtered_lists_are_not_for_machines(client: Client, shelf) -> None:
    assert "noindex" not in client.get("/van-ban/?page=1").content.decode()
    assert "noindex" in client.get("/van-ban/?nam=2023").content.decode()


def test_links_keep_the_filters(client: Client) -> None:
    for number in range(1, 43):
        make_document(f"{number}/KH-UBND", "16/1/2023")
    html = client.get("/van-ban/?loai=ke-hoach&q=viec").content.decode()
    assert "?q=viec&amp;loai=ke-hoach&amp;page=2" in html
    assert len(rows(client, "?page=3")) == 2


def test_a_document_page(client: Client, shelf) -> None:
    plan, law = shelf["plan"], shelf["law"]
    plan.relations.create(kind="implements", target=law)
    plan.save()
    page = make_bulletin(
        title="Triển khai công tác năm", body="<p>Theo Kế hoạch số 21/KH-UBND</p>", display_date=moment("2023-02-01")
    )
    html = client.get(plan.get_absolute_url()).content.decode()
    assert "Triển khai thực hiện" in html
    assert page.url in html
    assert "Toàn văn kế hoạch" in html
    assert "Được triển khai bởi" in client.get(law.get_absolute_url()).content.decode()
    blocks = [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)]
    legislation = next(block for block in blocks if block["@type"] == "Legislation")
    assert legislation["legislationIdentifier"] == "21/KH-UBND"
    assert legislation["legislationDate"] == "2023-01-16"
    assert f'<link rel="canonical" href="http://testserver{plan.get_absolute_url()}">' in html


def test_only_public_pages_are_listed(client: Client, shelf) -> None:
    page = make_bulletin(body="<p>Kế hoạch số 21/KH-UBND</p>", display_date=moment("2023-02-01"))
    address = shelf["plan"].get_absolute_url()
    assert page.url in client.get(address).content.decode()
    page.unpublish()
    assert page.url not in client.get(address).content.decode()
    assert "Chưa có bài viết nào" in client.get(address + "?page=abc").content.decode()


def test_unknown_and_hidden_documents_are_not_found(client: Client, shelf) -> None:
    shelf["plan"].public = False
    shelf["plan"].save()
    assert client.get("/van-ban/ke-hoach-21-kh-ubnd-2023/").status_code == 404
    assert client.get("/van-ban/khong-co/").status_code == 404
    assert client.get("/van-ban/khong-co/nua/").status_code == 404
    assert "21/KH-UBND" not in rows(client)


def test_citations_are_links_in_a_plan(client: Client, shelf) -> None:
    page = make_plan(
        document=shelf["plan"],
        body=[("paragraph", "<p>Theo Chỉ thị số 34-CT/TW ngày 7/4/2014 của Bộ Chính trị và Kế hoạch số 5/KH-UBND</p>")],
    )
    html = client.get(page.url).content.decode()
    link = '<a class="citation" href="/van-ban/chi-thi-34-ct-tw-2014/" title="Tiếp tục đổi mới công tác">'
    assert f"Theo {link}Chỉ thị số 34-CT/TW</a> ngày 7/4/2014" in html
    assert "và Kế hoạch số 5/KH-UBND</p>" in html


def test_the_library_may_move(client: Client, shelf) -> None:
    library = DocumentLibraryPage.objects.get()
    assert shelf["plan"].get_absolute_url() == "/van-ban/ke-hoach-21-kh-ubnd-2023/"
    library.slug = "thu-vien"
    library.save_revision().publish()
    assert shelf["plan"].get_absolute_url() == "/thu-vien/ke-hoach-21-kh-ubnd-2023/"
    library.unpublish()
    assert shelf["plan"].get_absolute_url() == ""


@pytest.mark.parametrize("many", [1, 3])
def test_query_budget(client: Client, shelf, many: int, django_assert_max_num_queries) -> None:
    """The same number of queries, however much there is."""
    for number in range(1, 15 * many):
        shelf["plan"].relations.create(kind="implements", target=make_document(f"{number}/QĐ-UBND", "16/1/2023"))
    shelf["plan"].save()
    for number in range(4 * many):
        make_bulletin(
            title=f"Bài {number}", body="<p>Kế hoạch số 21/KH-UBND</p>", display_date=moment("2023-02-01 08:00")
        )
    plan = make_plan(
        document=shelf["plan"],
        body=[("paragraph", "<p>Chỉ thị số 34-CT/TW ngày 7/4/2014, Kế hoạch số 21/KH-UBND</p>" * many)],
        display_date=moment("2023-02-01 08:00"),
    )
    assert Citation.objects.filter(document=shelf["plan"]).count() > 4 * many
    for address in ("/van-ban/", "/van-ban/?q=thi&nam=2023", shelf["plan"].get_absolute_url(), plan.url):
        client.get(address)
        with django_assert_max_num_queries(BUDGET) as queries:
            assert client.get(address).status_code == 200
        print(address, len(queries))


def test_documents_stand_in_the_sitemap(client: Client, shelf) -> None:
    shelf["law"].public = False
    shelf["law"].save()
    assert "/sitemap-van-ban.xml" in client.get("/sitemap.xml").content.decode()
    found = client.get("/sitemap-van-ban.xml").content.decode()
    assert "/van-ban/ke-hoach-21-kh-ubnd-2023/" in found
    assert "luat-thi-dua" not in found
    DocumentLibraryPage.objects.get().unpublish()
    assert "ke-hoach-21" not in client.get("/sitemap-van-ban.xml").content.decode()
