"""The fourth pass: what is left becomes paragraphs, headings, lists, photos and tables, in order."""

from __future__ import annotations

from . import facts
from .head import same
from .shapes import Block, Dropped, Line, ParsedArticle

_MAX_HEADING = 200
_MAX_CAPTION = 300
_MAX_CREDIT = 120
#: A caption repeats the words of the picture's alternative text: a short line twice in a row.
_MAX_TWIN = 250


def build_body(lines: list[Line], article: ParsedArticle, photographer: str = "") -> None:
    """Fill ``article.blocks`` and ``article.photo`` from the remaining lines."""
    blocks = article.blocks
    after_picture = False
    index = 0
    while index < len(lines):
        line = lines[index]
        below = lines[index + 1] if index + 1 < len(lines) else None
        step = 1
        if line.kind == "picture":
            blocks.append(Block("photo", picture=line.picture))
            after_picture = True
        elif line.kind == "table":
            blocks.append(Block("table", rows=line.rows))
            after_picture = False
        elif same(line.text, article.title):
            # Pages repeat the title as the alternative text of a picture; a caption may follow.
            article.dropped.append(Dropped(line.text, "lặp lại tiêu đề"))
            after_picture = True
        elif below is not None and _is_twin(line, below):
            article.dropped.append(Dropped(below.text, "lặp lại"))
            step = 2
            _add_twin(line, article)
            after_picture = False
        elif _is_caption(line, below, after_picture):
            _add_caption(line, article)
            after_picture = False
        else:
            _add_text(line, below, article)
            after_picture = False
        index += step
    _settle_photos(article, photographer)


def _is_twin(line: Line, below: Line) -> bool:
    """Whether a line is said twice: an alternative text and its caption, or a paragraph a page printed twice.

    Rows of a list that happen to be equal are not.
    """
    if line.kind != "text" or below.kind != "text" or not same(line.text, below.text):
        return False
    return len(line.text.split()) >= 3 and not facts.is_dash_item(line.text) and not facts.numbered_level(line.text)


def _add_twin(line: Line, article: ParsedArticle) -> None:
    if (
        len(line.text) <= _MAX_TWIN
        and (not facts.ends_sentence(line.text) or facts.has_credit(line.text))
        and not facts.is_capitals(line.text)
    ):
        _add_caption(line, article)
    else:
        article.blocks.append(Block("paragraph", [line]))


def _is_caption(line: Line, below: Line | None, after_picture: bool) -> bool:
    text = line.text
    caption, credit = facts.split_credit(text)
    if len(caption) > _MAX_CAPTION or len(credit) > _MAX_CREDIT:
        return False
    if line.hint == "caption":
        return True
    if line.kind != "text" or facts.is_dash_item(text) or text.endswith(":"):
        return False
    if facts.has_credit(text) or facts.is_scene(text):
        return True
    if not after_picture or facts.is_capitals(text):
        return False
    if line.hint in ("centred", "italic"):
        return True
    return facts.is_single_sentence(text) and below is not None and len(below.text) > len(text)


def _add_caption(line: Line, article: ParsedArticle) -> None:
    """Give a caption to the picture right above it, or to a picture the file does not hold."""
    caption, credit = facts.split_credit(line.text)
    last = article.blocks[-1] if article.blocks else None
    if last is not None and last.kind == "photo" and last.picture and not (last.caption or last.credit):
        last.caption, last.credit = caption, credit
    else:
        article.blocks.append(Block("photo", caption=caption, credit=credit))


def _add_text(line: Line, below: Line | None, article: ParsedArticle) -> None:
    blocks = article.blocks
    level = _heading_level(line, below)
    if line.kind == "item":
        if blocks and blocks[-1].kind == "list" and blocks[-1].ordered == line.ordered:
            blocks[-1].lines.append(line)
        else:
            blocks.append(Block("list", [line], ordered=line.ordered))
    elif level:
        blocks.append(Block("heading", [line], level=level))
    elif line.kind == "quote":
        blocks.append(Block("quote", [line]))
    else:
        blocks.append(Block("paragraph", [line]))


def _heading_level(line: Line, below: Line | None) -> int:
    """Level of a heading on the page, 0 for text. A heading needs something below it."""
    text = line.text
    if len(text) > _MAX_HEADING or below is None or line.kind in ("item", "quote"):
        return 0
    if line.kind == "heading":
        return min(max(line.level, 2), 4)
    if facts.is_dash_item(text) or facts.ends_sentence(text):
        return 0
    if facts.is_capitals(text) and len(text.split()) >= 2:
        return 2
    level = facts.numbered_level(text)
    if level and (line.hint in ("bold", "banner") or facts.is_prose(below.text)):
        return level
    if line.hint in ("bold", "banner"):
        return 3
    return 3 if _stands_like_heading(line, below) else 0


def _stands_like_heading(line: Line, below: Line) -> bool:
    """A short line without a full stop, right above running text."""
    words = line.text.split()
    short = 2 <= len(words) <= 18 and len(line.text) <= 110 and line.text[:1].isupper()
    return short and not line.hint and facts.is_prose(below.text) and below.kind == "text"


def _settle_photos(article: ParsedArticle, photographer: str) -> None:
    """Choose the main photo: the first picture, or a caption that stands above the text."""
    photos = [block for block in article.blocks if block.kind == "photo"]
    for block in photos:
        if not block.caption and block.picture:
            block.caption = ""
        block.credit = block.credit or (photographer if block.picture or block.caption else "")
    first = next((block for block in photos if block.picture), None)
    if first is None:
        first = next((block for block in _above_text(article.blocks) if block.kind == "photo"), None)
    if first is not None:
        article.photo = first
        article.blocks = [block for block in article.blocks if block is not first]


def _above_text(blocks: list[Block]) -> list[Block]:
    above: list[Block] = []
    for block in blocks:
        if block.kind in ("paragraph", "list"):
            break
        above.append(block)
    return above
