"""How stories are found: by whom they tell too, by that person's work, place then and today, and honours."""

from __future__ import annotations

from dataclasses import replace

from exemplars.registry.models import Exemplar
from exemplars.stories.describing import subjects_of
from exemplars.stories.models import StoryPage
from search import registry
from search.entry import Entry


def add_subjects(page: StoryPage, entry: Entry) -> Entry:
    """Return a story's entry with author, unit and source, and what the registry says of its public subjects."""
    words = [entry.words, page.byline, page.unit, page.source_text]
    for one in subjects_of(page):
        words += _words(one)
    return replace(entry, words=" | ".join(filter(None, words)))


def _words(one: Exemplar) -> list[str]:
    facts = [one.name, one.other_names, one.position, one.workplace, one.place_then, one.place_today]
    return facts + [conferral.title for conferral in one.shown_honours if conferral.stands]


def register() -> None:
    """Tell search about stories."""
    registry.extend_kind(StoryPage.kind, add_subjects)
