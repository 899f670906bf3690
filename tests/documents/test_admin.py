"""Documents, vocabularies and the work list in the admin."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from news.documents.models import Citation, DocumentType, Issuer, OfficialDocument
from portal.desk.roles import EDITOR
from tests.documents.factories import citations, make_document, make_issuer
from tests.factories import make_bulletin, make_user, moment

pytestmark = pytest.mark.django_db
LIST = "/quan-tri/vien-dan/"


@pytest.fixture
def editor(client: Client) -> Client:
    """The admin as a plain editor sees it."""
    client.force_login(make_user(EDITOR.name))
    return client


def form_of(html: str) -> dict[str, str]:
    """The values of a form's inputs, as a browser would send them."""
    values = dict(re.findall(r'<input[^>]*?name="([^"]+)"[^>]*?\svalue="([^"]*)"', html))
    for name, options in re.findall(r'<select[^>]*?name="([^"]+)".*?>(.*?)</select>', html, re.S):
        chosen = re.search(r'value="([^"]*)"[^>]*selected', options)
        values[name] = chosen.group(1) if chosen else ""
    for name, text in re.findall(r'<textarea[^>]*?name="([^"]+)"[^>]*>\s*(.*?)</textarea>', html, re.S):
        values[name] = text
    return {name: value for name, value in values.items() if name not in ("q", "co_issuers")}


def url(model: type, name: str, *args: object) -> str:
    """The address of an admin view of a vocabulary or of documents."""
    return reverse(model.snippet_viewset.get_url_name(name), args=args)


def create(client: Client, **values: object) -> OfficialDocument:
    """Fill in the form for a new document and send it."""
    address = url(OfficialDocument, "add")
    form = form_of(client.get(address).content.decode())
    response = client.post(address, form | {"public": "on", **values})
    assert response.status_code == 302, response.context["form"].errors
    return OfficialDocument.objects.latest("pk")


def test_documents_are_listed_and_found_without_accents(editor: Client) -> None:
    make_document("21/KH-UBND", "16/1/2023", summary="Công tác thi đua")
    make_document("34-CT/TW", "7/4/2014", issuer="bo-chinh-tri", summary="Tiếp tục đổi mới")
    address = url(OfficialDocument, "list")
    html = editor.get(address + "?q=doi+moi").content.decode()
    assert "34-CT/TW" in html
    assert "21/KH-UBND" not in html
    for query in (
        "?level=national",
        "?listing_year=2014",
        "?status_now=in_force",
        "?ordering=-citing",
        "?listing_year=x",
    ):
        assert editor.get(address + query).status_code == 200
    assert "21/KH-UBND" not in editor.get(address + "?level=national").content.decode()


def test_choosers_search_without_accents(editor: Client) -> None:
    document = make_document("34-CT/TW", "7/4/2014", issuer="bo-chinh-tri", summary="Tiếp tục đổi mới")
    results = reverse(OfficialDocument.snippet_viewset.chooser_viewset.get_url_name("choose_results"))
    assert str(document) in editor.get(results + "?q=doi+moi").content.decode()
    assert str(document) not in editor.get(results + "?q=ke+hoach").content.decode()
    issuers = reverse(Issuer.snippet_viewset.chooser_viewset.get_url_name("choose_results"))
    assert "Sở Nội vụ" in editor.get(issuers + "?q=so+noi+vu").content.decode()


def test_a_document_is_created_from_a_pasted_number(editor: Client) -> None:
    document = create(
        editor,
        type=DocumentType.objects.get(code="nghi-dinh").pk,
        issuer=Issuer.objects.get(code="chinh-phu").pk,
        number="98/2023/NĐ-CP",
        issued_on="31/12/2023",
        summary="Quy định chi tiết",
    )
    assert (document.code, document.slug, document.year) == ("98/2023/NĐ-CP", "nghi-dinh-98-2023-nd-cp", 2023)


def test_a_second_document_of_one_identity_is_refused_in_words(editor: Client) -> None:
    make_document("21/KH-UBND", "16/1/2023")
    address = url(OfficialDocument, "add")
    form = form_of(editor.get(address).content.decode()) | {
        "type": DocumentType.objects.get(code="ke-hoach").pk,
        "issuer": Issuer.objects.get(code="ubnd-tinh").pk,
        "number": "021",
        "symbol": "KH-UBND",
        "issued_on": "1/2/2023",
        "summary": "x",
    }
    response = editor.post(address, form)
    assert response.status_code == 200
    assert "Văn bản này đã có" in response.content.decode()
    assert OfficialDocument.objects.count() == 1


def test_a_document_keeps_its_address_and_gets_relations(editor: Client) -> None:
    plan, law = make_document("21/KH-UBND", "16/1/2023"), make_document("5/QĐ-UBND", "5/1/2023")
    address = url(OfficialDocument, "edit", plan.pk)
    form = form_of(editor.get(address).content.decode()) | {
        "public": "on",
        "number": "22",
        "relations-TOTAL_FORMS": "1",
        "relations-0-kind": "implements",
        "relations-0-target": law.pk,
        "relations-0-ORDER": "1",
        "aliases-TOTAL_FORMS": "1",
        "aliases-0-text": "Kế hoạch lớn",
        "aliases-0-ORDER": "1",
    }
    assert editor.post(address, form).status_code == 302
    plan.refresh_from_db()
    assert (plan.number, plan.slug) == ("22", "ke-hoach-21-kh-ubnd-2023")
    assert plan.relations.get().target == law
    assert plan.aliases.get().key == "kế-hoạch-lớn"
    assert "ke hoach lon" in plan.search_text


def test_issuers_and_types_get_a_code(editor: Client) -> None:
    address = url(Issuer, "add")
    form = form_of(editor.get(address).content.decode())
    form |= {"name": "Ủy ban nhân dân tỉnh", "abbreviation": "UBND", "province": "Bạc Liêu", "level": "provincial"}
    assert editor.post(address, form).status_code == 302
    assert Issuer.objects.get(province="Bạc Liêu").code == "uy-ban-nhan-dan-tinh-bac-lieu"
    assert editor.get(url(DocumentType, "list") + "?q=ke+hoach").status_code == 200


def test_a_type_in_use_cannot_be_deleted(client: Client) -> None:
    document = make_document("21/KH-UBND", "16/1/2023")
    client.force_login(make_user())
    client.post(url(DocumentType, "delete", document.type_id))
    assert DocumentType.objects.filter(pk=document.type_id).exists()


def test_the_work_list_groups_what_is_missing(editor: Client) -> None:
    for number in range(5):
        make_bulletin(
            title=f"Bài số {number}", body="<p>Kế hoạch số 21/KH-UBND</p>", display_date=moment("2023-02-01 08:00")
        )
    citations("Kế hoạch số 22/KH-UBND")
    make_document("21/KH-UBND", "16/1/2022")
    response = editor.get(LIST)
    groups = response.context["groups"]
    assert [(group.sample.raw, group.page_count) for group in groups] == [
        ("Kế hoạch số 21/KH-UBND", 5),
        ("Kế hoạch số 22/KH-UBND", 1),
    ]
    assert [len(group.pages) for group in groups] == [3, 1]
    assert groups[0].suggestions[0].year == 2022
    assert f"?citation={groups[0].sample.pk}" in response.content.decode()
    for query in ("?tinh-trang=ambiguous", "?tinh-trang=decided", "?tinh-trang=x", "?p=abc", "?p=99"):
        assert editor.get(LIST + query).status_code == 200


def test_a_document_is_created_prefilled_and_the_pages_link(editor: Client) -> None:
    cao_bang = make_issuer("Ủy ban nhân dân tỉnh", province="Cao Bằng")
    row = citations("Kế hoạch số 21/KH-UBND ngày 16/1/2023 của UBND tỉnh Cao Bằng")[0]
    html = editor.get(f"{url(OfficialDocument, 'add')}?citation={row.pk}").content.decode()
    form = form_of(html)
    assert (form["number"], form["symbol"], form["issued_on"]) == ("21", "KH-UBND", "16/01/2023")
    assert form["type"] == str(DocumentType.objects.get(code="ke-hoach").pk)
    assert form["issuer"] == str(cao_bang.pk)
    create(editor, **form | {"summary": "Về công tác"})
    row.refresh_from_db()
    assert row.state == Citation.State.LINKED


@pytest.mark.parametrize(
    "text",
    [
        "Luật Thi đua, khen thưởng năm 2022",
        "Chỉ thị số 34-CT/TW của Bộ Chính trị khóa XI",
        "Nghị quyết Trung ương 4 khóa XII",
        "Quyết định 661 công nhận",
        "1479/BTĐKT-VIII",
    ],
)
def test_any_citation_can_begin_a_document(editor: Client, text: str) -> None:
    row = citations(text)[0]
    assert editor.get(f"{url(OfficialDocument, 'add')}?citation={row.pk}").status_code == 200


@pytest.mark.parametrize("asked", ["abc", "999999", "", "²"])
def test_nonsense_begins_an_empty_document(editor: Client, asked: str) -> None:
    assert editor.get(f"{url(OfficialDocument, 'add')}?citation={asked}").status_code == 200


def test_staff_decide_for_a_group(editor: Client) -> None:
    plan = make_document("21/KH-UBND", "16/1/2022")
    rows = [citations("Kế hoạch số 21/KH-UBND")[0], citations("Kế hoạch số 21/KH-UBND")[0]]
    group = f"{LIST}{rows[0].pk}/"
    assert plan.dated_label in editor.get(group).content.decode()
    assert editor.post(group, {"decision": "link", "document": plan.pk}).status_code == 302
    assert set(Citation.objects.values_list("document", "state", "manual")) == {(plan.pk, "linked", True)}
    history = editor.get(reverse("wagtailadmin_pages:history", args=[rows[0].page_id])).content.decode()
    assert "Nối “Kế hoạch số 21/KH-UBND”" in history
    editor.post(group, {"decision": "undo"})
    assert set(Citation.objects.values_list("document", "state", "manual")) == {(None, "missing", False)}
    editor.post(group, {"decision": "ignore"})
    assert set(Citation.objects.values_list("state", "manual")) == {("ignored", True)}


def test_nonsense_decides_nothing(editor: Client) -> None:
    row = citations("Kế hoạch số 21/KH-UBND")[0]
    group = f"{LIST}{row.pk}/"
    assert editor.post(group, {"decision": "x"}).status_code == 302
    assert editor.post(group, {"decision": "link", "document": "abc"}).status_code == 404
    assert editor.get(f"{LIST}999999/").status_code == 404
    row.refresh_from_db()
    assert not row.manual


def test_the_work_list_is_for_those_who_may_change_documents(client: Client) -> None:
    assert client.get(LIST).status_code == 302
    user = make_user(EDITOR.name)
    permissions = user.groups.get().permissions
    permissions.remove(*permissions.filter(codename="change_officialdocument"))
    client.force_login(user)
    assert client.get(LIST).status_code in (302, 403)


def test_the_work_list_costs_the_same_however_long(editor: Client, django_assert_max_num_queries) -> None:
    for number in range(1, 25):
        citations(f"Kế hoạch số {number}/KH-UBND")
    editor.get(LIST)
    with django_assert_max_num_queries(25):
        editor.get(LIST)
