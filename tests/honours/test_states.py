"""What may become of a conferral, and what a timeline says of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.template.loader import render_to_string
from django.utils import timezone
from wagtail.models import ModelLogEntry

from exemplars.honours.models import Conferral, ConferralChange
from exemplars.honours.states import STEPS, ChangeRefused, change_state, next_states
from exemplars.honours.timeline import for_timeline
from tests.documents.factories import make_document
from tests.factories import make_user
from tests.honours.factories import make_conferral, make_exemplar

pytestmark = pytest.mark.django_db
State = Conferral.State
DAY = date(2025, 3, 1)

ALLOWED = {
    (State.IN_FORCE, State.SUSPENDED), (State.IN_FORCE, State.REVOKED), (State.IN_FORCE, State.STRIPPED),
    (State.RESTORED, State.SUSPENDED), (State.RESTORED, State.REVOKED), (State.RESTORED, State.STRIPPED),
    (State.SUSPENDED, State.RESTORED), (State.SUSPENDED, State.REVOKED), (State.SUSPENDED, State.STRIPPED),
    (State.REVOKED, State.RESTORED), (State.STRIPPED, State.RESTORED),
}  # fmt: skip


@pytest.mark.parametrize("before", State.values)
@pytest.mark.parametrize("after", State.values)
def test_every_step(before: str, after: str) -> None:
    document = make_document("9/QĐ-UBND", "1/3/2025")
    conferral = make_conferral(state=before)
    if (before, after) in ALLOWED:
        change = change_state(conferral, after, on=DAY, reason="Lý do", document=document)
        assert (change.state, change.document, change.on) == (after, document, DAY)
        assert Conferral.objects.get(pk=conferral.pk).state == conferral.state == after
    else:
        with pytest.raises(ChangeRefused):
            change_state(conferral, after, on=DAY, reason="Lý do", document=document)
        assert Conferral.objects.get(pk=conferral.pk).state == before
        assert not ConferralChange.objects.exists()


def test_every_state_has_its_steps() -> None:
    assert set(STEPS) == set(State.values)
    assert next_states(make_conferral(state=State.REVOKED)) == (State.RESTORED,)


@pytest.mark.parametrize("state", [State.REVOKED, State.STRIPPED])
def test_what_ends_an_honour_needs_a_document(state: str) -> None:
    conferral = make_conferral()
    with pytest.raises(ChangeRefused, match="Chọn văn bản"):
        change_state(conferral, state, on=DAY, reason="Khai man thành tích")
    assert conferral.state == State.IN_FORCE


def test_restoring_needs_a_document_and_suspending_none() -> None:
    conferral = make_conferral()
    change_state(conferral, State.SUSPENDED, on=DAY, reason="Đang xác minh đơn thư")
    with pytest.raises(ChangeRefused, match="Chọn văn bản"):
        change_state(conferral, State.RESTORED, on=DAY, reason="Đơn sai")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"reason": " "}, "lý do"),
        ({"reason": "a" * 301}, "300"),
        ({"on": timezone.localdate() + timedelta(days=1)}, "tương lai"),
        ({"on": date(2023, 1, 1)}, "trước ngày khen thưởng"),
        ({"state": "khong-co"}, "khong-co"),
    ],
)
def test_nonsense_is_refused_in_words(fields: dict, said: str) -> None:
    conferral = make_conferral(conferred_on=date(2024, 1, 1))
    asked = {"state": State.SUSPENDED, "on": DAY, "reason": "Lý do"} | fields
    with pytest.raises(ChangeRefused) as refused:
        change_state(conferral, asked.pop("state"), **asked)
    assert said.casefold() in str(refused.value).casefold()


def test_it_is_logged() -> None:
    user = make_user()
    conferral = make_conferral()
    change_state(conferral, State.SUSPENDED, on=DAY, reason="Đang xác minh", actor=user)
    entry = ModelLogEntry.objects.get(action="honours.state_changed")
    assert (entry.user, entry.data["to"], entry.data["reason"]) == (user, "suspended", "Đang xác minh")


def test_a_stale_object_cannot_skip_a_step() -> None:
    conferral = make_conferral()
    stale = Conferral.objects.get(pk=conferral.pk)
    change_state(conferral, State.REVOKED, on=DAY, reason="Lý do", document=make_document("9/QĐ-UBND", "1/3/2025"))
    with pytest.raises(ChangeRefused):
        change_state(stale, State.SUSPENDED, on=DAY, reason="Lý do")


def test_the_timeline_says_what_became_of_each(django_assert_max_num_queries) -> None:
    exemplar = make_exemplar()
    decision = make_document("5/QĐ-UBND", "1/2/2024")
    hidden = make_document("6/QĐ-UBND", "2/2/2023", public=False)
    revoking = make_document("9/QĐ-UBND", "1/3/2025")
    standing = make_conferral("huan-chuong-lao-dong", honour_class=2, exemplar=exemplar, decision=decision)
    lost = make_conferral("chien-si-thi-dua-co-so", exemplar=exemplar, decision=hidden)
    make_conferral("lao-dong-tien-tien", exemplar=exemplar, year=2020, decision_text="77/QĐ-SNV", verb="truy-tang")
    change_state(lost, State.REVOKED, on=DAY, reason="Lý do riêng", document=revoking)
    with django_assert_max_num_queries(4):
        conferrals = list(for_timeline(exemplar.conferrals.all()))
        html = render_to_string("components/honour_timeline.html", {"conferrals": conferrals})
    assert "Huân chương Lao động hạng Nhì" in html
    assert "honour-step-stands" in html
    assert "bị hủy bỏ" in html
    assert "Bị hủy bỏ <time" in html
    assert revoking.label in html
    assert f"/quyet-dinh-khen-thuong/{decision.slug}/" in html
    assert hidden.slug not in html
    assert hidden.dated_label in html
    assert "Quyết định số 77/QĐ-SNV" in html
    assert "Truy tặng" in html
    assert "Lý do riêng" not in html
    assert conferrals[0] == standing
