"""The shapes that travel between reader, parser and writer. No Django in here."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from portal.vietnamese.text import squash


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style. ``href`` is empty or an http(s)/mailto address."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that passed :func:`~portal.desk.importing.pictures.check_picture`."""

    name: str
    data: bytes
    alt: str = ""
    width: int = 0
    height: int = 0


LineKind = Literal["text", "heading", "item", "table", "picture", "quote"]
#: What a reader can tell of a line; "banner" is bold and centred.
LineHint = Literal[
    "", "title", "lead", "author", "source", "caption", "link", "banner", "centred", "right", "bold", "italic"
]


@dataclass(slots=True)
class Line:
    """One paragraph, heading, list item, table or picture as a reader saw it.

    ``text`` is squashed text in NFC. ``runs`` hold the same words with their style and may contain
    ``\\n`` for a line break; empty when the text has no style of its own. ``level`` is the heading or
    list depth as the file states it, from 1. ``rows`` is filled for tables only.
    """

    text: str = ""
    kind: LineKind = "text"
    runs: tuple[Run, ...] = ()
    hint: LineHint = ""
    level: int = 0
    ordered: bool = False
    picture: Picture | None = None
    rows: tuple[tuple[str, ...], ...] = ()

    def replaced(self, text: str) -> Line:
        """The same line with other words; styled runs no longer fit and are let go."""
        return Line(text=squash(text), kind=self.kind, hint=self.hint, level=self.level, ordered=self.ordered)


@dataclass(frozen=True, slots=True)
class Stated:
    """What a file says of itself outside the text (HTML meta tags). Empty where it says nothing."""

    title: str = ""
    lead: str = ""
    when: datetime | None = None
    author: str = ""
    url: str = ""
    site: str = ""


@dataclass(slots=True)
class Reading:
    """What a reader made of a file. ``dropped`` and ``warnings`` as in :class:`ParsedArticle`."""

    lines: list[Line]
    stated: Stated = Stated()
    dropped: list[Dropped] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Dropped:
    """Words of the file that are not in the article, and why (Vietnamese)."""

    text: str
    reason: str


BlockKind = Literal["paragraph", "heading", "list", "photo", "table", "quote"]


@dataclass(slots=True)
class Block:
    """One block of the body, in order.

    ``lines`` holds one line for a paragraph, heading or quote and one per item for a list.
    ``level`` is a heading level of the page (2 to 4; the title is 1).
    """

    kind: BlockKind
    lines: list[Line] = field(default_factory=list)
    level: int = 0
    ordered: bool = False
    caption: str = ""
    credit: str = ""
    picture: Picture | None = None
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def text(self) -> str:
        """All words of the block, one line per item or row, caption and credit last."""
        words = [line.text for line in self.lines]
        words += [" | ".join(row) for row in self.rows]
        words += [part for part in (self.caption, self.credit) if part]
        return "\n".join(words)


@dataclass(slots=True)
class ParsedArticle:
    """An article, taken apart.

    ``day`` is the date the file states and ``clock`` its (hour, minute); ``month`` is (year, month)
    where only the month is stated. ``photo`` is the picture or caption that stands for the whole
    article; the others are blocks. ``publisher`` is the newspaper a dateline names.
    """

    title: str
    lead: str = ""
    day: date | None = None
    clock: tuple[int, int] | None = None
    month: tuple[int, int] | None = None
    byline: str = ""
    unit: str = ""
    source_text: str = ""
    source_url: str = ""
    publisher: str = ""
    photo: Block | None = None
    blocks: list[Block] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def count(self, kind: BlockKind) -> int:
        """How many blocks of one kind the article has; the main photo counts as a photo."""
        own = sum(block.kind == kind for block in self.blocks)
        return own + (kind == "photo" and self.photo is not None)

    @property
    def paragraphs(self) -> list[str]:
        """Every paragraph of running text in order, the sapo first."""
        body = [block.lines[0].text for block in self.blocks if block.kind in ("paragraph", "quote")]
        return [self.lead, *body] if self.lead else body
