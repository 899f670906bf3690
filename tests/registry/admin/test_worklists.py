"""What waits, counted and listed; one thing done to many, with a result for each."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from exemplars.honours.models import Conferral, Honour
from exemplars.movements.models import Movement
from exemplars.registry.models import Consent, Exemplar, Field, State
from exemplars.registry.worklists import BY_NAME, LISTS
from tests.documents.factories import citations
from tests.registry.test_states import complete, held, published

pytestmark = pytest.mark.django_db
LISTED = "/quan-tri/viec-can-lam/"


def rows(name: str) -> list[str]:
    """The names of the dossiers in a list."""
    return sorted(str(one) for one in BY_NAME[name].rows())


def test_each_list_holds_what_it_says() -> None:
    today = timezone.localdate()
    held(name="Mới")
    held(name="Thiếu đồng ý", state=State.VERIFYING)
    complete(held(name="Đủ đồng ý", state=State.VERIFYING))
    ending = published(name="Sắp hết hạn")
    Consent.objects.filter(exemplar=ending).update(expires_on=today + timedelta(days=10))
    ended = published(name="Đã hết hạn")
    Consent.objects.get(exemplar=ended).delete()
    Consent.objects.create(exemplar=ended, for_name=True, given_on=date(2020, 1, 1), expires_on=date(2021, 1, 1))
    due = published(name="Đến hạn")
    Exemplar.objects.filter(pk=due.pk).update(review_due=today)
    merged = held(name="Đã gộp")
    Exemplar.objects.filter(pk=merged.pk).update(merged_into=due)
    assert rows("cho-xac-minh") == ["Mới"]
    assert rows("thieu-dong-y") == ["Thiếu đồng ý", "Đã hết hạn"]
    assert rows("dong-y-het-han") == ["Sắp hết hạn", "Đã hết hạn"]
    assert rows("den-han-ra-soat") == ["Đến hạn"]
    assert not BY_NAME["nghi-trung"].rows().exists()


@pytest.mark.parametrize(
    ("consent", "missing"),
    [
        ({}, False),
        ({"for_name": False, "for_face": True}, True),
        ({"expires_on": date(2020, 1, 1)}, True),
        ({"withdrawn_on": date(2020, 1, 1)}, True),
        ({"given_on": date(2999, 1, 1)}, True),
    ],
)
def test_only_a_consent_to_naming_in_force_counts(consent: dict[str, object], missing: bool) -> None:
    exemplar = held(state=State.VERIFYING)
    Consent.objects.create(exemplar=exemplar, **{"for_name": True, "given_on": date(2019, 1, 1), **consent})
    assert BY_NAME["thieu-dong-y"].rows().exists() is missing


def test_namesakes_of_one_year_are_suspected(curator: Client) -> None:
    first, second = held(name="Lê Văn Hùng", birth_year=1970), held(name="Lê Vân Hưng", birth_year=1970)
    held(name="Lê Văn Hùng", birth_year=1980)
    html = curator.get(f"{LISTED}nghi-trung/").content.decode()
    assert f"/gop/{first.pk}/{second.pk}/" in html
    assert html.count("So sánh với") == 1


def test_honours_without_decision_are_listed(curator: Client) -> None:
    Conferral.objects.create(recipient_name="Tổ hợp tác Bản Mù", honour=Honour.objects.first(), year=2024)
    html = curator.get(f"{LISTED}thieu-quyet-dinh/").content.decode()
    assert "Tổ hợp tác Bản Mù" in html


def test_all_lists_are_counted_on_a_page_and_on_the_first_one(curator: Client, editor: Client) -> None:
    held(name="Mới")
    citations("Kế hoạch số 22/KH-UBND")
    html = curator.get(LISTED).content.decode()
    assert all(str(one.label) in html for one in LISTS)
    assert reverse("citation_worklist:index") in html
    first = curator.get("/quan-tri/").content.decode()
    assert "Mới được giới thiệu" in first
    assert "Thiếu sự đồng ý" not in first
    assert "Mới được giới thiệu" not in editor.get("/quan-tri/").content.decode()
    assert editor.get(LISTED).status_code == 302
    for one in LISTS:
        for query in ("", "?p=2", "?p=x"):
            assert curator.get(f"{LISTED}{one.name}/{query}").status_code == 200
    assert curator.get(f"{LISTED}khong-co/").status_code == 404


# --- Many at once -----------------------------------------------------------------------------------


def act(client: Client, action: str, exemplars: list[Exemplar], **form: object):
    """Send the form of an action for some dossiers; return what became of each."""
    query = "&".join(f"id={one.pk}" for one in exemplars)
    address = reverse("wagtail_bulk_action", args=["registry", "exemplar", action])
    assert client.get(f"{address}?{query}&id=x&id=all").status_code == 200
    response = client.post(f"{address}?{query}", form)
    assert response.status_code == 200
    results = response.context.get("results")
    return results if results is None else [(one.exemplar.name, one.outcome, one.said) for one in results]


def test_one_that_fails_stops_none_of_the_others(curator: Client) -> None:
    ready, lacking, done = (held(name=name) for name in ("A sẵn sàng", "B thiếu", "C rồi"))
    for one, state in ((ready, State.VERIFYING), (lacking, State.VERIFYING), (done, State.CONSENTED)):
        Exemplar.objects.filter(pk=one.pk).update(state=state)
    Consent.objects.create(exemplar=ready, for_name=True)
    chosen = [ready, lacking, done]
    results = act(curator, "decide", chosen, to="consented", reason="Đủ phiếu", public_reason="")
    assert sorted(results) == [
        ("A sẵn sàng", "done", "Đã đồng ý công bố"),
        ("B thiếu", "refused", "Chưa có sự đồng ý công bố tên."),
        ("C rồi", "same", "Đã như vậy từ trước"),
    ]
    again = act(curator, "decide", chosen, to="consented", reason="Đủ phiếu", public_reason="")
    assert sorted(outcome for _name, outcome, _said in again) == ["refused", "same", "same"]
    assert ready.decisions.count() == 1


def test_field_movement_and_review_are_set_for_many(curator: Client) -> None:
    chosen = [held(name="Lê An"), held(name="Lê Bình")]
    field, movement = Field.objects.first(), Movement.objects.create(name="Dân vận khéo")
    for action, form in (
        ("set_field", {"field": field.pk}),
        ("add_movement", {"movement": movement.pk}),
        ("set_review", {"review_due": "05/03/2027"}),
    ):
        assert [outcome for _name, outcome, _said in act(curator, action, chosen, **form)] == ["done", "done"]
        assert [outcome for _name, outcome, _said in act(curator, action, chosen, **form)] == ["same", "same"]
    for one in chosen:
        one.refresh_from_db()
        assert (one.field, one.review_due, list(one.movements.all())) == (field, date(2027, 3, 5), [movement])
        history = curator.get(reverse(Exemplar.snippet_viewset.get_url_name("history"), args=[one.pk]))
        assert len(history.context["object_list"]) == 3
    assert act(curator, "set_field", chosen, field="x") is None


def test_nobody_else_does_anything_to_many(editor: Client) -> None:
    exemplar = held()
    address = reverse("wagtail_bulk_action", args=["registry", "exemplar", "decide"]) + f"?id={exemplar.pk}"
    response = editor.post(address, {"to": "verifying", "reason": "x", "public_reason": ""})
    assert response.status_code == 302
    exemplar.refresh_from_db()
    assert exemplar.state == State.NOMINATED
