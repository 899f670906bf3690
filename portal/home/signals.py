"""Keeps the archive's counts in step with the pages, inside the transaction that changed them."""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.models import PageViewRestriction
from wagtail.signals import post_page_move

# Imported for its place in the line: a moved page must know its new section before it is counted.
from portal.base import signals  # noqa: F401
from portal.base.models import BasePage
from portal.home import archive


def _is_page(sender: type) -> bool:
    return issubclass(sender, BasePage) and sender is not BasePage


@receiver(pre_save)
def remember_place(sender: type, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Note where a page counted before it is saved: its date, and so its month, may change."""
    if _is_page(sender) and not raw:
        before = BasePage.objects.filter(pk=instance.pk).first() if instance.pk else None
        instance.archived_before = archive.place_of(before) if before else None


@receiver(post_save)
def count_again(sender: type, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Count the month the page left and the one it is in now, when they differ."""
    if _is_page(sender) and not raw:
        before, now = getattr(instance, "archived_before", None), archive.place_of(instance)
        if before != now:
            archive.recount([before, now])


@receiver(post_delete, sender=BasePage)
def count_without(instance: BasePage, **kwargs: Any) -> None:
    """Count the month a deleted page was in, unless its section goes with it.

    The kind's own row goes first; only with the base row is the page really gone. Wagtail marks it unpublished
    before that, so its month is counted whatever it says.
    """
    place = archive.month_of(instance)
    if place and BasePage.objects.filter(pk=place[0]).exists():
        archive.recount([place])


@receiver(post_page_move)
@receiver([post_save, post_delete], sender=PageViewRestriction)
def count_everything(**kwargs: Any) -> None:
    """A move or a restriction may concern a whole branch: both are rare, so all is counted anew."""
    archive.rebuild()
