"""Blocks of data: table, document reference, file."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock


class TableBlock(blocks.StructBlock):
    """A table with a caption that says what its numbers are."""

    caption = blocks.CharBlock(label=_("Tên bảng"), max_length=250)
    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(label=_("Chữ"), required=False)),
            ("number", blocks.DecimalBlock(label=_("Số"), required=False, localize=True)),
        ],
        label=_("Bảng"),
    )
    note = blocks.CharBlock(label=_("Nguồn, ghi chú"), required=False, max_length=250)

    class Meta:
        label = _("Bảng")
        icon = "table"
        group = _("Dữ liệu")
        template = "blocks/table.html"
        description = _("Bảng chữ và số có tên; hàng đầu là tên cột.")
        preview_value = {
            "caption": "Kết quả thi đua theo khối",
            "table": {
                "columns": [{"type": "text", "heading": "Khối"}, {"type": "number", "heading": "Điểm"}],
                "rows": [{"values": ["Khối các cơ quan Đảng", 986]}, {"values": ["Khối nội chính", 972]}],
                "caption": "",
            },
            "note": "",
        }


class DocumentReferenceBlock(blocks.StructBlock):
    """A box pointing at an official document of the library."""

    document = SnippetChooserBlock("documents.OfficialDocument", label=_("Văn bản"))
    note = blocks.CharBlock(label=_("Lời dẫn"), required=False, max_length=250)

    class Meta:
        label = _("Văn bản")
        icon = "doc-full"
        group = _("Dữ liệu")
        template = "blocks/document_reference.html"
        description = _("Khung dẫn tới một văn bản trong thư viện: số, trích yếu, ngày ban hành.")
        preview_value = {"document": None, "note": "Văn bản làm căn cứ"}


class PollBlock(blocks.StructBlock):
    """A poll: the question with the way to the ballot, or its results."""

    poll = SnippetChooserBlock("polls.Poll", label=_("Thăm dò"))

    class Meta:
        label = _("Thăm dò ý kiến")
        icon = "list-ul"
        group = _("Dữ liệu")
        template = "blocks/poll.html"
        description = _("Một câu hỏi thăm dò để bạn đọc bỏ phiếu ngay trong bài; mỗi bài một câu.")
        preview_value = {"poll": None}


class FileBlock(blocks.StructBlock):
    """A file to download."""

    document = DocumentChooserBlock(label=_("Tệp"))
    title = blocks.CharBlock(label=_("Tên hiện ra"), required=False, max_length=200)

    class Meta:
        label = _("Tệp tải về")
        icon = "download"
        group = _("Dữ liệu")
        template = "blocks/file.html"
        description = _("Một tệp cho người đọc tải về, ghi rõ loại và dung lượng.")
        preview_value = {"document": None, "title": "Mẫu báo cáo thành tích"}
