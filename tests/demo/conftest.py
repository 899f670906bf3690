"""A demo that loads fast: one-colour pictures, empty papers; the drawing itself has tests of its own."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PIL import Image

from portal.demo import media
from portal.demo.content import Article, Content, Photo, read_content


def _one_colour(photos: list[Photo]) -> Iterator[tuple[Photo, bytes]]:
    for number, photo in enumerate(photos):
        stream = io.BytesIO()
        Image.new("RGB", (64, 40), (number * 5 % 256, 60, 60)).save(stream, "JPEG")
        yield photo, stream.getvalue()


@pytest.fixture
def fast_media(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw nothing: every picture is of one colour, every paper a stub."""
    monkeypatch.setattr(media, "_drawn_together", _one_colour)
    monkeypatch.setattr(media, "make_paper", lambda *words: b"%PDF-1.4\n%%EOF\n")


@pytest.fixture(scope="session")
def content() -> Content:
    """The demo's real data."""
    return read_content()


def _without_pins(article: Article, known: set[str]) -> Article:
    pins = [pin for pin in article.extra.get("related", ()) if pin["page"] in known]
    return replace(article, extra={**article.extra, "related": pins})


@pytest.fixture
def small(content: Content, fast_media: None) -> Content:
    """A few pages of each kind, pinned among themselves."""
    wanted = {"tong-ket-2026", "bieu-duong-2026", "co-giao-pha-lung", "con-duong-bac-lai"}
    bulletins = {
        slug: [_without_pins(article, wanted) for article in group if article.key in wanted]
        for slug, group in content.bulletins.items()
    }
    documents = [d for d in content.documents if d.key in {"qd-1526", "kh-64-2023", "kh-112-2026", "qd-870-2026"}]
    plans = [plan for plan in content.plans if plan.key == "plan-guong-2026-2030"]
    return replace(content, bulletins=bulletins, documents=documents, plans=plans)
