"""The states a comment goes through, and the reasons that are given."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """From being held to being erased; ``news.comments.states`` says which step may follow which."""

    HELD = "held", _("Chờ duyệt")
    PUBLISHED = "published", _("Đã đăng")
    PUBLISHED_EDITED = "published_edited", _("Đã đăng, có biên tập")
    RETURNED = "returned", _("Đề nghị viết lại")
    REJECTED = "rejected", _("Không đăng")
    SPAM = "spam", _("Thư rác")
    HIDDEN = "hidden", _("Đã gỡ")
    WITHDRAWN = "withdrawn", _("Người viết rút lại")
    ERASED = "erased", _("Đã xóa")


PUBLIC = (State.PUBLISHED, State.PUBLISHED_EDITED)


class Reason(models.TextChoices):
    """Why something was decided; the first nine are a moderator's choices, in the order of keys 1 to 9."""

    SPELLING = "spelling", _("Chính tả, dấu")
    PERSONAL = "personal", _("Dữ liệu cá nhân")
    LANGUAGE = "language", _("Ngôn từ")
    OFF_TOPIC = "off_topic", _("Lạc đề")
    ADVERT = "advert", _("Quảng cáo")
    UNVERIFIED = "unverified", _("Chưa kiểm chứng")
    DUPLICATE = "duplicate", _("Trùng")
    UNLAWFUL = "unlawful", _("Trái pháp luật")
    OTHER = "other", _("Khác")
    FIT = "fit", _("Phù hợp để đăng")
    RECEIVED = "received", _("Tiếp nhận")
    READER = "reader", _("Theo yêu cầu của người viết")
    REWRITTEN = "rewritten", _("Người viết đã viết lại")
    REPORTED = "reported", _("Nhiều bạn đọc báo cáo")
    APPEAL = "appeal", _("Theo kết quả khiếu nại")
    UNDONE = "undone", _("Hoàn tác")
    STAFF = "staff", _("Trả lời của cơ quan")
    CHOSEN = "chosen", _("Chọn đứng đầu bài")
    UNCHOSEN = "unchosen", _("Thôi chọn")


MODERATORS_REASONS = tuple(Reason)[:10]
CHOOSING = (Reason.CHOSEN, Reason.UNCHOSEN)
"""Steps about a comment's place on its page, and nothing else."""
