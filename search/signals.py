"""What has to be read again after which event in the page tree."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from portal.base.models import BasePage
from search.indexing import changed


@receiver(page_published)
def index_page(instance: BasePage, **kwargs: Any) -> None:
    """A page went live, or its live text changed."""
    changed([f"page:{instance.pk}"])


@receiver(page_unpublished)
def drop_page(instance: BasePage, **kwargs: Any) -> None:
    """A page is public no longer."""
    changed([f"page:{instance.pk}"], at_once=True)


@receiver(post_delete)
def drop_deleted_page(sender: type, instance: Any, **kwargs: Any) -> None:
    """A page is gone (deleting a tree sends this for each page in it)."""
    if issubclass(sender, BasePage):
        changed([f"page:{instance.pk}"], at_once=True)


@receiver([page_slug_changed, post_page_move])
def index_tree(instance: BasePage, **kwargs: Any) -> None:
    """The address of a page and of all below it changed, and perhaps who may see them."""
    _tree_changed(instance)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def follow_restriction(instance: PageViewRestriction, **kwargs: Any) -> None:
    """A part of the tree became private or public."""
    page = BasePage.objects.filter(pk=instance.page_id).first()
    if page is not None:
        _tree_changed(page)


def _tree_changed(page: BasePage) -> None:
    below = BasePage.objects.descendant_of(page, inclusive=True).values_list("pk", flat=True)
    changed([f"page:{key}" for key in below], at_once=True)
