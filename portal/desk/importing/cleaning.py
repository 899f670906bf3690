"""The first pass: take away what the page left behind, keep account of every line taken."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from portal.vietnamese.text import squash

from . import facts
from .residue import (
    ANYWHERE,
    CLOSERS,
    INLINE_LINK,
    LISTS,
    TAIL,
    is_forecast,
    reason_for,
    take_month_stamp,
    without_toolbar,
)
from .shapes import Dropped, Line, ParsedArticle

Groups = tuple[tuple[str, re.Pattern[str]], ...]

#: Running text of this length below a closing line makes us doubt that the article was over.
_STRANGER = 120
_STRANGERS = 3
#: So many different lines of a comment box are a comment box, however long the comments.
_SURE_MARKERS = 3


def clean(lines: list[Line], article: ParsedArticle) -> tuple[list[Line], str]:
    """Lines without furniture, and the first title that stood behind a "Tin liên quan" on one line."""
    kept: list[Line] = []
    related = ""
    for line in lines:
        if line.kind in ("picture", "table"):
            kept.append(line)
            continue
        line.text = squash(line.text)
        cleaned, found = _clean_line(line, article)
        related = related or found
        if cleaned:
            kept.append(cleaned)
    kept = _cut(kept, article, CLOSERS, strangers=_STRANGERS)
    kept = _drop_lists(kept, article)
    return _cut(kept, article, TAIL, strangers=1), related


def _clean_line(line: Line, article: ParsedArticle) -> tuple[Line | None, str]:
    if not line.text:
        return None, ""
    text, month = take_month_stamp(line.text)
    article.month = article.month or month
    text = without_toolbar(text)
    reason = reason_for(line.text, ANYWHERE) or (reason_for(text, ANYWHERE) if text else "nút của trang")
    if reason:
        article.dropped.append(Dropped(line.text, reason))
        return None, ""
    if link := INLINE_LINK.match(text):
        article.dropped.append(Dropped(line.text, "tin khác"))
        return None, squash(link["title"])
    if text == line.text:
        return line, ""
    article.dropped.append(Dropped(line.text.replace(text, "…"), "nút của trang"))
    return line.replaced(text), ""


def _cut(lines: list[Line], article: ParsedArticle, groups: Groups, strangers: int) -> list[Line]:
    """Cut where the article ends: at the first closing line that has running text before it.

    Running text below it (``strangers`` paragraphs or more) means that the line was no end after all;
    then only the line itself goes, and the doubt is said.
    """
    kept: list[Line] = []
    seen_prose = False
    below = _strangers_below(lines)
    for index, line in enumerate(lines):
        reason = reason_for(line.text, groups) if seen_prose and line.text else ""
        if not reason:
            seen_prose = seen_prose or (line.kind == "text" and facts.is_prose(line.text))
            kept.append(line)
            continue
        prose = below[index]
        if prose < strangers:
            _drop_rest(lines[index:], reason, prose, article)
            break
        article.dropped.append(Dropped(line.text, reason))
        said = _("sau dòng «%(line)s» còn %(count)s đoạn văn, đã giữ lại: hãy xem lại phần cuối bài")
        article.warnings.append(said % {"line": line.text, "count": prose})
    return kept


def _strangers_below(lines: list[Line]) -> list[int]:
    """For each line how many paragraphs of running text stand from it on; none when a comment box is plain to see."""
    counts: list[int] = []
    markers: set[str] = set()
    strangers = 0
    for line in reversed(lines):
        strangers += _is_stranger(line)
        if reason_for(line.text, CLOSERS):
            markers.add(line.text.lower())
        counts.append(0 if len(markers) >= _SURE_MARKERS else strangers)
    return counts[::-1]


def _drop_rest(lines: list[Line], reason: str, prose: int, article: ParsedArticle) -> None:
    if prose:
        article.warnings.append(
            _("đã bỏ %(count)s đoạn dài dưới dòng «%(line)s»") % {"count": prose, "line": lines[0].text}
        )
    for line in lines:
        reason = _reason(line.text) or reason
        article.dropped.append(Dropped(line.text or "(ảnh hoặc bảng)", reason))


def _is_stranger(line: Line) -> bool:
    return len(line.text) >= _STRANGER and facts.is_prose(line.text) and not _reason(line.text)


def _reason(text: str) -> str:
    if is_forecast(text):
        return "khung thời tiết"
    return reason_for(text, CLOSERS) or reason_for(text, LISTS) or reason_for(text, TAIL)


def _drop_lists(lines: list[Line], article: ParsedArticle) -> list[Line]:
    """Take away lists of other articles; author, source and running text below them stay."""
    kept: list[Line] = []
    seen_prose = in_list = False
    for line in lines:
        reason = reason_for(line.text, LISTS) if line.kind != "table" and line.text else ""
        if reason:
            in_list = seen_prose
        elif in_list and _is_link(line):
            reason = "tin khác"
        else:
            in_list = False
            seen_prose = seen_prose or facts.is_prose(line.text)
        if reason:
            article.dropped.append(Dropped(line.text, reason))
        else:
            kept.append(line)
    return kept


def _is_link(line: Line) -> bool:
    if line.hint == "link":
        return True
    text = line.text
    if line.kind not in ("text", "item", "heading") or len(text) > 220 or not text:
        return False
    if facts.is_name(text) or facts.source_line(text) != ("", "") or facts.has_credit(text) or facts.is_capitals(text):
        return False
    return not facts.ends_sentence(text)
