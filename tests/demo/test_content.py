"""The demo's data: enough of it, of every kind, and honest about what is invented."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from portal.demo.content import DATA, Article, Content, ContentError, read_content
from portal.demo.pictures import SCENES
from portal.demo.pictures.light import LIGHTS

LAST_DAY = date(2026, 11, 20)


def _bulletins(content: Content) -> list[Article]:
    return [article for group in content.bulletins.values() for article in group]


def _words(article: Article) -> int:
    return len(re.sub(r"<[^>]+>", " ", f"{article.lead} " + " ".join(str(p.value) for p in article.body)).split())


def test_there_is_enough_to_judge_every_page_kind(content: Content) -> None:
    bulletins = _bulletins(content)
    assert len(bulletins) >= 32
    assert len(content.bulletins) == 5
    assert {article.date.year for article in bulletins} == {2024, 2025, 2026}
    assert len(content.documents) >= 14
    assert len(content.plans) >= 6
    assert sum(_words(article) >= 300 for article in bulletins) >= 12
    kinds = {piece.kind for article in bulletins for piece in article.body}
    assert kinds >= {"heading", "quote", "key_figures", "table", "gallery", "photo", "document_reference", "file"}
    assert {"P.V", "Minh Hạnh", ""} <= {article.extra.get("byline", "") for article in bulletins}


def test_awkward_cases_are_there(content: Content) -> None:
    bulletins = _bulletins(content)
    assert max(len(article.title) for article in bulletins) == 200
    assert any(article.picture is None for article in bulletins)
    assert max(map(_words, bulletins)) > 900


def test_nothing_happens_after_the_day_it_was_written(content: Content) -> None:
    assert max(article.date.date() for article in content.articles() if article.date) <= LAST_DAY
    assert max(document.issued_on for document in content.documents) <= LAST_DAY


def test_pages_cite_no_document_of_their_own_future(content: Content) -> None:
    for article in _bulletins(content):
        text = f"{article.lead} {article.body}"
        for document in content.documents:
            if document.issued_on.year == article.date.year and document.number in text:
                same = [d for d in content.documents if d.number == document.number]
                assert any(d.issued_on <= article.date.date() for d in same), (article.key, document.number)


def test_invented_people_are_marked(content: Content) -> None:
    for article in content.articles():
        for piece in article.body:
            if piece.kind == "quote":
                assert piece.value["role"].endswith("(nhân vật minh họa)"), article.key
    for document in content.documents:
        if document.demo and document.signer:
            assert "(nhân vật minh họa)" in document.signer_position
    assert "dữ liệu minh họa" in content.settings["office_name"]


def test_texts_are_composed_and_typographic(content: Content) -> None:
    for path in sorted(DATA.rglob("*.toml")):
        text = path.read_text(encoding="utf-8")
        assert unicodedata.is_normalized("NFC", text), path
        assert "\u00a0" not in text
        assert "..." not in text
    for article in content.articles():
        assert len(article.lead) <= 600
        assert '"' not in article.title + article.lead


def test_every_picture_can_be_drawn(content: Content) -> None:
    photos = content.photos()
    assert len({photo.scene for photo in photos.values()}) >= 10
    for photo in photos.values():
        assert photo.scene in SCENES
        assert photo.light in LIGHTS
        assert photo.caption
        assert photo.credit


def _copy_data(folder: Path, name: str, change: tuple[str, str]) -> Path:
    for path in DATA.rglob("*.toml"):
        copy = folder / path.relative_to(DATA)
        copy.parent.mkdir(exist_ok=True)
        copy.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    target = folder / name
    text = target.read_text(encoding="utf-8")
    assert change[0] in text
    target.write_text(text.replace(*change, 1), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "change", "message"),
    [
        ("documents.toml", ('replaces = ["luat-15-2003"]', 'replaces = ["khong-co"]'), "không có “khong-co”"),
        ("documents.toml", ('key = "luat-15-2003"', 'ky = "luat-15-2003"'), "documents.toml"),
        ("plans.toml", ("period =", "thoi_gian ="), "trường lạ thoi_gian"),
        ("plans.toml", ('key = "plan-2025"', 'key = "plan-2026"'), "khóa dùng hai lần"),
        ("bulletins/tin-tuc.toml", ("@figures", "@so-lieu"), "khối @so-lieu không có"),
        ("site.toml", ("[home]", "[home"), "site.toml"),
    ],
)
def test_a_mistake_in_the_data_is_named(tmp_path: Path, name: str, change: tuple[str, str], message: str) -> None:
    with pytest.raises(ContentError, match=re.escape(message)):
        read_content(_copy_data(tmp_path, name, change))
