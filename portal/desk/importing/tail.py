"""The third pass: author, unit, source and photographer, which stand below the running text."""

from __future__ import annotations

from portal.vietnamese.text import fold

from . import facts
from .head import first_prose
from .shapes import Dropped, Line, ParsedArticle, Stated

_NOBODY = ("admin", "administrator", "quantri", "quan tri", "root", "user", "bien tap")
_MAX_NAMES = 3


def take_tail(lines: list[Line], article: ParsedArticle, stated: Stated) -> tuple[list[Line], str]:
    """Lines without author and source, and the photographer named there ("" if none)."""
    start = len(lines) - first_prose(lines[::-1])
    last = first_prose(lines, skip=1)
    kept: list[Line] = []
    names: list[str] = []
    photographer = ""
    for index, line in enumerate(lines):
        if line.kind not in ("text", "heading") or not line.text:
            kept.append(line)
            continue
        in_tail = index >= start or line.hint == "source"
        name = _author(line, in_tail, in_head=index < last)
        if name:
            photographer = photographer or (name if facts.label_covers_photo(line.text) else "")
            _add_name(names, name, line, article)
        elif in_tail and _take_source(line, article):
            continue
        elif in_tail and facts.split_credit(line.text)[0] == "" and facts.has_credit(line.text):
            photographer = facts.split_credit(line.text)[1]
        else:
            kept.append(line)
    _set_author(names, article, stated)
    return kept, photographer


def _author(line: Line, in_tail: bool, in_head: bool) -> str:
    if line.hint == "author":
        return facts.labelled_byline(line.text) or line.text
    if not (in_tail or in_head):
        return ""
    if label := facts.labelled_byline(line.text):
        return label
    if not in_tail or not facts.is_name(line.text):
        return ""
    # Six words in capitals at the end are a heading that lost its text.
    return "" if facts.is_capitals(line.text) and len(line.text.split()) > 5 else line.text


def _add_name(names: list[str], name: str, line: Line, article: ParsedArticle) -> None:
    if any(fold(known) == fold(name) for known in names) or len(names) >= _MAX_NAMES:
        article.dropped.append(Dropped(line.text, "lặp lại tên tác giả"))
    else:
        names.append(name)


def _set_author(names: list[str], article: ParsedArticle, stated: Stated) -> None:
    if names:
        parts = [facts.split_unit(name) for name in names]
        article.byline = ", ".join(name for name, unit in parts)
        article.unit = next((unit for _, unit in parts if unit), "")
    elif not article.byline and stated.author and fold(stated.author) not in (*_NOBODY, fold(stated.site)):
        article.byline, article.unit = facts.split_unit(stated.author)


def _take_source(line: Line, article: ParsedArticle) -> bool:
    if len(line.text) > 400:
        return False
    name, url = facts.source_line(line.text)
    if not (name or url):
        return False
    if (article.source_text and name and fold(name) != fold(article.source_text)) or (
        article.source_url and url not in ("", article.source_url)
    ):
        # A second, different source stays in the text rather than being lost.
        return False
    article.source_text = article.source_text or name
    article.source_url = article.source_url or url
    return True


def settle_source(article: ParsedArticle, stated: Stated) -> None:
    """Fill what the file tells elsewhere: the newspaper of the dateline, the page's own address."""
    if stated.url and not article.source_url:
        article.source_url = stated.url
        article.source_text = article.source_text or stated.site
    if article.publisher and fold(article.publisher) not in fold(article.source_text):
        article.source_text = " – ".join(part for part in (article.source_text, article.publisher) if part)
    if article.source_url and not article.source_text:
        article.source_text = facts.host_of(article.source_url)
