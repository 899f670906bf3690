"""What follows from moving and publishing pages."""

from typing import Any

from django.db import transaction
from django.dispatch import receiver
from wagtail.signals import page_published, post_page_move

from portal.base.images import make_renditions
from portal.base.models import BasePage


@receiver(page_published)
def cut_pictures(instance: BasePage, **kwargs: Any) -> None:
    """Cut the page's pictures once it is committed, so that the first reader's GET writes nothing."""
    images = instance.images_to_cut()
    if images:
        transaction.on_commit(lambda: make_renditions(images), robust=True)


@receiver(post_page_move)
def follow_section(instance: BasePage, **kwargs: Any) -> None:
    """Point a moved page, and all below it, at the section they now stand in."""
    for page in BasePage.objects.descendant_of(instance, inclusive=True):
        # Parents come before children in tree order, so each finds its parent already right.
        BasePage.objects.filter(pk=page.pk).update(section=page.find_section())
