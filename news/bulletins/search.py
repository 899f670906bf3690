"""How bulletins are found: by topic too, and by who wrote and sent them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from news.bulletins.models import BulletinPage, Topic
from search import registry
from search.entry import Entry


def add_topics(page: BulletinPage, entry: Entry) -> Entry:
    """Return a bulletin's entry with its topics as a facet, and with author, unit and source to be found by."""
    topics = list(page.topics.all())
    words = [page.byline, page.unit, page.source_text, *(topic.name for topic in topics)]
    facets = {**entry.facets, "topic": tuple(topic.slug for topic in topics)} if topics else entry.facets
    return replace(entry, words=" | ".join(filter(None, [entry.words, *words])), facets=facets)


def topic_names(slugs: Collection[str]) -> dict[str, str]:
    """Return the names of those topics that exist."""
    return dict(Topic.objects.filter(slug__in=slugs).values_list("slug", "name"))


def register() -> None:
    """Tell search about bulletins."""
    registry.extend_kind(BulletinPage.kind, add_topics)
    registry.register_facet(registry.Facet("topic", _("Chủ đề"), topic_names, order=50))
