"""On the demo's events: the other articles of an event come within the first five, each with a true reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from news.documents.models import Citation
from portal.base.models import BasePage
from portal.demo.content import Content
from portal.demo.loading import load
from portal.demo.models import DemoRecord
from portal.demo.registry.reading import Registry
from search.mentions.models import Mention
from search.related.models import RelatedLink

pytestmark = pytest.mark.django_db
EVENTS = ("bai-say", "hoi-thi", "cau-na-bai", "cho-dong-vai", "dat-dai")
FIRST = 5


@pytest.fixture
def events(content: Content, fast_media, site, committed) -> dict[str, list[int]]:
    """Load the demo's bulletins; return the pages of each event."""
    with committed():
        load(replace(content, stories=[], plans=[], registry=Registry()))
    found: dict[str, list[int]] = {}
    for record in DemoRecord.objects.filter(key__startswith="page:"):
        for event in EVENTS:
            if record.key.removeprefix("page:").startswith(event):
                found.setdefault(event, []).append(int(record.object_id))
    return found


def _is_true(link: RelatedLink) -> bool:
    """Look the reason up where it comes from."""
    name, _, key = link.fact.rpartition(":")
    pair = [link.page_id, link.related_id]
    if name == "topic":
        return all(page.specific.topics.filter(pk=key).exists() for page in BasePage.objects.filter(pk__in=pair))
    if name == "cites":
        return Citation.objects.filter(page__in=pair, document=key).values("page").distinct().count() == 2
    if name.startswith("mention:"):
        return Mention.objects.filter(page__in=pair, kind=name.partition(":")[2], target=key).count() == 2
    return link.reason in {"Nội dung gần nhau", "Bản khác của cùng tin này"}


def test_the_others_of_an_event_are_among_the_first_five_each_with_a_true_reason(events) -> None:
    assert {event: len(found) for event, found in events.items()} == dict.fromkeys(EVENTS, 3)
    wanted = found = 0
    for pages in events.values():
        for page in pages:
            links = list(RelatedLink.objects.filter(page=page).order_by("-pinned", "-score", "-related")[:FIRST])
            others = {other for other in pages if other != page}
            wanted += len(others)
            found += len(others & {link.related_id for link in links})
            assert all(link.reason and (link.pinned or _is_true(link)) for link in links)
    assert found >= 0.9 * wanted
