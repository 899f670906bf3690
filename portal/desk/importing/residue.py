"""Words that web pages leave behind when they are saved as text. Data first, two small functions after.

``ANYWHERE`` lines are never part of an article. ``TAIL`` lines are furniture only below the article
("Địa phương" may well be a heading above). A marker of ``CLOSERS`` ends the article, one of ``LISTS``
opens a list of links to other articles.
"""

from __future__ import annotations

import re


def _lines(*patterns: str) -> re.Pattern[str]:
    """One pattern that matches when one of ``patterns`` is the whole line."""
    return re.compile(r"(?:" + "|".join(patterns) + r")", re.IGNORECASE)


_SHARE = (
    r"(?:facebook|zalo|twitter|x|google\+?|pinterest|linkedin|messenger|telegram|email|e-mail|gmail|print|in|share"
    r"|tweet|copy link)"
)
_COUNT = r"[\d.,]+"

ANYWHERE: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "tên khối của cổng cũ",
        _lines(r"\W*(?:publishing\w*|vnpt\w*|cms\w*|portal\w*)\s*[-–]\s*block[_ ]\w+", r"block_[a-z]\w*"),
    ),
    ("khuôn mẫu chưa điền", _lines(r"\W*\{+\s*[\w.]+\s*\}+(?:\s*[-–|:,]?\s*\{+\s*[\w.]+\s*\}+)*")),
    (
        "nút của trang",
        _lines(
            r"(?:(?:tăng|giảm) cỡ chữ\W*)+",
            r"cỡ chữ\W*",
            r"(?:a\s*[-+]?\s+){1,2}a\s*[-+]?",
            r"(?:thay đổi|chế độ) tương phản\W*",
            r"(?:nghe|đọc) (?:đọc )?bài(?: viết)?\W*",
            r"(?:in|bản in|lưu|gửi)(?: (?:trang|bài|bài viết|bài này|tin|email|e-mail))+",
            r"bản in",
            r"(?:sao chép|copy) (?:liên kết|link)",
            r"(?:tắt|đóng|thu gọn|mở rộng)?\s*\[\s*[x+–-]\s*\]",
            r"(?:về|lên)? ?đầu trang",
            r"quay (?:lại|về)(?: trang (?:trước|chủ))?",
            r"chú thích ảnh",
            r"\d{1,2}:\d{2}\s*/\s*\d{1,2}:\d{2}",
            r"trang chủ(?:\s*[>»›/|].*)?",
            r"theo dõi .{0,40} trên google news\W*",
        ),
    ),
    (
        "chia sẻ",
        _lines(
            r"(?:hãy )?chia sẻ(?: (?:với bạn bè|bài viết|lên|qua|trên|tin)\b.{0,30})?\W*",
            rf"{_SHARE}(?:[\s|,]+{_SHARE})*",
        ),
    ),
    (
        "lượt xem",
        _lines(
            rf"\W*(?:số )?(?:lượt|lần) (?:xem|đọc|truy cập|view)\s*:?\s*{_COUNT}\W*",
            rf"\W*{_COUNT}\s*(?:lượt|lần) (?:xem|đọc|truy cập|view)\W*",
            rf"\W*(?:đã xem|xem|views?|hits?)\s*:?\s*{_COUNT}\W*",
            rf"\W*{_COUNT}\s*views?\W*",
            rf"cms-view-count\s*:?\s*{_COUNT}?",
        ),
    ),
    ("từ khóa", _lines(r"(?:từ khóa|tags?|thẻ)\s*:.{0,200}", r"từ khóa", r"tags?")),
    (
        "quốc hiệu, tiêu ngữ",
        _lines(
            r"cộng hòa xã hội chủ nghĩa việt nam",
            r"độc lập\s*[-–]\s*tự do\s*[-–]\s*hạnh phúc",
            r"đảng cộng sản việt nam",
        ),
    ),
)

#: The article is over: comments, polls and what the page itself offers.
CLOSERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "khung bình luận",
        _lines(
            rf"{_COUNT} (?:bình luận|ý kiến|phản hồi)",
            rf"(?:bình luận|ý kiến bạn đọc|phản hồi|ý kiến)\s*\(?\s*{_COUNT}\s*\)?",
            r"(?:viết|gửi|đăng|thêm) (?:bình luận|ý kiến|phản hồi)(?: mới| của bạn)?\W*",
            r"(?:bình luận|ý kiến bạn đọc|ý kiến của bạn)\W*",
            r"ý kiến của bạn (?:sẽ|được).{0,160}",
            r"(?:vui lòng )?(?:gõ|nhập|viết) tiếng việt có dấu.{0,60}",
            r"trả lời",
        ),
    ),
    (
        "thăm dò ý kiến",
        _lines(r"(?:thăm dò|trưng cầu|khảo sát) ý kiến(?: bạn đọc)?\W*", r"bình chọn", r"biểu quyết", r"xem kết quả"),
    ),
)

#: Lists of other articles. Below such a line, short lines are links.
LISTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "tin khác",
        _lines(
            r"(?:các |những )?(?:tin|bài|tin bài|tin, bài|bài viết|tin tức)(?: viết)?"
            r" (?:liên quan|đã đưa|đã đăng|khác|cùng chuyên mục|cùng loại|mới(?: hơn| nhất| đăng)?|cũ hơn"
            r"|nổi bật|nóng|đọc nhiều|xem nhiều|tiếp theo)\W*",
            r"(?:có thể bạn quan tâm|đọc nhiều(?: nhất)?|đọc thêm|xem thêm|xem nhiều(?: nhất)?|bài mới)\W*",
        ),
    ),
)

#: A link to another article on one line: "Xem thêm: …", ">> …", "Tin liên quan …".
INLINE_LINK = re.compile(
    r"^(?:(?:xem|đọc) thêm\s*:\s*|(?:tin|bài)(?: viết)? liên quan\s*:?\s+|>{1,3}\s*|»\s*)(?P<title>\S.{5,220})$",
    re.IGNORECASE,
)

#: Names of sections that stand above a title, alone or in a row.
LABEL = re.compile(
    r"(?:(?:trang chủ|tin tức|tin bài|tin hoạt động|tin trong (?:tỉnh|nước|ngành)|tin|trong tỉnh|sự kiện|thời sự"
    r"|chuyên mục|chuyên đề|bản tin|thi đua|khen thưởng|phong trào thi đua|hoạt động|gương (?:sáng|điển hình)"
    r"|điển hình tiên tiến|gương người tốt,? việc tốt|người tốt,? việc tốt|chính trị|kinh tế|văn hóa|xã hội|nổi bật)"
    r"(?:\s*[-–—,&/>|»:]\s*|\s+và\s+|$))+",
    re.IGNORECASE,
)

TAIL: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "khung thời tiết",
        _lines(
            r"(?:dự báo )?thời tiết\W*",
            r"địa phương",
            r"xem thêm (?:thành phố|tỉnh|thị xã|huyện) .{2,40}",
            r"thông tin cần biết",
        ),
    ),
    (
        "khung của trang",
        _lines(
            r"(?:tỷ giá|giá vàng|chứng khoán|lịch (?:cắt điện|truyền hình|chiếu phim)|quảng cáo"
            r"|liên kết(?: web(?:site)?)?|thống kê truy cập|đang online)\W*.{0,20}",
            r"(?:©|\(c\)|copyright|bản quyền).{0,200}",
            r"(?:họ (?:và )?tên|email|e-mail|nội dung|tiêu đề|mã (?:xác nhận|bảo mật|kiểm tra)|điện thoại|gửi"
            r"|nhập lại|hủy"
            r"|thích|đăng nhập)\W*",
        ),
    ),
)

# A forecast, told by three of its words; it stands in a box beside the article, never in it.
_FORECAST = re.compile(
    r"nhiều mây|ít mây|có mưa|mưa (?:vừa|to|rào)|có dông|cơn dông|gió .{3,20} cấp|nhiệt độ"
    r"|trời (?:nắng|rét)|lốc, sét|gió giật",
    re.IGNORECASE,
)

_MONTH_STAMP = re.compile(r"^\W*date\s+(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])(?:\s+|$)", re.IGNORECASE)
_TOOLBAR_BIT = re.compile(
    rf"(?:(?:tăng|giảm) cỡ chữ|[•·|,–-]?\s*(?:số )?(?:lượt|lần) (?:xem|đọc)\s*:?\s*{_COUNT}"
    rf"|[•·|–-]\s*{_COUNT} (?:lượt|lần) (?:xem|đọc))",
    re.IGNORECASE,
)


def reason_for(text: str, groups: tuple[tuple[str, re.Pattern[str]], ...]) -> str:
    """Why a line is furniture according to ``groups``; empty when it is not."""
    for reason, pattern in groups:
        if pattern.fullmatch(text):
            return reason
    return ""


def is_forecast(text: str) -> bool:
    """Whether a line is a weather forecast."""
    return len({found.lower() for found in _FORECAST.findall(text)}) >= 3


def take_month_stamp(text: str) -> tuple[str, tuple[int, int] | None]:
    """("date 2024-03 …") → the rest of the line and (2024, 3); (text, None) when there is no stamp."""
    match = _MONTH_STAMP.match(text)
    if not match:
        return text, None
    return text[match.end() :].strip(), (int(match["year"]), int(match["month"]))


def without_toolbar(text: str) -> str:
    """A short line without the toolbar words some pages glue to the date."""
    if len(text) > 160 or not _TOOLBAR_BIT.search(text):
        return text
    return _TOOLBAR_BIT.sub(" ", text).strip(" |•·-–")
