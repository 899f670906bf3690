"""A nomination goes from state to state by one function, with a reason, and its proposer hears the outcome."""

from __future__ import annotations

import pytest
from django.core import mail

from exemplars.nominations.models import Confirmation, Nomination, State
from exemplars.nominations.states import STEPS, NotAllowed, blockers, decide
from tests.nominations.factories import TOLD, approved, confirm, make_nomination
from tests.registry.test_states import held

pytestmark = pytest.mark.django_db
UNIT, LOCALITY = Confirmation.Step.UNIT, Confirmation.Step.LOCALITY


def test_only_steps_that_follow_are_taken() -> None:
    for state in State:
        for to in State:
            nomination = make_nomination(email="")
            Nomination.objects.filter(pk=nomination.pk).update(state=state)
            confirm(nomination) if state in ("nominated", "unit_asked", "locality", "editorial") else None
            if to in STEPS[state]:
                decide(nomination, to, actor=None, reason="Đủ", told=TOLD, duplicate_of=held(name="Lò Thị Sơ"))
                assert Nomination.objects.get(pk=nomination.pk).state == to
            else:
                with pytest.raises(NotAllowed, match="không chuyển sang"):
                    decide(nomination, to, actor=None, reason="Đủ", told=TOLD)


def test_unit_and_locality_come_before_the_editors() -> None:
    nomination = make_nomination()
    decide(nomination, State.UNIT_ASKED, actor=None, reason="Đủ thông tin")
    assert blockers(nomination, State.LOCALITY) == ["Đơn vị chưa xác nhận."]
    with pytest.raises(NotAllowed, match="Đơn vị chưa"):
        decide(nomination, State.LOCALITY, actor=None, reason="Vội")
    confirm(nomination, UNIT, answer=Confirmation.Answer.NO)
    assert blockers(nomination, State.LOCALITY), "a no is no confirmation"
    confirm(nomination, UNIT, answer=Confirmation.Answer.PARTLY)
    decide(nomination, State.LOCALITY, actor=None, reason="Đơn vị xác nhận")
    assert blockers(nomination, State.EDITORIAL) == ["Địa phương chưa xác nhận."]


@pytest.mark.parametrize("to", [State.DECLINED, State.DUPLICATE])
def test_an_outcome_needs_a_reason_and_a_statement(to: State) -> None:
    nomination, other = make_nomination(), held(name="Lò Thị Sơ")
    with pytest.raises(NotAllowed, match="Ghi lý do"):
        decide(nomination, to, actor=None, reason="  ", told=TOLD, duplicate_of=other)
    with pytest.raises(NotAllowed, match="Ghi lời báo"):
        decide(nomination, to, actor=None, reason="Trùng", told=" ", duplicate_of=other)
    assert nomination.decisions.count() == 1


def test_a_duplicate_is_one_of_something() -> None:
    nomination, other = make_nomination(), held(name="Lò Thị Sơ")
    with pytest.raises(NotAllowed, match="Chọn hồ sơ"):
        decide(nomination, State.DUPLICATE, actor=None, reason="Trùng", told=TOLD)
    decide(nomination, State.DUPLICATE, actor=None, reason="Trùng", told=TOLD, duplicate_of=other)
    assert nomination.exemplar == other
    decide(nomination, State.NOMINATED, actor=None, reason="Nhầm người")
    assert nomination.exemplar is None
    assert nomination.decided_at is None


@pytest.mark.parametrize("email", ["", "nguoi.ke@example.vn"])
def test_the_outcome_is_written_to_whoever_gave_an_address(email: str, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        nomination = approved(email=email)
    letters = [letter for letter in mail.outbox if letter.subject.startswith("Kết quả")]
    assert len(letters) == bool(email)
    if email:
        assert TOLD in letters[0].body
        assert "Đủ" not in letters[0].body, "the reason is for staff"
        assert nomination.reference in letters[0].subject


def test_a_decided_nomination_has_no_question_open() -> None:
    from exemplars.nominations import asking

    nomination = make_nomination()
    asked = asking.ask(nomination, step=UNIT, addressee="Hợp tác xã", email="", actor=None)
    decide(nomination, State.DECLINED, actor=None, reason="Không đúng", told=TOLD)
    asked.refresh_from_db()
    assert asked.revoked_at
    assert not asked.token_sealed
