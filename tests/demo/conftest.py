"""A demo that loads fast: one-colour pictures, empty papers; the drawing itself has tests of its own."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from portal.demo import media
from portal.demo.content import Article, Content, read_content
from portal.demo.registry.reading import Registry
from portal.demo.shapes import Photo

FEW = {
    "Vàng Thị Sua",
    "Sổ ba cột ở điểm trường",
    "Hoàng Thị Nhình",
    "Đào Ngọc Diệp",
    "Phan Đức Hiển",
    "Phạm Thị Thoa",
    "Vương Trọng Nghĩa",
    "Chu Thị Hạnh Dung",
    "Nình Thị Sáo",
    "Tạ Thị Hồng Nhung",
    "Kiều Xuân Đính",
    "Lục Thị Ánh Tuyết",
    "H'Yiăo Niê",
    "Tổ y tế lưu động Nậm Lang",
    "Ôn Thị Sáu",
}


def _one_colour(photos: list[Photo]) -> Iterator[tuple[Photo, bytes]]:
    for number, photo in enumerate(photos):
        stream = io.BytesIO()
        Image.new("RGB", (64, 40), (number * 5 % 256, 60, 60)).save(stream, "JPEG")
        yield photo, stream.getvalue()


@pytest.fixture(autouse=True)
def _own_papers(tmp_path: Path, settings: object) -> None:
    """Keep the demo's private papers away from var/."""
    settings.PRIVATE_ROOT = str(tmp_path)


def draw_nothing(patch: pytest.MonkeyPatch) -> None:
    """Make every picture one of one colour, every paper a stub."""
    patch.setattr(media, "_drawn_together", _one_colour)
    patch.setattr(media, "make_paper", lambda *words: b"%PDF-1.4\n%%EOF\n")


@pytest.fixture
def fast_media(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw nothing for one test."""
    draw_nothing(monkeypatch)


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
    return small_of(content)


def small_of(content: Content) -> Content:
    """Return a few pages of each kind."""
    wanted = {"tong-ket-2026", "bieu-duong-2026", "co-giao-pha-lung", "con-duong-bac-lai"}
    bulletins = {
        slug: [_without_pins(article, wanted) for article in group if article.key in wanted]
        for slug, group in content.bulletins.items()
    }
    documents = [d for d in content.documents if d.key in {"qd-1526", "kh-64-2023", "kh-112-2026", "qd-870-2026"}]
    plans = [plan for plan in content.plans if plan.key == "plan-guong-2026-2030"]
    return replace(content, bulletins=bulletins, documents=documents, plans=plans, stories=[], registry=Registry())


@pytest.fixture
def few(content: Content, fast_media: None) -> Content:
    """The small demo with a registry of a dozen dossiers: every state, a story, a cluster."""
    return few_of(content)


def few_of(content: Content) -> Content:
    """Return the small demo with a dozen dossiers."""
    small = small_of(content)
    registry = content.registry
    people = [person for person in registry.people if person.name in FEW]
    known = {person.name for person in people}

    def kept(rows: list[tuple]) -> list[tuple]:
        return [row for row in rows if row[0] in known and (row[1] in known or row[1] not in names)]

    names = {person.name for person in registry.people}
    shorter = replace(
        registry,
        people=people,
        changes=kept(registry.changes),
        relations=kept(registry.relations),
        replications=kept(registry.replications),
        unsourced=kept(registry.unsourced),
        evidence=kept(registry.evidence),
        portraits={name: photo for name, photo in registry.portraits.items() if name in known},
        clusters=registry.clusters[:1],
    )
    documents = [*small.documents, *(d for d in content.documents if d.key == "qd-923")]
    stories = [story for story in content.stories if set(story.extra["subjects"]) <= known]
    return replace(small, documents=documents, stories=stories, registry=shorter)
