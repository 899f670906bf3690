"""The five sample pages the office gave us, taken whole.

They are not ours to publish, so they are read from beside the repository and told apart by facts and sums, not by
their sentences. Without them these tests are skipped; ``test_parser`` says the same of pages in our own words.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import date

import pytest

from portal.desk.importing.parser import parse
from portal.desk.importing.read_text import read_text
from portal.desk.importing.shapes import ParsedArticle
from portal.vietnamese.text import squash
from tests.desk.importing.accounting import lost_words
from tests.tools import SAMPLES, needs_samples

pytestmark = needs_samples


@dataclass(frozen=True)
class Expected:
    """What one sample page states."""

    title_sum: str
    day: date | None = None
    clock: tuple[int, int] | None = None
    byline: str = ""
    source_text: str = ""
    source_host: str = ""
    sapo: bool = True
    paragraphs: int = 0
    headings: int = 0
    captions: int = 0
    credit: str = ""
    gone: tuple[str, ...] = ()
    warnings: int = 0


EXPECTED = {
    "000": Expected(
        "44384cbf8370e68c",
        date(2023, 1, 17),
        byline="Thanh Thuyên",
        paragraphs=5,
        gone=("Block_", "cỡ chữ", "17/01/2023"),
    ),
    "001": Expected("74d453903d9799a0", sapo=False, paragraphs=9, gone=("date 2024", "Tin liên quan"), warnings=2),
    "002": Expected(
        "49b9928a9e0d2edc",
        warnings=1,
        byline="P.V",
        source_text="Theo tài liệu của Ban Tuyên giáo Tỉnh ủy – Baohatinh.vn",
        paragraphs=11,
        captions=2,
        gone=("{name}", "{body}", "bình luận", "Thời tiết", "[X]", "Tin liên quan", "Các tin đã đưa", "Baohatinh"),
    ),
    "003": Expected(
        "283940b6357e4365",
        date(2023, 12, 19),
        source_host="baohungyen.vn",
        paragraphs=5,
        captions=1,
        gone=("lượt xem", "https"),
    ),
    "004": Expected(
        "5198dcbaf325800b",
        date(2024, 1, 8),
        (15, 52),
        byline="KIM KIM",
        paragraphs=5,
        headings=2,
        captions=1,
        credit="K.K",
        gone=("bình luận", "thăm dò", "Nhiều mây", "THÔNG TIN", "15:52"),
    ),
}


def source(number: str) -> bytes:
    return next(SAMPLES.glob(f"{number}_*.txt")).read_bytes()


def article(number: str) -> ParsedArticle:
    return parse(read_text(source(number)))


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@pytest.mark.parametrize("number", EXPECTED)
class TestSamplePages:
    def test_facts(self, number: str) -> None:
        found, expected = article(number), EXPECTED[number]
        assert digest(found.title) == expected.title_sum
        assert (found.day, found.clock) == (expected.day, expected.clock)
        assert (found.byline, found.unit) == (expected.byline, "")
        assert found.source_text == (expected.source_text or expected.source_host)
        assert found.source_url.startswith(f"https://{expected.source_host}/" if expected.source_host else "")
        assert bool(found.source_url) == bool(expected.source_host)
        assert bool(found.lead) == expected.sapo
        assert len(found.warnings) == expected.warnings

    def test_blocks(self, number: str) -> None:
        found, expected = article(number), EXPECTED[number]
        assert len(found.paragraphs) == expected.paragraphs
        assert found.count("heading") == expected.headings
        assert found.count("photo") == expected.captions
        assert (found.photo.credit if found.photo else "") == expected.credit

    def test_residue_is_gone(self, number: str) -> None:
        text = "\n".join([article(number).title, *article(number).paragraphs])
        assert [word for word in EXPECTED[number].gone if word in text] == []

    def test_every_paragraph_stands_in_the_file_word_for_word(self, number: str) -> None:
        text = squash(source(number).decode())
        assert [part for part in article(number).paragraphs if part not in text] == []

    def test_no_word_vanishes_unseen(self, number: str) -> None:
        assert lost_words(source(number).decode(), article(number)) == Counter()
