"""What follows from publishing a page and from deleting a document."""

from typing import Any

from django.db.models.signals import post_delete, pre_delete
from django.dispatch import receiver
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from news.documents.addresses import forget_library_address
from news.documents.citations.extract import store_citations
from news.documents.citations.refresh import could_mean, resolve_again
from news.documents.models import Citation, DocumentLibraryPage, OfficialDocument
from portal.base.models import BasePage


@receiver(page_published)
def extract_citations(instance: BasePage, **kwargs: Any) -> None:
    """Read the citations of a page, inside the transaction that publishes it."""
    store_citations(instance.specific)


@receiver(pre_delete, sender=OfficialDocument)
def let_go_of_citations(instance: OfficialDocument, **kwargs: Any) -> None:
    """A document that goes leaves its citations without one."""
    citations = Citation.objects.filter(document=instance)
    citations.filter(form=Citation.Form.REFERENCE).delete()
    instance._orphaned = list(could_mean(instance).values_list("pk", flat=True))
    citations.update(document=None, state=Citation.State.MISSING, manual=False)


@receiver(post_delete, sender=OfficialDocument)
def resolve_orphans(instance: OfficialDocument, **kwargs: Any) -> None:
    """What was ambiguous between it and another now means the other."""
    resolve_again(Citation.objects.filter(pk__in=instance._orphaned))


for changed in (page_published, page_unpublished, page_slug_changed, post_page_move):
    changed.connect(forget_library_address, dispatch_uid="documents.library-address")
post_delete.connect(forget_library_address, sender=DocumentLibraryPage, dispatch_uid="documents.library-address")
