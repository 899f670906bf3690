"""Publishing keeps the law's term; extension and result do what they say, once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import ModelLogEntry

from exemplars.consultations.models import Candidate, Consultation, DayChange
from exemplars.consultations.publishing import Refused, conclude, earliest_end, extend, publish
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
