"""The list of body blocks, in the order editors see them."""

from collections.abc import Iterator
from typing import Any, ClassVar

from wagtail import blocks

from portal.base.blocks.data import DocumentReferenceBlock, FileBlock, PollBlock, TableBlock
from portal.base.blocks.media import EmbedBlock, GalleryBlock, PhotoBlock
from portal.base.blocks.text import RICH_TEXT_FEATURES, HeadingBlock, KeyFiguresBlock, ParagraphBlock, QuoteBlock
from portal.base.models.images import PortalImage


def body_blocks() -> list[tuple[str, blocks.Block]]:
    """Return the blocks of an article's body."""
    return [
        ("heading", HeadingBlock()),
        ("paragraph", ParagraphBlock(features=RICH_TEXT_FEATURES)),
        ("photo", PhotoBlock()),
        ("gallery", GalleryBlock()),
        ("quote", QuoteBlock()),
        ("key_figures", KeyFiguresBlock()),
        ("table", TableBlock()),
        ("document_reference", DocumentReferenceBlock()),
        ("poll", PollBlock()),
        ("file", FileBlock()),
        ("embed", EmbedBlock()),
    ]


class BodyBlock(blocks.StreamBlock):
    """The body of an article."""

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        super().__init__(local_blocks or body_blocks(), **kwargs)

    class Meta:
        block_counts: ClassVar[dict[str, dict[str, int]]] = {"poll": {"max_num": 1}}


def _photos(body: blocks.StreamValue) -> Iterator[Any]:
    for child in body:
        if child.block_type == "photo":
            yield child.value
        elif child.block_type == "gallery":
            yield from child.value["photos"]


def images_in(body: blocks.StreamValue) -> list[PortalImage]:
    """Return every picture a body shows."""
    return [photo["image"] for photo in _photos(body) if photo.get("image")]
