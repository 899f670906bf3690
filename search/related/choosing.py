"""Which pages belong beside a page: those that share facts with it, and those that speak of the same in like words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from portal.base.models import BasePage
from search import registry
from search.engines import get_engine
from search.engines.base import IndexUnavailable
from search.entry import Entry
from search.related.facts import Fact, shared_facts
from search.related.models import RelatedBan
from search.similar import Bag, Similar, bag, similar
from search.sources import UNLISTED, PageSource

KEPT = 20
LOOKED_AT = 60
"""Candidates whose order is worked out."""
ALIKE = 0.1
"""Likeness below which two texts have nothing but the language of the office in common."""
SAME = 0.75
"""Share of pairs in common from which one text is the other again."""
FACTS_AT_MOST = 0.5
"""What all shared facts together may add to a likeness: a list of names is no event."""
FACT_SHOWN = 0.25
"""A fact is the reason given when it weighs at least so much of the likeness: else it is chance beside the words."""
LEAST = 0.05
"""What facts and likeness must come to: one body that half of all pages name is no reason to go on reading."""
HALF_AFTER = 730
"""Days between two pages after which their link weighs half."""
IN_A_ROW = 4
"""Pages that follow each other for the same reason before another reason has its turn."""
NOT_RELATED = UNLISTED | {"section", "static", "library"}
"""Kinds of page that are ways and rooms, and told no news."""


@dataclass(slots=True)
class Candidate:
    """A page that may stand beside another."""

    page: int
    date: datetime | None
    likeness: float = 0.0
    facts: list[Fact] = field(default_factory=list)
    words: Bag | None = None
    is_update: bool = False
    score: float = 0.0

    @property
    def fact(self) -> str:
        """The weightiest fact shared, "" when the words decided."""
        return self.facts[0].name if self._fact_decides else ""

    @property
    def reason(self) -> str:
        """Why it is here, for readers; true as it stands."""
        if self.is_update:
            return _("Bản khác của cùng tin này")
        return self.facts[0].reason if self._fact_decides else _("Nội dung gần nhau")

    @property
    def _fact_decides(self) -> bool:
        return bool(self.facts) and not self.is_update and self.facts[0].weight >= self.likeness * FACT_SHOWN


def related_to(page: BasePage) -> list[Candidate]:
    """Return the pages to show beside a live page, the best first: public, none banned, none twice, never itself."""
    entry = next(iter(registry.read([f"page:{page.pk}"])), None)
    if entry is None or page.kind in NOT_RELATED:
        return []
    candidates = _candidates(page, entry)
    for one in candidates:
        one.score = one.likeness + min(sum(fact.weight for fact in one.facts), FACTS_AT_MOST)
    candidates = [one for one in candidates if one.score >= LEAST]
    for one in candidates:
        one.score *= _nearness(page, one)
    candidates.sort(key=lambda one: (-one.score, -one.page))
    chosen = _no_floods(_once_each(bag(entry.clean()), candidates[:LOOKED_AT]))[:KEPT]
    for one, score in zip(chosen, sorted((one.score for one in chosen), reverse=True), strict=True):
        one.score = score
    return chosen


def related_kinds() -> list[str]:
    """Return the kinds of page that stand beside others."""
    return [kind for kind in PageSource().kinds() if kind not in NOT_RELATED]


def _candidates(page: BasePage, entry: Entry) -> list[Candidate]:
    facts = shared_facts(page.pk)
    like = {int(one.entry.id.partition(":")[2]): one for one in _like(entry)}
    banned = set(RelatedBan.objects.filter(page_id=page.pk).values_list("related_id", flat=True))
    wanted = (facts.keys() | like.keys()) - banned - {page.pk}
    rows = BasePage.objects.live().public().filter(pk__in=wanted).select_related("content_type")
    return [
        Candidate(
            row.pk,
            row.display_date,
            like[row.pk].likeness if row.pk in like else 0.0,
            facts.get(row.pk, []),
            like[row.pk].words if row.pk in like else None,
        )
        for row in rows
        if row.specific_class and row.specific_class.kind not in NOT_RELATED
    ]


def _like(entry: Entry) -> Iterable[Similar]:
    try:
        found = similar(get_engine(), entry, LOOKED_AT, related_kinds())
    except IndexUnavailable:
        # Facts alone are still true; relink fills in the rest once there is an index.
        return []
    return [one for one in found if one.likeness >= ALIKE]


def _nearness(page: BasePage, other: Candidate) -> float:
    if page.display_date is None or other.date is None:
        return 0.5
    return HALF_AFTER / (HALF_AFTER + abs((page.display_date - other.date).days))


def _once_each(own: Bag, candidates: list[Candidate]) -> list[Candidate]:
    """Keep of each text its best bearer; of other versions of the page's own, one, and say what it is."""
    kept: list[Candidate] = []
    has_version = False
    for one in candidates:
        if one.words is not None:
            if _same(own, one.words):
                if has_version:
                    continue
                one.is_update = has_version = True
            elif any(other.words is not None and _same(other.words, one.words) for other in kept):
                continue
        kept.append(one)
    return kept


def _same(one: Bag, other: Bag) -> bool:
    shared = len(one.keys() & other.keys())
    return shared > SAME * (len(one) + len(other) - shared)


def _no_floods(candidates: list[Candidate]) -> list[Candidate]:
    """Let another reason have its turn after a few of the same; the order among equals stays."""
    waiting, ordered = list(candidates), []
    while waiting:
        row = [one.reason for one in ordered[-IN_A_ROW:]]
        flooded = row[0] if len(row) == IN_A_ROW and len(set(row)) == 1 else None
        following = next((one for one in waiting if one.reason != flooded), waiting[0])
        waiting.remove(following)
        ordered.append(following)
    return ordered
