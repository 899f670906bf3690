"""Counts words in and words out: nothing of a page may vanish unseen."""

from __future__ import annotations

import re
from collections import Counter

from portal.desk.importing.shapes import ParsedArticle
from portal.vietnamese.text import normalise

_DATE_LINE = re.compile(r"^\W*(?:Thứ \w+, )?\d{1,2}/\d{1,2}/\d{4}(?: \| \d\d:\d\d)?\W*$", re.MULTILINE)


def lost_words(text: str, article: ParsedArticle) -> Counter[str]:
    """Words of a page that are neither in the article nor in what it reports as left out.

    Date lines become a date and "Ảnh:" becomes a field, so both are taken away first.
    """
    given = _words(_DATE_LINE.sub("", normalise(text)))
    return given - _words("\n".join(accounted(article))) - Counter({"Ảnh": article.count("photo")})


def accounted(article: ParsedArticle) -> list[str]:
    """Every stretch of text an article holds or reports as left out."""
    fields = [article.title, article.lead, article.byline, article.unit, article.source_text, article.source_url]
    blocks = [block.text for block in article.blocks] + ([article.photo.text] if article.photo else [])
    return fields + blocks + [dropped.text for dropped in article.dropped]


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))
