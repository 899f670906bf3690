"""Lines of a file → one article. Pure: no files, no database.

Four passes, each of which takes its lines away and leaves the rest to the next: furniture
(:mod:`.cleaning`), head (:mod:`.head`), tail (:mod:`.tail`), body (:mod:`.body`).
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from portal.base.refusal import Refusal

from .body import build_body
from .cleaning import clean
from .head import take_dates, take_lead, take_title
from .limits import MAX_LINES
from .shapes import ParsedArticle, Reading
from .tail import settle_source, take_tail

#: Less running text than this is a menu, a caption, a stray line; not an article.
_LEAST_TEXT = 40


def parse(reading: Reading) -> ParsedArticle:
    """The article a file holds. Raises :class:`Refusal` when it holds none."""
    if len(reading.lines) > MAX_LINES:
        raise Refusal(_("tệp có hơn %(limit)s đoạn, quá dài cho một bài") % {"limit": MAX_LINES})
    article = ParsedArticle(title="", dropped=list(reading.dropped), warnings=list(reading.warnings))
    lines, related = clean(list(reading.lines), article)
    lines = take_dates(lines, article, reading.stated)
    lines = take_title(lines, article, reading.stated, related)
    lines, photographer = take_tail(lines, article, reading.stated)
    lines = take_lead(lines, article, reading.stated)
    settle_source(article, reading.stated)
    build_body(lines, article, photographer)
    _refuse_empty(article)
    if article.day is None:
        article.warnings.append(_undated(article.month))
    return article


def _refuse_empty(article: ParsedArticle) -> None:
    body = [block for block in article.blocks if block.kind in ("paragraph", "list", "quote", "table")]
    if not body or sum(len(block.text) for block in body) + len(article.lead) < _LEAST_TEXT:
        raise Refusal(_("không thấy bài viết nào trong tệp"))


def _undated(month: tuple[int, int] | None) -> str:
    """Why the display date stays empty; the page then takes the moment it goes live."""
    if month is None:
        return _("tệp không nêu ngày: bài sẽ mang ngày đăng")
    year, number = month
    return _("tệp chỉ nêu tháng %(month)s, không nêu ngày: bài sẽ mang ngày đăng") % {"month": f"{number:02d}/{year}"}
