"""What a story shows beside its words: facts and honours from the registry, as they are today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import prefetch_related_objects

from exemplars.honours.models import Conferral
from exemplars.registry.cards import with_places
from exemplars.registry.models import Exemplar
from exemplars.registry.views.page import conferrals_of
from news.bulletins.neighbours import older_in_section
from portal.base.models import PortalImage
from search.related.shown import related_with

if TYPE_CHECKING:
    from exemplars.stories.models import StoryPage


JOINED = ("field", "place__province", "place_now__province", "organisation", "portrait")


def subjects_of(page: StoryPage, *, previewed: bool = False) -> list[Exemplar]:
    """Return the public exemplars told in a story, in the editor's order, each with places and ``shown_honours``.

    Read once for a page. ``previewed``: its subjects are in memory and not in the database yet.
    """
    kept = page.__dict__.get("_shown_subjects")
    if kept is None:
        rows = Exemplar.objects.public().select_related(*JOINED)
        if previewed:
            order = [subject.exemplar_id for subject in page.subjects.all()]
            found = rows.in_bulk(order)
            told = [found[pk] for pk in order if pk in found]
        else:
            told = list(rows.filter(story_subjects__page=page.pk).order_by("story_subjects__sort_order", "pk"))
        kept = with_places(told)
        _add_honours(kept)
        page.__dict__["_shown_subjects"] = kept
    return kept


def _add_honours(subjects: list[Exemplar]) -> None:
    honours: dict[int, list[Conferral]] = {}
    for conferral in conferrals_of([one.pk for one in subjects]):
        honours.setdefault(conferral.exemplar_id, []).append(conferral)
    for one in subjects:
        one.shown_honours = honours.get(one.pk, [])


def portraits_of(page: StoryPage) -> list[PortalImage]:
    """Return the portraits of a story's subjects that may be shown."""
    return [one.portrait for one in subjects_of(page) if one.shows_face and one.portrait]


def story_context(page: StoryPage, *, previewed: bool = False) -> dict[str, Any]:
    """Return the template's ``subjects``, ``related`` pages, and ``older`` ones of the section.

    The cut sizes of all pictures, the portraits among them, are fetched at once.
    """
    subjects = subjects_of(page, previewed=previewed)
    prefetch_related_objects([*page.images_to_cut(), *portraits_of(page)], "renditions")
    related, older = related_with(page, older_in_section(page))
    return {"subjects": subjects, "related": related, "older": older}


def structured_data(page: StoryPage, context: dict[str, Any]) -> dict[str, Any]:
    """Return headline, dates, author, and whom the story is about."""
    modified = page.last_published_at or page.display_date
    author = {"@type": "Person", "name": page.byline} if page.byline else None
    about = [{"@type": "Person" if one.is_person else "Thing", "name": one.name} for one in subjects_of(page)]
    data = {
        "headline": page.title[:110],
        "mainEntityOfPage": context["canonical"],
        "datePublished": page.display_date.isoformat() if page.display_date else None,
        "dateModified": modified.isoformat() if modified else None,
        "author": author or {"@type": "Organization", "name": page.unit or context["portal"].office_name},
        "articleSection": page.section.title if page.section else None,
        "about": about or None,
        "isAccessibleForFree": True,
    }
    return {name: value for name, value in data.items() if value is not None}
