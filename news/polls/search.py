"""How polls are found."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy

from news.polls.models import Poll
from search import registry
from search.entry import Entry
from search.sources import ModelSource


def public_polls() -> QuerySet[Poll]:
    """Return the polls readers may find, with their options."""
    return Poll.objects.public().prefetch_related("options")


def poll_entry(poll: Poll) -> Entry:
    """Return a poll's entry: the question and what can be chosen, never how it stands."""
    return Entry(
        kind="poll",
        title=poll.question,
        url=poll.get_absolute_url(),
        lead=poll.intro,
        body="\n".join(option.text for option in poll.options.all()),
        date=timezone.localtime(poll.opens_at),
    )


def register() -> None:
    """Tell search about polls."""
    registry.register(
        ModelSource(Poll, kind="poll", label=gettext_lazy("Thăm dò ý kiến"), public=public_polls, entry=poll_entry)
    )
