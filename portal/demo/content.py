"""What the demo says: the data files, read and checked before anything is stored."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from portal.demo.markup import MarkupError, Piece, pieces
from portal.demo.registry.reading import Registry, read_registry
from portal.demo.shapes import ContentError, Document, Photo

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Article:
    """A bulletin, plan or standing page; `extra` holds what only its kind has."""

    key: str
    title: str
    lead: str
    body: list[Piece]
    date: datetime | None = None
    picture: Photo | None = None
    extra: dict[str, Any] = field(default_factory=dict)

    def photos(self) -> Iterator[Photo]:
        """Yield every drawing the page needs."""
        if self.picture:
            yield self.picture
        for piece in self.body:
            if piece.kind == "photo":
                yield photo_of(piece.value["picture"])
            elif piece.kind == "gallery":
                yield from map(photo_of, piece.value["photos"])


@dataclass(frozen=True)
class Content:
    """Everything the demo loads."""

    settings: dict[str, str]
    home: dict[str, str]
    documents: list[Document]
    bulletins: dict[str, list[Article]]
    plans: list[Article]
    pages: list[Article]
    stories: list[Article] = field(default_factory=list)
    registry: Registry = field(default_factory=Registry)
    polls: list[dict[str, Any]] = field(default_factory=list)
    comments: dict[str, Any] = field(default_factory=lambda: {"open": [], "comment": []})
    consultations: list[dict[str, Any]] = field(default_factory=list)

    def articles(self) -> Iterator[Article]:
        """Yield every page with a body."""
        for group in self.bulletins.values():
            yield from group
        yield from self.plans
        yield from self.pages
        yield from self.stories

    def photos(self) -> dict[str, Photo]:
        """Return every drawing by its key, once."""
        return {photo.key: photo for photo in self.registry.portraits.values()} | self.shown()

    def shown(self) -> dict[str, Photo]:
        """Return the drawings that stand in articles, by their keys."""
        return {photo.key: photo for article in self.articles() for photo in article.photos()}


def photo_of(table: dict[str, Any]) -> Photo:
    """Return the photo a table describes."""
    return Photo(**{name: table[name] for name in ("scene", "light", "seed", "caption", "credit")})


def read_content(folder: Path = DATA) -> Content:
    """Read the data files; raises ContentError naming file and entry for the first thing that is wrong."""
    site = _toml(folder / "site.toml")
    bulletins = {
        path.stem: _articles(path, "bulletin", ("byline", "unit", "source_text", "source_url", "topics", "related"))
        for path in sorted((folder / "bulletins").glob("*.toml"))
    }
    content = Content(
        settings=site["settings"],
        home=site["home"],
        documents=_documents(folder / "documents.toml"),
        bulletins=bulletins,
        plans=_articles(
            folder / "plans.toml",
            "plan",
            ("document", "period", "results_on", "deadline", "targets", "milestones", "responsible"),
        ),
        pages=_articles(folder / "site.toml", "page", ("slug", "role", "language")),
        stories=_articles(folder / "registry" / "stories.toml", "story", ("byline", "unit", "subjects")),
        registry=read_registry(folder / "registry"),
        polls=_toml(folder / "polls.toml")["poll"],
        comments=_toml(folder / "comments.toml"),
        consultations=_toml(folder / "consultations.toml")["consultation"],
    )
    _check_keys(content)
    return content


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ContentError(f"{path.name}: {error}") from error


def _documents(path: Path) -> list[Document]:
    found = []
    for table in _toml(path)["document"]:
        lists = {name: tuple(value) for name, value in table.items() if isinstance(value, list)}
        try:
            found.append(Document(**{**table, **lists}))
        except TypeError as error:
            raise ContentError(f"{path.name}: {table.get('key')}: {error}") from error
    return found


def _articles(path: Path, name: str, extra: tuple[str, ...]) -> list[Article]:
    known = {"key", "title", "lead", "body", "blocks", "date", "picture", *extra}
    found = []
    for table in _toml(path)[name]:
        place = f"{path.name}: {table.get('key')}"
        if unknown := set(table) - known:
            raise ContentError(f"{place}: trường lạ {', '.join(sorted(unknown))}")
        try:
            found.append(
                Article(
                    key=table["key"],
                    title=table["title"],
                    lead=table["lead"],
                    body=pieces(table["body"], table.get("blocks", {})),
                    date=table.get("date"),
                    picture=photo_of(table["picture"]) if "picture" in table else None,
                    extra={field: table[field] for field in extra if field in table},
                )
            )
        except (KeyError, MarkupError) as error:
            raise ContentError(f"{place}: {error}") from error
    return found


def _check_keys(content: Content) -> None:
    """Refuse doubled keys and references to entries that do not exist."""
    pages, documents = [a.key for a in content.articles()], [d.key for d in content.documents]
    for keys in (pages, documents):
        if doubled := {key for key in keys if keys.count(key) > 1}:
            raise ContentError(f"khóa dùng hai lần: {', '.join(sorted(doubled))}")
    for name, wanted, known in _references(content):
        if wanted not in known:
            raise ContentError(f"{name}: không có “{wanted}”")


def _references(content: Content) -> Iterator[tuple[str, str, set[str]]]:
    pages, documents = {a.key for a in content.articles()}, {d.key for d in content.documents}
    yield "home", content.home["lead_story"], pages
    yield "home", content.home["spotlight"], pages
    for document in content.documents:
        for key in (*document.replaces, *document.amends, *document.guides, *document.implements):
            yield document.key, key, documents
    for article in content.articles():
        for pin in article.extra.get("related", ()):
            yield article.key, pin["page"], pages
        for name in article.extra.get("subjects", ()):
            yield article.key, name, {person.name for person in content.registry.people}
        if "document" in article.extra:
            yield article.key, article.extra["document"], documents
        for piece in article.body:
            if piece.kind in ("document_reference", "file"):
                yield article.key, piece.value["document"], documents
