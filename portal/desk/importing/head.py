"""The second pass: title, date and sapo, which stand above the running text."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from portal.base.refusal import Refusal
from portal.vietnamese.text import fold, squash

from . import facts
from .residue import LABEL
from .shapes import Dropped, Line, ParsedArticle, Stated

MAX_TITLE = 255
MAX_LEAD = 600

# A list of who was there is the first paragraph of many reports, never their summary.
_ROLL_CALL = re.compile(r"^(?:các )?đồng chí\b|^(?:tham dự|đến dự|dự (?:hội nghị|lễ|buổi))", re.IGNORECASE)
_MORE_THAN_A_LETTER = re.compile(r"\w.*\w", re.DOTALL)


def same(a: str, b: str) -> bool:
    """Whether two lines say the same, whatever their case, accents' form and punctuation."""
    return _bare(a) == _bare(b) != ""


def _bare(text: str) -> str:
    return re.sub(r"\W+", " ", fold(text)).strip()


def first_prose(lines: list[Line], skip: int = 0) -> int:
    """Index of the (``skip`` + 1)-th line of running text, or the number of lines."""
    for index, line in enumerate(lines):
        if line.kind == "text" and facts.is_prose(line.text):
            if not skip:
                return index
            skip -= 1
    return len(lines)


def take_dates(lines: list[Line], article: ParsedArticle, stated: Stated) -> list[Line]:
    """Lines without the date lines of the head (above the second paragraph) and of the tail."""
    head = first_prose(lines, skip=1)
    tail = len(lines) - first_prose(lines[::-1])
    kept: list[Line] = []
    for index, line in enumerate(lines):
        when = facts.date_line(line.text) if line.kind == "text" and (index < head or index >= tail) else None
        if when is None and index < head and _take_strip(line, article):
            continue
        if when is None:
            kept.append(line)
            continue
        _note(when, article)
        _take_neighbour_author(lines, index, article)
    if article.day is None and stated.when:
        article.day = stated.when.date()
        article.clock = (stated.when.hour, stated.when.minute)
    return [line for line in kept if line.hint != "author"]


def _note(when: facts.When, article: ParsedArticle) -> None:
    if article.day is None and when.day:
        article.day, article.clock = when.day, when.clock or article.clock
    elif article.clock is None and when.clock and when.day in (None, article.day):
        article.clock = when.clock


def _take_strip(line: Line, article: ParsedArticle) -> bool:
    """Take a line of several facts: "Tác giả: Lê An | 12/3/2024 | 08:15"."""
    parts = [part.strip() for part in re.split(r"[|•·]|\s[-–]\s", line.text) if part.strip()]
    if len(parts) < 2 or len(line.text) > 160:
        return False
    dates = [facts.date_line(part) for part in parts]
    names = [facts.labelled_byline(part) or (part if facts.is_name(part) else "") for part in parts]
    if not any(dates) or not all(when or name for when, name in zip(dates, names, strict=True)):
        return False
    for when, name in zip(dates, names, strict=True):
        if when:
            _note(when, article)
        elif not article.byline:
            article.byline, article.unit = facts.split_unit(name)
    return True


def _take_neighbour_author(lines: list[Line], index: int, article: ParsedArticle) -> None:
    """A name right above or below the date, under the title, is the author."""
    for other in (index - 1, index + 1):
        if article.byline or not 0 < other < len(lines) - 1:
            continue
        line = lines[other]
        if line.kind == "text" and 2 <= len(line.text.split()) <= 5 and facts.is_name(line.text):
            article.byline, article.unit = facts.split_unit(line.text)
            line.hint = "author"


def take_title(lines: list[Line], article: ParsedArticle, stated: Stated, related: str) -> list[Line]:
    """Lines without the title. Raises :class:`Refusal` when the file names none."""
    index = _find_title(lines, stated, sentence_may=not related)
    if index is None:
        article.title = squash(stated.title) or related
        if not article.title:
            raise Refusal(_("không thấy tiêu đề của bài"))
        if related and article.title == related:
            _give_back(related, article)
            article.warnings.append(
                _("tiêu đề lấy từ dòng «Tin liên quan», có thể là tên của tin khác: hãy kiểm tra trước khi đăng")
            )
        if len(article.title) > MAX_TITLE:
            raise Refusal(_("tiêu đề dài quá %(limit)s ký tự") % {"limit": MAX_TITLE})
        return lines
    end = _title_end(lines, index)
    article.title = squash(" ".join(line.text for line in lines[index:end]))
    above = []
    for line in lines[:index]:
        if line.kind in ("text", "heading", "item") and LABEL.fullmatch(line.text):
            article.dropped.append(Dropped(line.text, "tên chuyên mục"))
        else:
            above.append(line)
    return above + lines[end:]


def _give_back(title: str, article: ParsedArticle) -> None:
    """The title was booked as furniture with its whole line; only what stood before it is."""
    for index, dropped in enumerate(article.dropped):
        if dropped.text.endswith(title):
            article.dropped[index] = Dropped(dropped.text.removesuffix(title).strip(), dropped.reason)
            return


def _find_title(lines: list[Line], stated: Stated, sentence_may: bool) -> int | None:
    marked = [i for i, line in enumerate(lines) if line.hint == "title" and 0 < len(line.text) <= MAX_TITLE]
    if stated.title:
        marked = [i for i, line in enumerate(lines) if line.text and same(line.text, stated.title)] or marked
    if marked:
        return marked[0]
    if stated.title:
        return None
    last = first_prose(lines, skip=1)
    for index, line in enumerate(lines[: min(last + 1, len(lines))]):
        if _can_be_title(line, sentence_may and index == 0):
            return index
    return None


def _can_be_title(line: Line, sentence_may: bool) -> bool:
    text = line.text
    if line.kind not in ("text", "heading") or not 6 <= len(text) <= MAX_TITLE or len(text.split()) < 2:
        return False
    if LABEL.fullmatch(text) or facts.has_credit(text) or facts.is_dash_item(text) or facts.is_scene(text):
        return False
    if facts.split_dateline(text)[0] or facts.source_line(text) != ("", "") or not _MORE_THAN_A_LETTER.search(text):
        return False
    if _ROLL_CALL.match(text):
        return False
    if text.endswith(("?", "!", "…", "...")):
        return True
    # A full stop after a title happens; then it must open the file and be one sentence.
    return not facts.ends_sentence(text) or (
        sentence_may and len(text) <= 200 and text.endswith(".") and facts.is_single_sentence(text)
    )


def _title_end(lines: list[Line], index: int) -> int:
    """A title set over several bold centred lines of a Word page is one title."""
    end = index + 1
    if lines[index].hint not in ("banner", "title"):
        return end
    total = len(lines[index].text)
    while (
        end < len(lines)
        and end < index + 4
        and lines[end].hint == lines[index].hint
        and lines[end].kind == lines[index].kind
    ):
        total += len(lines[end].text) + 1
        if (
            total > MAX_TITLE
            or facts.is_prose(lines[end].text)
            or facts.is_capitals(lines[end].text) != facts.is_capitals(lines[index].text)
        ):
            break
        end += 1
    return end


def take_lead(lines: list[Line], article: ParsedArticle, stated: Stated) -> list[Line]:
    """Lines without the sapo: marked as such, behind a dateline, or the first short paragraph."""
    index = _find_lead(lines, stated)
    if index is None:
        if (
            len(stated.lead) >= 40
            and not stated.lead.rstrip().endswith(("...", "…"))
            and not same(stated.lead, article.title)
        ):
            article.lead = squash(stated.lead)[:MAX_LEAD]
        return lines
    publisher, article.lead = facts.split_dateline(lines[index].text)
    article.publisher = article.publisher or publisher
    article.lead = squash(article.lead)
    rest = []
    for other, line in enumerate(lines):
        if other == index:
            continue
        publisher, text = facts.split_dateline(line.text)
        if line.kind == "text" and same(text, article.lead):
            article.publisher = article.publisher or publisher
            article.dropped.append(Dropped(line.text, "lặp lại sapo"))
        else:
            rest.append(line)
    return rest


def _find_lead(lines: list[Line], stated: Stated) -> int | None:
    for index, line in enumerate(lines):
        if line.hint == "lead" and line.kind in ("text", "heading") and 20 <= len(line.text) <= MAX_LEAD:
            return index
    first = first_prose(lines)
    if first == len(lines):
        return None
    line = lines[first]
    # One paragraph alone is the article, not its summary.
    if first_prose(lines, skip=1) == len(lines) or len(line.text) > MAX_LEAD or facts.has_credit(line.text):
        return None
    if _ROLL_CALL.match(line.text) or facts.is_dash_item(line.text) or line.text.endswith(":"):
        return None
    if any(_opens_body(above) for above in lines[:first]):
        return None
    return first


def _opens_body(line: Line) -> bool:
    """Whether a line above the first paragraph shows that the body has begun."""
    return line.kind in ("heading", "item", "table") or (
        line.kind == "text" and facts.is_capitals(line.text) and len(line.text) > 12
    )
