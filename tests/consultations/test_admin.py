"""The staff side: who reads opinions, that each look is logged, files without formulas, steps with their refusals."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from exemplars.consultations.models import Candidate, Consultation, Opinion
from portal.desk.roles import CURATOR, EDITOR, MODERATOR, PUBLISHER
from tests.consultations.factories import make_closed, make_consultation, make_opinion
from tests.factories import make_user
from tests.registry.factories import make_exemplar, make_honour

pytestmark = pytest.mark.django_db


def url(name: str, *args: object) -> str:
    return reverse(Consultation.snippet_viewset.get_url_name(name), args=args)


@pytest.fixture
def curator(client: Client) -> Client:
    client.force_login(make_user(CURATOR.name))
    return client


def test_only_curators_come_near_opinions(client: Client) -> None:
    row = make_consultation()
    opinion, _token = make_opinion(row)
    for number, role in enumerate((EDITOR, PUBLISHER, MODERATOR)):
        client.force_login(make_user(role.name, f"can-bo-{number}"))
        for name, pk in (("opinions", row.pk), ("opinion", opinion.pk), ("steps", row.pk), ("export", row.pk)):
            assert client.get(url(name, pk)).status_code == 302
            assert client.post(url(name, pk), {"suffix": "csv"}).status_code == 302
        assert client.get(url("list")).status_code == 302
    assert not ModelLogEntry.objects.filter(action__startswith="consultations.").exists()


def test_opening_an_opinion_is_logged_and_the_list_names_nobody(curator: Client) -> None:
    row = make_consultation()
    opinion, _token = make_opinion(row)
    listed = curator.get(url("opinions", row.pk)).content.decode()
    assert opinion.reference in listed
    assert "Trần Thị Lan" not in listed
    assert not ModelLogEntry.objects.filter(action="consultations.read").exists()
    opened = curator.get(url("opinion", opinion.pk)).content.decode()
    assert "Trần Thị Lan" in opened
    entry = ModelLogEntry.objects.get(action="consultations.read")
    assert entry.data == {"reference": opinion.reference}
    opinion.refresh_from_db()
    assert opinion.state == Opinion.State.READ
    curator.post(url("opinion", opinion.pk))
    opinion.refresh_from_db()
    assert opinion.state == Opinion.State.HANDLED
    history = curator.get(url("history", row.pk)).content.decode()
    assert f"Mở ý kiến {opinion.reference}" in history


def test_files_for_the_council_hold_no_formula(curator: Client) -> None:
    row = make_consultation()
    make_opinion(row, text='=HYPERLINK("http://evil") +1', name="@SUM(A1)", address="-2+3")
    answer = curator.post(url("export", row.pk), {"suffix": "csv"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    cells = list(csv.reader(io.StringIO(text)))[1]
    assert not [cell for cell in cells if cell[:1] in "=+-@" and cell]
    answer = curator.post(url("export", row.pk), {"suffix": "xlsx"})
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert {cell.data_type for cell in sheet[2]} <= {"s", "n"}
    assert sheet["I2"].value.startswith("=HYPERLINK") or sheet["I2"].value.startswith("'=")
    assert ModelLogEntry.objects.filter(action="consultations.exported_opinions").count() == 2
    assert curator.post(url("export", row.pk), {"suffix": "exe"}).status_code == 404
    assert curator.get(url("export", row.pk)).status_code == 405


def test_a_curator_makes_a_list_and_publishes_it(curator: Client) -> None:
    today = timezone.localdate()
    exemplar = make_exemplar()
    candidate = {
        "kind": "person",
        "name": "Lò Văn Bình",
        "unit": "Bản Nà Lại",
        "verb": "tang",
        "honour_class": "0",
        "honour": make_honour().pk,
        "summary": "Hiến đất làm cầu.",
        "exemplar": exemplar.pk,
    }
    form = {
        "title": "Đợt một",
        "intro": "",
        "opens_on": today,
        "closes_on": today + timedelta(days=3),
        "document": "",
        "retention_months": "24",
        "slug": "",
        "candidates": inline_formset([candidate]),
    }
    answer = curator.post(url("add"), nested_form_data(form))
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    row = Consultation.objects.get()
    assert not row.is_public
    assert "phải đủ 10" in curator.get(url("steps", row.pk)).content.decode()
    refused = curator.post(url("steps", row.pk), {"step": "publish"})
    assert refused.status_code == 422
    row.closes_on = today + timedelta(days=40)
    row.save()
    assert curator.post(url("steps", row.pk), {"step": "publish"}).status_code == 302
    row.refresh_from_db()
    assert row.is_public
    assert curator.get(url("edit", row.pk)).status_code == 200


def form_of(row: Consultation, candidates: list[dict[str, object]], **changes: object) -> dict[str, object]:
    """Return what the browser sends for a published consultation."""
    fields = ("title", "intro", "opens_on", "closes_on", "retention_months", "slug")
    given = {name: getattr(row, name) for name in fields} | {"document": ""} | changes
    listed = inline_formset(candidates, initial=row.candidates.count())
    return nested_form_data(given | {"candidates": listed})


def candidate_form(one: Candidate, **changes: object) -> dict[str, object]:
    names = ("id", "kind", "name", "unit", "verb", "honour_class", "summary")
    given = {name: getattr(one, name) for name in names} | {"honour": one.honour_id, "exemplar": ""}
    return given | changes


def test_the_form_of_a_published_list_changes_nobody_and_says_why(curator: Client) -> None:
    row = make_consultation()
    one = row.candidates.get()
    opinion, _token = make_opinion(row, candidate=one)
    shown = curator.get(url("edit", row.pk)).content.decode()
    assert "Danh sách đã công bố thì không thêm, sửa, xóa được nữa" in shown
    assert re.search(r'name="candidates-0-name"[^>]* disabled', shown)
    renamed = candidate_form(one, name="Vàng A Sua", summary="Người khác", is_withdrawn="on")
    curator.post(url("edit", row.pk), form_of(row, [renamed]))
    more = candidate_form(one, id="", name="Thêm Vào Ngày Chín")
    for candidates in ([candidate_form(one, DELETE="on")], [candidate_form(one), more]):
        refused = curator.post(url("edit", row.pk), form_of(row, candidates))
        assert "Danh sách đã công bố thì không thêm, sửa, xóa được nữa" in refused.content.decode()
    assert list(row.candidates.values_list("pk", "name", "is_withdrawn")) == [(one.pk, "Lò Văn Bình", False)]
    assert one.name in curator.get(url("opinions", row.pk)).content.decode()
    opinion.refresh_from_db()
    assert opinion.candidate == one


def test_what_is_not_the_list_is_still_edited(curator: Client) -> None:
    row, exemplar = make_consultation(), make_exemplar()
    one = row.candidates.get()
    answer = curator.post(url("edit", row.pk), form_of(row, [candidate_form(one, exemplar=exemplar.pk)], intro="Mới"))
    assert answer.status_code == 302
    row.refresh_from_db()
    one.refresh_from_db()
    assert (row.intro, one.exemplar) == ("Mới", exemplar)
    longer = curator.post(url("edit", row.pk), form_of(row, [candidate_form(one)], retention_months=120))
    assert "chỉ rút ngắn được" in longer.content.decode()
    draft = make_consultation("Nháp", is_public=False)
    assert "Danh sách đã công bố" not in curator.get(url("edit", draft.pk)).content.decode()


def test_somebody_is_withdrawn_with_a_reason(curator: Client) -> None:
    row = make_consultation(names=["Lò Văn Bình", "Vàng A Sua"])
    one = row.candidates.get(name="Vàng A Sua")
    step = {"step": "withdraw", "candidate": one.pk, "reason": ""}
    assert curator.post(url("steps", row.pk), step).status_code == 422
    assert curator.post(url("steps", row.pk), step | {"reason": "Xin rút"}).status_code == 302
    assert curator.post(url("steps", row.pk), step | {"reason": "Xin rút"}).status_code == 422
    one.refresh_from_db()
    assert one.is_withdrawn
    assert "Rút Vàng A Sua khỏi danh sách: Xin rút" in curator.get(url("history", row.pk)).content.decode()
    assert "Vàng A Sua" not in Client().get(row.get_absolute_url()).content.decode()


def test_extension_and_result_through_their_forms(curator: Client) -> None:
    row = make_closed()
    assert (
        curator.post(url("steps", row.pk), {"step": "extend", "closes_on": "hôm qua", "reason": ""}).status_code == 422
    )
    assert curator.post(url("steps", row.pk), {"step": "khong-co"}).status_code == 404
    answer = curator.post(url("steps", row.pk), {"step": "conclude", "conclusion": "Đã ghi nhận."})
    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.conclusion == "Đã ghi nhận."
    draft = make_consultation(is_public=False)
    assert curator.post(url("steps", draft.pk), {"step": "conclude", "conclusion": "Sớm quá."}).status_code == 422


def test_a_term_that_became_too_short_is_pointed_out(curator: Client) -> None:
    from exemplars.consultations.models import DayChange

    row = make_consultation()
    assert "không đủ 10 ngày" not in curator.get(url("steps", row.pk)).content.decode()
    DayChange.objects.create(day=DayChange.calendar().after(row.opens_on, 2))
    assert "không đủ 10 ngày" in curator.get(url("steps", row.pk)).content.decode()


def test_only_a_draft_is_deleted(client: Client) -> None:
    client.force_login(make_user())
    shown, draft = make_consultation(), make_consultation("Nháp", is_public=False)
    make_opinion(shown)
    assert client.post(url("delete", shown.pk)).url == reverse("wagtailadmin_home")
    client.post(url("delete", draft.pk))
    assert list(Consultation.objects.all()) == [shown]


def test_the_list_is_searched_without_accents(curator: Client) -> None:
    make_consultation("Huân chương Độc lập")
    make_consultation("Bằng khen của Thủ tướng")
    found = curator.get(url("list") + "?q=doc+lap").content.decode()
    assert "Huân chương Độc lập" in found
    assert "Bằng khen của Thủ tướng" not in found
