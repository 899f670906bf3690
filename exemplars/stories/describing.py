"""What a story shows beside its words: facts and honours from the registry, as they are today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from exemplars.registry.models import Exemplar

if TYPE_CHECKING:
    from exemplars.stories.models import StoryPage


def subjects_of(page: StoryPage) -> list[Exemplar]:
    """Return the public exemplars told in a story, in the editor's order."""
    order = [subject.exemplar_id for subject in page.subjects.all()]
    found = Exemplar.objects.public().with_card().in_bulk(order)
    return [found[pk] for pk in order if pk in found]


def story_context(page: StoryPage) -> dict[str, Any]:
    """Return the template's ``subjects``."""
    return {"subjects": subjects_of(page)}


def structured_data(page: StoryPage, context: dict[str, Any]) -> dict[str, Any]:
    """Return headline, dates, author, and whom the story is about."""
    modified = page.last_published_at or page.display_date
    author = {"@type": "Person", "name": page.byline} if page.byline else None
    data = {
        "headline": page.title[:110],
        "mainEntityOfPage": context["canonical"],
        "datePublished": page.display_date.isoformat() if page.display_date else None,
        "dateModified": modified.isoformat() if modified else None,
        "author": author or {"@type": "Organization", "name": page.unit or context["portal"].office_name},
        "about": [{"@type": "Person" if one.is_person else "Thing", "name": one.name} for one in context["subjects"]],
        "isAccessibleForFree": True,
    }
    return {name: value for name, value in data.items() if value is not None}
