"""The sizes in which templates ask for pictures, and their making ahead of the first reader."""

from collections.abc import Iterable

from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import AbstractImage, SourceImageIOError

CARD_SPECS = ("fill-480x300|format-webp", "fill-960x600|format-webp")
"""Cut 8:5 for lists and cards, ordinary and dense screens."""

FIGURE_SPECS = ("width-720|format-webp", "width-1440|format-webp")
"""Whole, as wide as the article's column, ordinary and dense screens."""

PORTRAIT_SPECS = ("fill-240x300|format-webp", "fill-480x600|format-webp")
"""Cut 4:5 for people in the registry."""

SHARE_SPEC = "fill-1200x630|format-jpeg"
"""What social networks show."""

ALL_SPECS = (*CARD_SPECS, *FIGURE_SPECS, SHARE_SPEC)


def make_renditions(images: Iterable[AbstractImage], specs: tuple[str, ...] = ALL_SPECS) -> int:
    """Cut each picture to every size an article (or another page: ``specs``) may ask for; return how many failed.

    Done at publish, so that a reader's GET writes nothing.
    """
    broken = 0
    for image in images:
        try:
            image.get_renditions(*specs)
        except (SourceImageIOError, InvalidFilterSpecError, OSError):
            broken += 1
    return broken
