"""How stories are found: by whom they tell too, by that person's work, place then and today, and honours."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import prefetch_related_objects

from exemplars.registry.models import Exemplar
from exemplars.registry.search import places_of, subject_facets
from exemplars.stories.describing import subjects_of
from exemplars.stories.models import StoryPage
from search import registry
from search.entry import Entry


def add_subjects(page: StoryPage, entry: Entry) -> Entry:
    """Return a story's entry with author, unit, source, and what the registry says of its public subjects.

    It counts under their places, fields, movements and levels of honours too.
    """
    words = [entry.words, page.byline, page.unit, page.source_text]
    facets: dict[str, set[str]] = {}
    subjects = subjects_of(page)
    prefetch_related_objects(subjects, "movements", "conferrals__honour")
    for one in subjects:
        words += _words(one)
        for name, values in subject_facets(one, places_of(one)).items():
            facets.setdefault(name, set()).update(values)
    counted = {name: tuple(sorted(values)) for name, values in facets.items()}
    return replace(entry, words=" | ".join(filter(None, words)), facets={**entry.facets, **counted})


def _words(one: Exemplar) -> list[str]:
    facts = [one.name, one.other_names, one.position, one.workplace, one.place_then, one.place_today]
    return facts + [conferral.title for conferral in one.shown_honours if conferral.stands]


def register() -> None:
    """Tell search about stories."""
    registry.extend_kind(StoryPage.kind, add_subjects)
