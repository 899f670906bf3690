"""Blocks of words: heading, paragraph, quote, key figures."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

RICH_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link", "superscript", "subscript"]


class HeadingBlock(blocks.StructBlock):
    """A heading inside the article; the page title is the only h1."""

    text = blocks.CharBlock(label=_("Tiêu đề"), max_length=250)
    level = blocks.ChoiceBlock(
        label=_("Cấp"), choices=[("2", _("Mục")), ("3", _("Tiểu mục"))], default="2", required=False, search_index=False
    )

    class Meta:
        label = _("Tiêu đề mục")
        icon = "title"
        group = _("Chữ")
        template = "blocks/heading.html"
        description = _("Chia bài dài thành các mục để người đọc tìm được phần mình cần.")
        preview_value = {"text": "Kết quả phong trào thi đua năm 2025", "level": "2"}


class ParagraphBlock(blocks.RichTextBlock):
    """Running text."""

    class Meta:
        label = _("Đoạn văn")
        icon = "pilcrow"
        group = _("Chữ")
        template = "blocks/paragraph.html"
        description = _("Các đoạn văn của bài, có chữ đậm, chữ nghiêng, danh sách và liên kết.")
        preview_value = "<p>Sáu tháng đầu năm, toàn tỉnh có <b>126</b> điển hình tiên tiến được biểu dương.</p>"


class QuoteBlock(blocks.StructBlock):
    """Somebody's words, with who said them."""

    text = blocks.TextBlock(label=_("Lời trích"), rows=3)
    author = blocks.CharBlock(label=_("Người nói"), required=False, max_length=120)
    role = blocks.CharBlock(label=_("Chức vụ, đơn vị"), required=False, max_length=200)

    class Meta:
        label = _("Lời trích")
        icon = "openquote"
        group = _("Chữ")
        template = "blocks/quote.html"
        description = _("Một câu đáng nhớ của nhân vật, ghi rõ người nói.")
        preview_value = {
            "text": "Việc gì có lợi cho bà con thì mình làm trước.",
            "author": "Bà Lò Thị Mẩy",
            "role": "Trưởng bản (nhân vật minh họa)",
        }


class FigureBlock(blocks.StructBlock):
    """One number with its unit and meaning."""

    number = blocks.CharBlock(label=_("Con số"), max_length=30, help_text=_("Ví dụ: 1.250 hoặc 98,5"))
    unit = blocks.CharBlock(label=_("Đơn vị"), required=False, max_length=30, help_text=_("Ví dụ: %, tập thể"))
    label = blocks.CharBlock(label=_("Ý nghĩa"), max_length=160)


class KeyFiguresBlock(blocks.StructBlock):
    """Two to six numbers that carry the article."""

    title = blocks.CharBlock(label=_("Tên bảng số"), required=False, max_length=160)
    figures = blocks.ListBlock(FigureBlock(), label=_("Các con số"), min_num=1, max_num=6)

    class Meta:
        label = _("Con số nổi bật")
        icon = "order"
        group = _("Dữ liệu")
        template = "blocks/key_figures.html"
        description = _("Hai đến sáu con số chính của bài, đọc lướt là nắm được.")
        preview_value = {
            "title": "Năm 2025",
            "figures": [
                {"number": "126", "unit": "", "label": "điển hình được biểu dương"},
                {"number": "62,4", "unit": "%", "label": "là người trực tiếp lao động"},
            ],
        }
