"""Blocks of pictures and things fetched from elsewhere."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from portal.base.embeds import player_for


class PhotoBlock(blocks.StructBlock):
    """A photo with the caption and credit printed under it."""

    image = ImageChooserBlock(label=_("Ảnh"))
    caption = blocks.CharBlock(label=_("Chú thích"), required=False, max_length=300)
    credit = blocks.CharBlock(label=_("Tác giả ảnh"), required=False, max_length=120, help_text=_("Ví dụ: K.K"))
    alt = blocks.CharBlock(
        label=_("Mô tả cho người không nhìn thấy ảnh"),
        required=False,
        max_length=250,
        help_text=_("Ảnh có gì, nói ngắn. Để trống nếu chú thích đã nói đủ."),
    )

    class Meta:
        label = _("Ảnh")
        icon = "image"
        group = _("Hình")
        template = "blocks/photo.html"
        description = _("Một ảnh rộng bằng cột bài, có chú thích và tên người chụp.")
        preview_value = {"image": None, "caption": "Đại biểu dự hội nghị tổng kết", "credit": "K.K", "alt": ""}
        preview_template = "blocks/preview_photo.html"


class GalleryBlock(blocks.StructBlock):
    """Several photos of one event."""

    title = blocks.CharBlock(label=_("Tên bộ ảnh"), required=False, max_length=160)
    photos = blocks.ListBlock(PhotoBlock(), label=_("Các ảnh"), min_num=2, max_num=24)

    class Meta:
        label = _("Bộ ảnh")
        icon = "image"
        group = _("Hình")
        template = "blocks/gallery.html"
        description = _("Hai đến hai mươi bốn ảnh của cùng một sự kiện, xem không cần bấm.")
        preview_value = {"title": "Lễ biểu dương năm 2025", "photos": []}
        preview_template = "blocks/preview_photo.html"


class EmbedBlock(blocks.StructBlock):
    """A video elsewhere, loaded only after the reader agrees: until then no other host hears of the visit."""

    url = blocks.URLBlock(label=_("Địa chỉ video"), help_text=_("Trang YouTube hoặc Vimeo."))
    title = blocks.CharBlock(label=_("Tên video"), max_length=200)
    note = blocks.CharBlock(label=_("Ghi chú"), required=False, max_length=300)

    def clean(self, value):
        """Refuse addresses no player is known for."""
        value = super().clean(value)
        if player_for(value["url"]) is None:
            error = ValidationError(_("Chỉ nhận địa chỉ video của YouTube hoặc Vimeo."))
            raise blocks.StructBlockValidationError(block_errors={"url": error})
        return value

    def get_context(self, value, parent_context=None):
        """Add the player's address for the script that loads it on consent."""
        context = super().get_context(value, parent_context)
        context["player"] = player_for(value.get("url") or "")
        return context

    class Meta:
        label = _("Video")
        icon = "media"
        group = _("Hình")
        template = "blocks/embed.html"
        description = _("Video ở trang khác; chỉ tải khi người đọc đồng ý.")
        preview_value = {
            "url": "https://www.youtube.com/watch?v=aqz-KE-bpKQ",
            "title": "Phóng sự về phong trào thi đua",
            "note": "",
        }
