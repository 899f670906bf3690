"""A story goes when the exemplar it tells is withdrawn: its words name them, its pictures show them."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_published

from exemplars.registry.consents import scope
from exemplars.registry.models import Exemplar
from exemplars.registry.signals import visibility_changed
from exemplars.stories.models import StoryPage
from search import indexing


@receiver(visibility_changed)
def follow(exemplar: Exemplar, public: bool, **kwargs: Any) -> None:
    """Unpublish every story of an exemplar that may be told no more, in the transaction that decided it.

    A story of several goes as well: an editor publishes it again once it no longer tells the one who is gone, or once
    the one hidden for a while is back. A review leaves stories alone. Those that stay are found by today's facts.
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
    """Tell whether an exemplar is not shown, or consent to its being told was given and holds no more."""
    return not public or (exemplar.consents.filter(for_story=True).exists() and not scope(exemplar).story)


@receiver(page_published, sender=StoryPage)
def take_back(instance: StoryPage, **kwargs: Any) -> None:
    """Keep a story from appearing that the clock or a workflow published while somebody in it may not be told.

    Publishing is one transaction, and this is part of it: no reader sees the story in between.
    """
    if untold(instance):
        instance.unpublish(log_action=True)


def untold(page: StoryPage) -> list[Exemplar]:
    """Return the subjects of a story that may not be told now: not public, or without consent to a story."""
    keys = [subject.exemplar_id for subject in page.subjects.all()]
    subjects = Exemplar.objects.filter(pk__in=keys).prefetch_related("consents")
    return [one for one in subjects if not (one.is_public and scope(one).story)]
