"""One line about one file, for the terminal; the same facts for the upload form."""

from __future__ import annotations

from .shapes import ParsedArticle
from .writer import Outcome

SAID: dict[Outcome, str] = {
    "draft": "bản nháp",
    "published": "đã đăng",
    "updated": "đã cập nhật",
    "known": "đã có",
    "different": "đã có, khác nội dung",
}


def describe(article: ParsedArticle) -> str:
    """What was found in a file: title, date, sapo, author, source, counts of blocks, what was left out."""
    facts = [
        f"«{article.title}»",
        f"ngày {_when(article)}",
        f"sapo {'có' if article.lead else 'không'}",
        f"tác giả {_or_none(', '.join(filter(None, (article.byline, article.unit))))}",
        f"nguồn {_or_none(_source(article))}",
        f"{article.count('paragraph') + article.count('quote')} đoạn",
    ]
    for kind, name in (("heading", "đề mục"), ("list", "danh sách"), ("table", "bảng"), ("photo", "ảnh, chú thích")):
        if article.count(kind):
            facts.append(f"{article.count(kind)} {name}")
    if article.dropped:
        facts.append(f"bỏ {len(article.dropped)} dòng thừa")
    return " · ".join(facts + [f"lưu ý: {warning}" for warning in article.warnings])


def _when(article: ParsedArticle) -> str:
    if article.day is None:
        return "không nêu"
    clock = " {:02d}:{:02d}".format(*article.clock) if article.clock else ""
    return f"{article.day:%d/%m/%Y}{clock}"


def _source(article: ParsedArticle) -> str:
    parts = (article.source_text, article.source_url)
    return " ".join(part for part in parts if part)


def _or_none(text: str) -> str:
    return text or "không"
