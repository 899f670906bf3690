"""A story goes when the exemplar it tells is withdrawn: its words name them, its pictures show them."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from exemplars.registry.consents import scope
from exemplars.registry.models import Exemplar, State
from exemplars.registry.models.state import PUBLIC
from exemplars.registry.signals import visibility_changed
from exemplars.stories.models import StoryPage
from search import indexing


@receiver(visibility_changed)
def follow(exemplar: Exemplar, public: bool, **kwargs: Any) -> None:
    """Unpublish every story of an exemplar that may be told no more, in the transaction that decided it.

    A story of several goes as well: an editor publishes it again once it no longer tells the one who withdrew. What is
    hidden for a while, or under review, leaves its stories alone. Those that stay are found by today's facts.
    """
    stories = StoryPage.objects.filter(live=True, subjects__exemplar=exemplar).distinct()
    keys = list(stories.values_list("pk", flat=True))
    if not keys:
        return
    if not _told_no_more(exemplar, public):
        indexing.changed([f"page:{key}" for key in keys], at_once=True)
        return
    for story in stories:
        story.unpublish(log_action=True)


def _told_no_more(exemplar: Exemplar, public: bool) -> bool:
    """Tell whether an exemplar is withdrawn, or consent to its being named or told was given and holds no more."""
    if exemplar.state == State.WITHDRAWN or (exemplar.state in PUBLIC and not public):
        return True
    return exemplar.consents.filter(for_story=True).exists() and not scope(exemplar).story
