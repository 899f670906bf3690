"""Nominations for tests, each through the functions readers and curators use."""

from __future__ import annotations

import itertools
import time
from typing import Any

from django.test import Client
from django.urls import reverse

from exemplars.nominations import asking, attachments
from exemplars.nominations.models import Confirmation, Nomination, State
from exemplars.nominations.sending import Contact, submit
from exemplars.nominations.states import decide
from exemplars.registry.models import Exemplar
from portal.intake.forms import fresh_guard
from portal.intake.uploads import Clean
from tests.uploads.files import pdf

DEEDS = "Hai mươi năm chở học sinh qua suối mùa lũ, không lấy tiền, chưa em nào phải nghỉ học."
EMAIL = "nguoi.ke@example.vn"
_numbers = itertools.count()
TOLD = "Cảm ơn bạn. Đơn vị và địa phương đã xác nhận."


def filled(**changes: Any) -> dict[str, Any]:
    """Return what a browser sends for a form filled in honestly, opened a minute ago."""
    return {
        **fresh_guard(int(time.time()) - 60),
        "website": "",
        "kind": "individual",
        "name": "Lường Văn Thuyền",
        "birth_year": "1961",
        "unit": "Bản Nà Suối",
        "place_text": "Nơi không có trong sổ địa danh",
        "deeds": DEEDS,
        "since": "từ năm 2004",
        "witnesses": "Trưởng bản Hà Văn Nhất",
        "asked": "not_asked",
        "proposer_name": "Hoàng Thị Xuân",
        "phone": "0900 000 000",
        "email": EMAIL,
        "relation": "neighbour",
        "agrees": "on",
        **changes,
    }


def send(client: Client, **changes: Any) -> Any:
    """Send the form; return the answer."""
    return client.post(reverse("nomination_form"), filled(**changes))


def make_nomination(*, files: int = 0, email: str = EMAIL, **fields: Any) -> Nomination:
    """Make a nomination as the form does."""
    drafts = [attachments.keep(Clean(pdf() + b" " * number, "pdf"), f"Giấy {number}.pdf") for number in range(files)]
    values = {
        "kind": Exemplar.Kind.INDIVIDUAL,
        "name": "Lường Văn Thuyền",
        "birth_year": 1961,
        "unit": "Bản Nà Suối",
        "place_text": "Nà Suối",
        "deeds": DEEDS,
        "asked": Nomination.Asked.NOT_ASKED,
        "proposer_name": "Hoàng Thị Xuân",
        "relation": Nomination.Relation.NEIGHBOUR,
        **fields,
    }
    key = f"thu-{next(_numbers)}"
    return submit(submit_key=key, contact=Contact(email, "0900 000 000"), files=drafts, **values)


def confirm(nomination: Nomination, *steps: str, answer: str = Confirmation.Answer.YES) -> None:
    """Record answers on paper for these steps."""
    for step in steps or Confirmation.Step.values:
        asking.record(
            nomination,
            step=step,
            addressee="Ủy ban nhân dân xã",
            answer=answer,
            words="Đúng",
            answered_by="Ông Nông Văn Khang, Chủ tịch",
            paper=None,
            actor=None,
        )


def approved(**fields: Any) -> Nomination:
    """Make a nomination that went the whole way."""
    nomination = make_nomination(**fields)
    confirm(nomination)
    for step in (State.UNIT_ASKED, State.LOCALITY, State.EDITORIAL):
        decide(nomination, step, actor=None, reason="Đủ")
    decide(nomination, State.APPROVED, actor=None, reason="Đủ", told=TOLD)
    return nomination
