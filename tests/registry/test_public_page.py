"""One exemplar's page: what it shows, what it never shows, and what is left of one withdrawn or merged."""

import json
import re
from datetime import date

import pytest
from django.test import Client

from exemplars.registry import consents
from exemplars.registry.models import Exemplar, ExemplarRelation, Replication, State
from exemplars.registry.states import decide
from portal.base.images import PORTRAIT_SPECS, make_renditions
from tests import factories as pages
from tests.documents.factories import make_document
from tests.registry.factories import (
    make_conferral,
    make_exemplar,
    make_honour,
    make_movement,
    make_organisation,
    make_place,
    succeed,
)

pytestmark = pytest.mark.django_db
BUDGET = 12


def html_of(client: Client, exemplar: Exemplar) -> str:
    """The page of a public exemplar."""
    response = client.get(exemplar.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_shows_person_places_honours_and_what_followed(client):
    old = make_place("Bắc Kạn", valid_to=date(2025, 6, 30))
    new = make_place("Thái Nguyên", valid_from=date(2025, 7, 1))
    was = make_place("Cẩm Giàng", kind="xã", under=old, valid_to=date(2025, 6, 30))
    succeed(was, make_place("Cẩm Giàng", kind="xã", under=new, valid_from=date(2025, 7, 1)))
    shown = make_exemplar(
        "Lý Thị Ơn",
        position="Trưởng bản",
        organisation=make_organisation("Hợp tác xã Quế Hương"),
        place=was,
        field="Nông nghiệp",
        achievements="Trồng 86 héc-ta quế.\n\nSố hộ nghèo còn 6.",
        direct_worker=True,
        movements=[make_movement("Chung sức xây dựng nông thôn mới")],
    )
    make_conferral(shown, make_honour("Huân chương Lao động"), honour_class=3, conferred_on=date(2024, 5, 19))
    Replication.objects.create(exemplar=shown, place=new, year=2025, result="31 hộ làm theo")
    html = html_of(client, shown)
    for said in (
        "Lý Thị Ơn",
        "Trưởng bản",
        "Hợp tác xã Quế Hương",
        "Xã Cẩm Giàng, tỉnh Bắc Kạn",
        "(nay là xã Cẩm Giàng, tỉnh Thái Nguyên)",
        "Nông nghiệp",
        "Người trực tiếp lao động",
        "Chung sức xây dựng nông thôn mới",
        "Trồng 86 héc-ta quế.",
        "Huân chương Lao động hạng Ba",
        "31 hộ làm theo",
        shown.reference,
        'href="/lien-he/"',
    ):
        assert said in html, said
    assert client.get("/guong/khong-co/").status_code == 404


def test_a_place_that_kept_its_name_is_named_once(client):
    place = make_place("Thái Nguyên", valid_to=date(2025, 6, 30))
    succeed(place, make_place("Thái Nguyên", valid_from=date(2025, 7, 1)))
    assert "nay là" not in html_of(client, make_exemplar(place=place))


def test_machines_read_person_honours_in_force_and_breadcrumb(client):
    shown = make_exemplar("Trần Văn Đức </script>", position="Công nhân")
    make_conferral(shown, make_honour("Bằng khen thứ nhất"))
    revoked = make_conferral(shown, make_honour("Bằng khen thứ hai"))
    type(revoked).objects.filter(pk=revoked.pk).update(state="revoked")
    html = html_of(client, shown)
    blocks = [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)]
    profile = next(block for block in blocks if block["@type"] == "ProfilePage")
    assert profile["mainEntity"]["@type"] == "Person"
    assert profile["mainEntity"]["name"] == "Trần Văn Đức </script>"
    assert profile["mainEntity"]["award"] == ["Bằng khen thứ nhất"]
    assert {block["@type"] for block in blocks} == {"ProfilePage", "BreadcrumbList"}
    for name in ("title", "creator", "date", "description", "publisher", "identifier"):
        assert f'name="DCTERMS.{name}"' in html
    # A revoked honour stays visible as revoked.
    assert "Bằng khen thứ hai" in html
    assert "bị hủy bỏ" in html
    assert 'property="og:title"' in html


def test_private_fields_are_shown_nowhere(client):
    secret = {"contact": "0912 345 678", "notes": "Ghi chú kín", "source": "Người báo kín"}
    shown = make_exemplar(birth_date=date(1971, 3, 2), gender="female", death_year=2020, **secret)
    for address in (shown.get_absolute_url(), "/guong/", "/guong/rss.xml", "/guong/chu-cai/h/"):
        html = client.get(address).content.decode()
        for word in (*secret.values(), "1971", "02/03", "Đủ điều kiện", "Nữ<"):
            assert word not in html, (address, word)


def test_face_and_place_are_shown_by_consent_only(client):
    province = make_place("Lào Cai")
    kept = {"place": province, "organisation": make_organisation("Trường Pha Lung")}
    hidden = make_exemplar("Vàng Thị Mai", portrait=pages.make_picture(), face=False, place_shown=False, **kept)
    shown = make_exemplar("Vàng Thị Lan", portrait=pages.make_picture(), **kept)
    for one in (hidden, shown):
        make_renditions([one.portrait], PORTRAIT_SPECS)
    html = html_of(client, shown)
    assert 'class="portrait"' in html
    assert "og:image" in html
    assert "Trường Pha Lung" in html
    html = html_of(client, hidden) + client.get("/guong/?q=mai").content.decode()
    assert "Vàng Thị Mai" in html
    assert "/media/" not in html
    for word in ("Lào Cai", "Trường Pha Lung"):
        assert word not in html


def test_a_portrait_is_cut_when_it_becomes_public(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        shown = make_exemplar(portrait=pages.make_picture())
    assert shown.portrait.renditions.filter(filter_spec__in=PORTRAIT_SPECS).count() == len(PORTRAIT_SPECS)
    uncut = make_exemplar("Chưa cắt ảnh", portrait=pages.make_picture())
    uncut.portrait.renditions.all().delete()
    assert "portrait-none" in html_of(client, uncut)
    assert not uncut.portrait.renditions.exists(), "a reader's GET writes nothing"


def test_only_public_relations_and_movements_are_shown(client):
    shown, other, hidden = make_exemplar("A"), make_exemplar("Người cùng việc"), make_exemplar("Kín", public=False)
    ExemplarRelation.objects.create(exemplar=other, other=shown, kind="event")
    ExemplarRelation.objects.create(exemplar=shown, other=hidden, kind="event")
    shown.movements.add(make_movement("Phong trào kín", is_public=False))
    html = html_of(client, shown)
    assert "Người cùng việc" in html
    assert "Cùng một việc" in html
    assert "Kín" not in html
    assert "Phong trào kín" not in html


def test_a_model_shows_how_it_works(client):
    model = make_exemplar(
        "Mô hình bếp ăn vùng cao",
        kind="model",
        owner="Hội Phụ nữ xã",
        method="Góp rau, góp gạo.",
        resources="20 triệu đồng",
        results="300 suất mỗi ngày",
        reach="Ba xã",
        started_on=date(2020, 9, 5),
    )
    html = html_of(client, model)
    said = ("Hội Phụ nữ xã", "Góp rau", "20 triệu đồng", "300 suất mỗi ngày", "Ba xã", "05/09/2020", "CreativeWork")
    for word in said:
        assert word in html


def test_an_exemplar_not_public_is_not_found(client):
    proposed = make_exemplar("Chưa công bố", public=False)
    assert client.get(proposed.get_absolute_url()).status_code == 404
    hidden = make_exemplar("Tạm ẩn")
    decide(hidden, State.HIDDEN, actor=None, reason="Có đơn")
    assert client.get(hidden.get_absolute_url()).status_code == 404
    never = make_exemplar("Rút trước khi công bố", public=False)
    decide(never, State.WITHDRAWN, actor=None, reason="Xin rút")
    assert client.get(never.get_absolute_url()).status_code == 404


def test_a_withdrawn_exemplar_leaves_a_tombstone_without_name_or_face(client):
    gone = make_exemplar("Nguyễn Thị Hòa", portrait=pages.make_picture(), position="Trưởng bản")
    address = gone.get_absolute_url()
    assert client.get(address).status_code == 200
    consents.withdraw_consent(gone, actor=None, reason="Gia đình xin rút", public_reason="Theo đề nghị của gia đình")
    response = client.get(address)
    html = response.content.decode()
    assert response.status_code == 410
    assert "Theo đề nghị của gia đình" in html
    assert "noindex" in html
    for word in ("Nguyễn Thị Hòa", "Trưởng bản", "/media/", "Gia đình xin rút", "nguyen-thi-hoa"):
        assert word not in html
    for list_address in ("/guong/", "/guong/rss.xml", "/sitemap-guong.xml", "/guong/chu-cai/h/"):
        assert "Nguyễn Thị Hòa" not in client.get(list_address).content.decode()


def test_a_merged_dossier_leads_to_the_one_it_lives_on_in(client):
    last, middle, first = (make_exemplar(name) for name in ("Còn", "Giữa", "Đầu"))
    for merged, into in ((first, middle), (middle, last)):
        decide(merged, State.WITHDRAWN, actor=None, reason="Trùng", public_reason="Trùng hồ sơ")
        Exemplar.objects.filter(pk=merged.pk).update(merged_into=into)
    response = client.get(first.get_absolute_url())
    assert (response.status_code, response["Location"]) == (301, last.get_absolute_url())
    decide(last, State.HIDDEN, actor=None, reason="Có đơn")
    assert client.get(first.get_absolute_url()).status_code == 410
    Exemplar.objects.filter(pk=last.pk).update(merged_into=first)
    assert client.get(last.get_absolute_url()).status_code == 404


def test_an_invented_person_is_marked(client):
    invented = make_exemplar(is_demo=True)
    assert "nhân vật, đơn vị và sự việc không có thật" in html_of(client, invented)
    assert "Dữ liệu minh họa" in client.get("/guong/").content.decode()
    assert "Dữ liệu minh họa" not in html_of(client, make_exemplar("Người thật"))


def test_the_page_keeps_its_budget_and_leaves_no_trace(django_assert_max_num_queries):
    old = make_place("Bắc Kạn", valid_to=date(2025, 6, 30))
    succeed(old, make_place("Thái Nguyên", valid_from=date(2025, 7, 1)))
    shown = make_exemplar(place=old, portrait=pages.make_picture(), movements=[make_movement()], field="Y tế")
    make_renditions([shown.portrait], PORTRAIT_SPECS)
    for number in range(5):
        decision = make_document(f"{number + 1}/QĐ-UBND", f"01/02/{2020 + number}")
        honour = make_conferral(shown, make_honour(f"Bằng khen {number}"), year=2020 + number, decision=decision)
        type(honour).objects.filter(pk=honour.pk).update(state="restored")
        honour.changes.create(
            state="restored", on=date(2024, 1, number + 1), reason="Khiếu nại đúng", document=decision
        )
        ExemplarRelation.objects.create(exemplar=shown, other=make_exemplar(f"Người {number}"), kind="event")
        Replication.objects.create(exemplar=shown, place=old, year=2024)
    client = Client()
    client.get(shown.get_absolute_url())
    with django_assert_max_num_queries(BUDGET):
        response = client.get(shown.get_absolute_url())
    assert response.status_code == 200
    assert not response.cookies
    assert response["Cache-Control"].startswith("public")
    assert "csrfmiddlewaretoken" not in response.content.decode()
    assert client.post(shown.get_absolute_url()).status_code == 405
