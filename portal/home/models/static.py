"""Standing pages: giới thiệu, liên hệ, sơ đồ cổng."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from portal.base.blocks import BodyBlock
from portal.base.fields import BodyField
from portal.base.models import BasePage


class StaticPage(BasePage):
    """A page that stands for years: introduction, contacts, map of the portal."""

    kind = "static"
    schema_type = "WebPage"

    class Role(models.TextChoices):
        """What the page adds to its own words."""

        NONE = "none", _("Chỉ có nội dung dưới đây")
        CONTACT = "contact", _("Liên hệ: thêm địa chỉ, điện thoại của cơ quan")
        SITEMAP = "sitemap", _("Sơ đồ cổng: thêm danh sách mọi chuyên mục")

    role = models.CharField(_("Phần tự động"), max_length=10, choices=Role, default=Role.NONE)
    language = models.CharField(
        _("Ngôn ngữ"), max_length=2, choices=[("vi", "Tiếng Việt"), ("en", "English")], default="vi"
    )
    body = BodyField(BodyBlock(), verbose_name=_("Nội dung"), blank=True)

    template = "home/static_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.StaticPage"]
    subpage_types: ClassVar[list[str]] = ["home.StaticPage"]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("role"),
        FieldPanel("body"),
        FieldPanel("language"),
    ]

    class Meta:
        verbose_name = _("trang giới thiệu")
        verbose_name_plural = _("trang giới thiệu")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the tree of standing pages and sections for the map of the portal."""
        context = super().get_context(request, *args, **kwargs)
        if self.role == self.Role.SITEMAP:
            from portal.home.sitemap import portal_map

            context["portal_map"] = portal_map(self)
        return context
