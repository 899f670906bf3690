"""Many votes of one browser at once count once; many browsers at once all count."""

from __future__ import annotations

import pytest

from news.polls.models import Refusal, Vote
from tests.polls.factories import make_poll, store
from tests.registry.test_concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_sixty_votes_of_one_browser_at_once_count_once() -> None:
    poll = make_poll()
    stored = at_once(lambda turn: store(poll, "one", turn % 3), 60)
    assert len([vote for vote in stored if vote]) == Vote.objects.count() == 1
    assert Refusal.objects.get().times == 59


def test_forty_browsers_at_once_all_count() -> None:
    poll = make_poll()
    at_once(lambda turn: store(poll, f"t{turn}"), 40)
    assert Vote.objects.filter(state="counted").count() == 40
