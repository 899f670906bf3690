"""What machines found in a comment, said in plain words. None of it decides anything."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from news.comments.models import Comment
from news.comments.pipeline import ASK_BELOW, ASK_FROM

WORDED = {
    "never": gettext_lazy("Có từ thuộc danh sách không được đăng."),
    "personal": gettext_lazy("Có số điện thoại hoặc số căn cước."),
    "trap": gettext_lazy("Điền cả ô ẩn dành để bẫy máy gửi tự động."),
    "robot": gettext_lazy("Gửi bằng chương trình tự động."),
    "sanction": gettext_lazy("Gửi từ một mạng đang bị giữ."),
    "over_limit": gettext_lazy("Mạng này gửi nhiều hơn mức thường (3 ý kiến trong 10 phút hoặc 20 trong ngày)."),
    "flood": gettext_lazy("Gửi lúc cổng đang nhận nhiều bất thường."),
}


def plain_reasons(comment: Comment) -> list[str]:
    """Return one Vietnamese line for each thing a moderator should look at; nothing for an ordinary comment."""
    lines = [str(WORDED[flag]) for flag in comment.flags if flag in WORDED]
    words = [hit["text"] for hit in comment.word_hits]
    if words:
        lines.append(_("Từ cần xem kỹ: %(words)s.") % {"words": _quoted(words)})
    if comment.hints:
        lines.append(_("Viết không dấu, có thể là: %(words)s.") % {"words": _quoted(comment.hints)})
    if comment.links:
        lines.append(_("Có %(count)s liên kết.") % {"count": comment.links})
    if comment.duplicate_of is not None:
        lines.append(_("Giống ý kiến %(other)s gửi trước đó.") % {"other": comment.duplicate_of.reference})
    if comment.syllables >= ASK_FROM and comment.diacritic_share < ASK_BELOW:
        lines.append(
            _("Gần như không có dấu: %(share)s %% số chữ có dấu.") % {"share": round(comment.diacritic_share * 100)}
        )
    if comment.author_agreed is False:
        lines.append(_("Người viết không đồng ý bản biên tập: đăng nguyên văn hoặc không đăng."))
    return lines


def _quoted(words: list[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)
