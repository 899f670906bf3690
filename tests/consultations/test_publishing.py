"""Publishing keeps the law's term; extension and result do what they say, once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.utils import timezone
from wagtail.models import ModelLogEntry

from exemplars.consultations.models import Candidate, Consultation, DayChange
from exemplars.consultations.publishing import Refused, conclude, earliest_end, extend, publish, withdraw_candidate
from exemplars.honours.models import Honour
from tests.consultations.factories import make_candidate, make_closed, make_consultation, make_opinion
from tests.factories import make_user
from tests.registry.factories import make_honour

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_ten_working_days_are_enough_and_nine_are_not() -> None:
    today = timezone.localdate()
    draft = make_consultation(is_public=False, closes_on=earliest_end(today))
    draft.closes_on -= DAY
    while not DayChange.calendar().is_workday(draft.closes_on):
        draft.closes_on -= DAY
    draft.save()
    with pytest.raises(Refused, match="phải đủ 10"):
        publish(draft, None)
    assert not Consultation.objects.public().exists()
    draft.closes_on = earliest_end(today)
    draft.save()
    actor = make_user()
    assert publish(draft, actor).is_open
    entry = ModelLogEntry.objects.get(action="consultations.published")
    assert (entry.user, entry.object_id) == (actor, str(draft.pk))
    with pytest.raises(Refused, match="đã công bố"):
        publish(draft, actor)


def test_a_day_off_entered_by_staff_makes_the_term_too_short() -> None:
    today = timezone.localdate()
    draft = make_consultation(is_public=False)
    day = DayChange.calendar().after(today, 3)
    DayChange.objects.create(day=day)
    with pytest.raises(Refused, match="Mới được 9 ngày làm việc"):
        publish(draft, None)


def test_a_list_of_nobody_and_a_day_gone_by_are_refused() -> None:
    empty = make_consultation(is_public=False, names=[])
    with pytest.raises(Refused, match="chưa có ai"):
        publish(empty, None)
    late = make_consultation(is_public=False, opens_on=timezone.localdate() - DAY)
    with pytest.raises(Refused, match="đã qua"):
        publish(late, None)


def test_the_days_of_a_published_list_are_not_edited() -> None:
    row = make_consultation()
    row.closes_on -= DAY
    with pytest.raises(ValidationError, match="Gia hạn"):
        row.full_clean()


@pytest.mark.parametrize(
    "change", [{"name": "Lò Văn Bính"}, {"unit": "Khác"}, {"summary": "Khác"}, {"kind": "collective"}]
)
def test_who_was_shown_to_the_people_stays_who_it_was(change: dict[str, str]) -> None:
    row = make_consultation()
    one = row.candidates.get()
    one.save()
    for name, value in change.items():
        setattr(one, name, value)
    with pytest.raises(ValidationError, match="đủ 10 ngày"):
        one.save()
    with pytest.raises(ValidationError, match="đủ 10 ngày"):
        Candidate.objects.create(consultation=row, name="Vàng A Sua", honour=one.honour, summary="Muộn")
    assert not row.candidates.filter(**change).exists()


def test_nobody_leaves_a_published_list_but_by_being_withdrawn() -> None:
    row, draft = make_consultation(), make_consultation("Nháp", is_public=False)
    one = row.candidates.get()
    for delete in (one.delete, row.candidates.all().delete, Candidate.objects.all().delete):
        with pytest.raises(ProtectedError):
            delete()
    draft.candidates.get().delete()
    assert list(Candidate.objects.all()) == [one]


def test_an_opinion_stays_about_whom_it_was() -> None:
    """Even where nothing else is in the way, the database keeps whom an opinion is about."""
    row = make_consultation()
    opinion, _token = make_opinion(row, candidate=row.candidates.get())
    Consultation.objects.update(is_public=False)
    with pytest.raises(ProtectedError):
        row.candidates.all().delete()
    opinion.refresh_from_db()
    assert opinion.candidate.name == "Lò Văn Bình"


def test_who_is_withdrawn_is_logged_with_the_reason_and_does_not_come_back() -> None:
    row, actor = make_consultation(names=["Lò Văn Bình", "Vàng A Sua"]), make_user()
    one = row.candidates.get(name="Vàng A Sua")
    withdraw_candidate(row, one, "Đang bị xem xét kỷ luật", actor)
    one.refresh_from_db()
    assert one.is_withdrawn
    entry = ModelLogEntry.objects.get(action="consultations.withdrew_candidate")
    assert (entry.user, entry.data) == (actor, {"name": "Vàng A Sua", "reason": "Đang bị xem xét kỷ luật"})
    one.is_withdrawn = False
    with pytest.raises(ValidationError):
        one.save()
    draft = make_consultation("Nháp", is_public=False)
    for consultation, candidate in ((row, one), (row, draft.candidates.get()), (draft, draft.candidates.get())):
        with pytest.raises(Refused, match="Chỉ rút được"):
            withdraw_candidate(consultation, candidate, "Không", actor)


def test_writers_are_not_remembered_for_longer_than_they_were_told() -> None:
    row = make_consultation(retention_months=6)
    row.retention_months = 7
    with pytest.raises(ValidationError, match="chỉ rút ngắn"):
        row.full_clean()
    row.retention_months = 5
    row.full_clean()
    draft = make_consultation("Nháp", is_public=False, retention_months=6)
    draft.retention_months = 60
    draft.full_clean()


def test_an_extension_moves_the_end_further_only() -> None:
    row = make_closed()
    with pytest.raises(Refused, match="sau hạn cũ"):
        extend(row, row.closes_on, "Chưa đủ", None)
    new = timezone.localdate() + 10 * DAY
    row = extend(row, new, "Thêm người được đề nghị", None)
    assert row.is_open
    assert [(one.closes_on, one.reason) for one in row.extensions.all()] == [(new, "Thêm người được đề nghị")]


def test_the_result_is_announced_after_closing_and_its_count_stays() -> None:
    with pytest.raises(Refused, match="khi đợt đã đóng"):
        conclude(make_consultation(), "Không có ý kiến khác.", None)
    row = make_closed(title="Đã đóng")
    make_opinion(row)
    row = conclude(row, "Các ý kiến đều đồng ý.", None)
    assert (row.opinion_count, row.phase) == (1, Consultation.Phase.CONCLUDED)
    first = row.concluded_at
    row = conclude(row, "Các ý kiến đều đồng ý với danh sách.", None)
    assert (row.opinion_count, row.concluded_at) == (1, first)
    with pytest.raises(Refused, match="chưa có kết quả"):
        extend(row, timezone.localdate() + 10 * DAY, "Muộn", None)


def test_a_class_the_honour_lacks_and_a_wrong_recipient_are_refused() -> None:
    order = make_honour("Huân chương Lao động", kind=Honour.Kind.ORDER, classes=3)
    Honour.objects.filter(pk=order.pk).update(classes=3, for_collective=False)
    order.refresh_from_db()
    wanted = Candidate(consultation=make_consultation(), name="A", summary="B", honour=order)
    for change in ({"honour_class": 0}, {"honour_class": 1, "kind": "collective"}):
        for name, value in change.items():
            setattr(wanted, name, value)
        with pytest.raises(ValidationError):
            wanted.full_clean()
    wanted.kind = "person"
    wanted.full_clean()
    assert make_candidate(wanted.consultation, honour=order, honour_class=3).proposal == (
        "tặng Huân chương Lao động hạng Ba"
    )
