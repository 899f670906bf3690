"""Honours and conferrals as staff work with them."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from exemplars.honours.batch import read_lines
from exemplars.honours.models import Conferral, ConferralChange, Honour
from tests.documents.factories import make_document
from tests.documents.test_admin import form_of
from tests.factories import make_user
from tests.honours.factories import get_honour, make_conferral, make_exemplar

pytestmark = pytest.mark.django_db
BUDGET = 30


@pytest.fixture
def staff(client: Client) -> Client:
    """The admin as a superuser sees it; the table of roles is tested for itself."""
    client.force_login(make_user())
    return client


def url(model: type, name: str, *args: object) -> str:
    """The address of an admin view."""
    return reverse(model.snippet_viewset.get_url_name(name), args=args)


def text(client: Client, address: str) -> str:
    """A page's text."""
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_the_vocabulary_is_found_without_accents(staff: Client) -> None:
    html = text(staff, url(Honour, "list") + "?q=huan+chuong+lao")
    assert "Huân chương Lao động" in html
    assert "Gia đình văn hóa" not in html
    assert "Nghệ sĩ nhân dân" in text(staff, url(Honour, "list") + "?q=nsnd")
    assert "Huy hiệu" in text(staff, url(Honour, "list") + "?ended=true")


def test_conferrals_are_found_and_narrowed(staff: Client, django_assert_max_num_queries) -> None:
    decision = make_document("123/QĐ-UBND", "12/3/2024")
    make_conferral("huan-chuong-lao-dong", honour_class=3, recipient_name="Đỗ Thị Ánh", decision=decision)
    make_conferral(exemplar=make_exemplar("Lò Văn Hạnh"), year=2020)
    address = url(Conferral, "list")
    for query, found, missing in (
        ("?q=do+thi+anh", "Đỗ Thị Ánh", "Lò Văn Hạnh"),
        ("?q=hanh", "Lò Văn Hạnh", "Đỗ Thị Ánh"),
        ("?q=123/qd-ubnd", "Đỗ Thị Ánh", "Lò Văn Hạnh"),
        ("?q=lao+dong+tien", "Lò Văn Hạnh", "Đỗ Thị Ánh"),
        ("?year=2020", "Lò Văn Hạnh", "Đỗ Thị Ánh"),
        ("?level=50", "Đỗ Thị Ánh", "Lò Văn Hạnh"),
        ("?lacking=decision", "Lò Văn Hạnh", "Đỗ Thị Ánh"),
        ("?lacking=exemplar", "Đỗ Thị Ánh", "Lò Văn Hạnh"),
        (f"?decision={decision.pk}", "Đỗ Thị Ánh", "Lò Văn Hạnh"),
    ):
        html = text(staff, address + query)
        assert found in html, query
        assert missing not in html, query
    for query in ("?year=abc", "?q=%25", "?level=x", "?decision=" + "9" * 30):
        assert staff.get(address + query).status_code == 200, query
    with django_assert_max_num_queries(BUDGET):
        html = text(staff, address)
    assert url(Conferral, "edit", Conferral.objects.first().pk) in html


def test_a_new_conferral_begins_with_what_is_known(staff: Client) -> None:
    decision = make_document("123/QĐ-UBND", "12/3/2024")
    exemplar = make_exemplar("Lò Văn Hạnh")
    address = f"{url(Conferral, 'add')}?exemplar={exemplar.pk}&decision={decision.pk}"
    values = form_of(text(staff, address))
    assert values["exemplar"] == str(exemplar.pk)
    assert values["decision"] == str(decision.pk)
    assert values["year"] == "2024"
    honour = get_honour("huan-chuong-lao-dong")
    response = staff.post(address, values | {"honour": honour.pk, "honour_class": 2, "verb": "tang"})
    assert response.status_code == 302, response.context["form"].errors
    made = Conferral.objects.get()
    assert (made.exemplar, made.decision, made.title) == (exemplar, decision, "Huân chương Lao động hạng Nhì")
    assert made.authority == decision.issuer
    for nonsense in ("abc", "-1", "9" * 40, "٣"):
        assert staff.get(f"{url(Conferral, 'add')}?exemplar={nonsense}&decision={nonsense}").status_code == 200


def test_a_class_the_honour_has_not_is_refused(staff: Client) -> None:
    values = {"recipient_name": "An", "honour": get_honour("giay-khen").pk, "honour_class": 2, "year": 2024}
    response = staff.post(url(Conferral, "add"), values | {"verb": "tang"})
    assert response.status_code == 200
    assert "Danh hiệu này không có hạng ấy" in response.content.decode()


def test_a_new_honour(staff: Client) -> None:
    values = form_of(text(staff, url(Honour, "add")))
    values |= {"name": "Cờ thi đua của Hội", "kind": "title", "level": 20, "code": "co-hoi", "for_collective": "on"}
    response = staff.post(url(Honour, "add"), values)
    assert response.status_code == 302, response.context["form"].errors
    assert Honour.objects.get(code="co-hoi").slug == "co-thi-dua-cua-hoi"
    honour = get_honour("giay-khen")
    assert staff.get(url(Honour, "edit", honour.pk)).status_code == 200
    assert staff.get(url(Honour, "history", honour.pk)).status_code == 200


def test_changing_the_state(staff: Client) -> None:
    conferral = make_conferral()
    document = make_document("9/QĐ-UBND", "1/3/2025")
    address = url(Conferral, "state", conferral.pk)
    assert "Đổi hiệu lực" in text(staff, url(Conferral, "edit", conferral.pk))
    assert "Trần Thị Mai" in text(staff, address)
    values = {"state": "revoked", "on": "01/03/2025", "reason": "Khai man"}
    refused = staff.post(address, values)
    assert "Chọn văn bản" in refused.content.decode()
    assert staff.post(address, values | {"document": document.pk}).status_code == 302
    assert Conferral.objects.get().state == "revoked"
    assert ConferralChange.objects.get().actor is not None
    assert "Khai man" in text(staff, address)
    assert "Khai man" in text(staff, url(Conferral, "history", conferral.pk))
    for wrong in ({}, {"state": "suspended"}, {"state": "x", "on": "hôm nay", "reason": "a" * 400}):
        assert staff.post(address, values | wrong).status_code == 200
    assert staff.get(url(Conferral, "state", 999999)).status_code == 404


def test_only_those_who_may(client: Client) -> None:
    conferral = make_conferral()
    client.force_login(make_user("Biên tập viên", "bien-tap"))
    if not client.get("/quan-tri/").wsgi_request.user.has_perm("honours.change_conferral"):
        for name, args in (("state", [conferral.pk]), ("batch", [])):
            response = client.get(url(Conferral, name, *args))
            assert response.status_code in (302, 403)
            assert client.post(url(Conferral, name, *args), {"state": "suspended"}).status_code in (302, 403)
    assert Conferral.objects.get().state == "in_force"


LIST = """Lò Văn Hạnh; Trưởng bản; Huân chương Lao động hạng Ba
Đỗ Thị Ánh;Giáo viên

Hợp tác xã Bản Mới\tXã Yên Bình\tHCLĐ hạng Nhì
Đỗ Thị Ánh; Bác sĩ"""


@pytest.fixture
def batch():
    """What a batch form sends."""
    decision = make_document("123/QĐ-UBND", "12/3/2024")
    return {"decision": "123/qd-ubnd", "honour": "Bằng khen UBND tỉnh", "verb": "tang", "lines": LIST}, decision


def test_lines_are_read() -> None:
    lines = read_lines(LIST + "\n;\na;b;c;d\n\x00")
    assert [(line.number, line.name, line.unit) for line in lines[:4]] == [
        (1, "Lò Văn Hạnh", "Trưởng bản"),
        (2, "Đỗ Thị Ánh", "Giáo viên"),
        (4, "Hợp tác xã Bản Mới", "Xã Yên Bình"),
        (5, "Đỗ Thị Ánh", "Bác sĩ"),
    ]
    assert lines[5].problems


def test_several_recipients_at_once(staff: Client, batch) -> None:
    values, decision = batch
    exemplar = make_exemplar("Lò Văn Hạnh")
    make_exemplar("Đỗ Thị Ánh")
    address = url(Conferral, "batch")
    preview = staff.post(address, values).content.decode()
    assert "4 dòng mới, 0 dòng đã có, 0 dòng cần sửa" in preview
    assert exemplar.reference in preview
    assert "Huân chương Lao động hạng Nhì" in preview
    assert "Nhiều người cùng tên" in preview
    assert not Conferral.objects.exists()
    sent = values | {"offered": "1", "link": "1", "write": "1"}
    assert staff.post(address, sent).status_code == 302
    rows = Conferral.objects.order_by("pk")
    assert [(row.exemplar, row.recipient_name, row.recipient_unit, row.title) for row in rows] == [
        (exemplar, "", "Trưởng bản", "Huân chương Lao động hạng Ba"),
        (None, "Đỗ Thị Ánh", "Giáo viên", "Bằng khen của Bộ, ban, ngành, tỉnh"),
        (None, "Hợp tác xã Bản Mới", "Xã Yên Bình", "Huân chương Lao động hạng Nhì"),
        (None, "Đỗ Thị Ánh", "Bác sĩ", "Bằng khen của Bộ, ban, ngành, tỉnh"),
    ]
    assert {row.decision for row in rows} == {decision}
    assert {row.year for row in rows} == {2024}
    # The same lines again: nothing changes, linked or not.
    assert "0 dòng mới, 4 dòng đã có" in staff.post(address, values).content.decode()
    staff.post(address, sent)
    staff.post(address, values | {"offered": "1", "write": "1"})
    assert Conferral.objects.count() == 4


def test_a_dossier_of_the_same_name_can_be_refused(staff: Client, batch) -> None:
    values, _decision = batch
    make_exemplar("Lò Văn Hạnh")
    staff.post(url(Conferral, "batch"), values | {"offered": "1", "write": "1"})
    assert Conferral.objects.get(recipient_name="Lò Văn Hạnh").exemplar is None


def test_dossiers_are_nothing_to_those_who_may_not_see_them(client: Client, batch) -> None:
    values, _decision = batch
    exemplar = make_exemplar("Lò Văn Hạnh", public=False)
    user = make_user("Kiểm duyệt viên", "ngoai-so")
    user.user_permissions.add(Permission.objects.get(codename="add_conferral"))
    client.force_login(user)
    html = client.post(url(Conferral, "batch"), values).content.decode()
    assert "4 dòng mới" in html
    assert exemplar.reference not in html


def test_one_wrong_line_stops_all(staff: Client, batch) -> None:
    values, _decision = batch
    wrong = values | {"lines": LIST + "\nVừ A Tủa; Bản; Danh hiệu lạ\n; không tên", "write": "1"}
    html = staff.post(url(Conferral, "batch"), wrong).content.decode()
    assert "Không nhận ra danh hiệu “Danh hiệu lạ”" in html
    assert "Thiếu tên" in html
    assert "2 dòng cần sửa" in html
    assert 'name="write"' not in html
    assert not Conferral.objects.exists()


def test_which_decision_is_meant(staff: Client, batch) -> None:
    values, decision = batch
    address = url(Conferral, "batch")
    assert f'value="#{decision.pk}"' in text(staff, f"{address}?decision={decision.pk}")
    assert "4 dòng mới" in staff.post(address, values | {"decision": f"#{decision.pk}"}).content.decode()
    assert "chưa có quyết định này" in staff.post(address, values | {"decision": "99/QĐ-UBND"}).content.decode()
    other = make_document("123/QĐ-UBND", "1/1/2020")
    assert f"#{other.pk}" in staff.post(address, values).content.decode()
    assert "4 dòng mới" in staff.post(address, values | {"decision": "123/QĐ-UBND năm 2024"}).content.decode()
    for nonsense in ("#", "#abc", "#" + "9" * 30, "", "\x00"):
        assert staff.post(address, values | {"decision": nonsense}).status_code in (200, 400)
    assert staff.post(address, {}).status_code == 200
    assert staff.post(address, values | {"honour": "lạ", "offered": "x", "link": "-1"}).status_code == 200
