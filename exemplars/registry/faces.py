"""Portraits: cut when an exemplar becomes public, so that a reader's GET writes nothing; shown by consent only."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import receiver

from exemplars.registry.portraits import delete_when_committed
from exemplars.registry.signals import visibility_changed
from portal.base.images import PORTRAIT_SPECS, make_renditions
from portal.base.models import PortalImage

if TYPE_CHECKING:
    from exemplars.registry.models import Exemplar


class Portrait(NamedTuple):
    """A picture in its two sizes: addresses and the larger one's measures in pixels."""

    small: str
    large: str
    width: int
    height: int
    alt: str


def portrait_of(exemplar: Exemplar) -> Portrait | None:
    """Return the portrait if consent covers the face and it has been cut already; else None."""
    if not exemplar.shows_face or exemplar.portrait is None:
        return None
    cut = _cuts(exemplar.portrait)
    small, large = (cut.get(spec) for spec in PORTRAIT_SPECS)
    if small is None or large is None:
        return None
    return Portrait(small.url, large.url, large.width, large.height, exemplar.portrait.description)


def _cuts(image: PortalImage) -> dict:
    fetched = getattr(image, "prefetched_renditions", None)
    return {one.filter_spec: one for one in (image.renditions.all() if fetched is None else fetched)}


def _shown_on(image: PortalImage) -> QuerySet[Exemplar]:
    """Return the exemplars that show a picture as their portrait."""
    from exemplars.registry.models import Exemplar

    return Exemplar.objects.public().filter(shows_face=True, portrait=image)


@transaction.atomic
def _cut(image: PortalImage) -> None:
    # Looked at again, and held until it is cut: meanwhile the portrait may have been hidden, or be about to be.
    if _shown_on(image).select_for_update(of=("self",)).first() is not None:
        make_renditions(PortalImage.objects.filter(pk=image.pk), PORTRAIT_SPECS)


@receiver(visibility_changed)
def cut_or_remove(exemplar: Exemplar, **kwargs: Any) -> None:
    """Cut a shown portrait once the running transaction is committed; remove the sizes of one shown no longer.

    A cut picture has an address of its own, which goes on answering whoever knows it.
    """
    if not exemplar.portrait_id:
        return
    image = exemplar.portrait
    if exemplar.is_public and exemplar.shows_face:
        transaction.on_commit(partial(_cut, image), robust=True)
    elif not _shown_on(image).exists():
        for rendition in image.renditions.filter(filter_spec__in=PORTRAIT_SPECS):
            delete_when_committed(rendition.file)
            rendition.delete()
