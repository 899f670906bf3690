"""Plans: targets, milestones and how far they are."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from news.documents.models import PlanMilestone, PlanTarget
from news.documents.models.plan import MilestoneState
from tests.documents.factories import make_document, make_plan

TODAY = date(2024, 6, 15)


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"due_on": date(2024, 6, 16)}, MilestoneState.PLANNED),
        ({"due_on": date(2024, 6, 15)}, MilestoneState.PLANNED),
        ({"due_on": date(2024, 6, 14)}, MilestoneState.OVERDUE),
        ({"due_on": date(2024, 7, 1), "starts_on": date(2024, 6, 15)}, MilestoneState.ACTIVE),
        ({"due_on": date(2024, 7, 1), "starts_on": date(2024, 6, 16)}, MilestoneState.PLANNED),
        ({"due_on": date(2024, 6, 1), "done_on": date(2024, 6, 10)}, MilestoneState.DONE),
        ({"due_on": date(2024, 7, 1), "done_on": date(2024, 6, 20)}, MilestoneState.PLANNED),
        ({"due_on": date(2024, 6, 1), "state_override": "active"}, MilestoneState.ACTIVE),
    ],
)
def test_states(fields: dict, state: MilestoneState) -> None:
    assert PlanMilestone(title="Sơ kết", **fields).state_on(TODAY) == state


def test_a_milestone_is_not_due_before_it_starts() -> None:
    with pytest.raises(ValidationError):
        PlanMilestone(title="Sơ kết", starts_on=date(2024, 6, 2), due_on=date(2024, 6, 1)).clean()


@pytest.mark.django_db
def test_a_plan_page(client: Client) -> None:
    document = make_document("21/KH-UBND", "16/1/2023")
    page = make_plan(
        document=document,
        period="2023",
        targets=[PlanTarget(criterion="Đơn vị đăng ký thi đua", unit="%", value="100", responsible="Sở Nội vụ")],
        milestones=[
            PlanMilestone(title="Đăng ký thi đua", due_on=date(2023, 2, 28), done_on=date(2023, 2, 20)),
            PlanMilestone(title="Tổng kết", due_on=date(2023, 12, 31)),
        ],
    )
    html = client.get(page.url).content.decode()
    for said in ("Đơn vị đăng ký thi đua", "Sở Nội vụ", "Xong 1 trên 2 mốc", "Quá hạn", document.get_absolute_url()):
        assert said in html
    assert page.url == "/ke-hoach/ke-hoach-cong-tac-nam-2023/"
