"""The front page."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel

from news.bulletins.models import BulletinPage
from portal.base.models import BasePage
from portal.home.front import front_page


class HomePage(BasePage):
    """The front page: one lead story, what is new, plans and documents, the sections."""

    kind = "home"
    schema_type = "WebSite"

    lead_story = models.ForeignKey(
        BulletinPage,
        verbose_name=_("Tin chính"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Để trống thì tin mới nhất có ảnh được chọn."),
    )
    spotlight = models.ForeignKey(
        BasePage,
        verbose_name=_("Gương được giới thiệu"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Một bài về gương điển hình, hiện riêng cạnh tin mới. Để trống thì không hiện."),
    )

    intro = models.CharField(
        _("Giới thiệu ngắn"),
        max_length=250,
        blank=True,
        help_text=_("Câu hiện dưới tên cổng ở trang tìm kiếm và khi chia sẻ."),
    )

    template = "home/home_page.html"
    max_count = 1
    subpage_types: ClassVar[list[str]] = ["home.SectionPage", "documents.DocumentLibraryPage", "home.StaticPage"]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("intro"),
        PageChooserPanel("lead_story"),
        PageChooserPanel("spotlight", ["stories.StoryPage", "bulletins.BulletinPage"]),
    ]

    class Meta:
        verbose_name = _("trang chủ")
        verbose_name_plural = _("trang chủ")

    @property
    def description(self) -> str:
        """The sentence machines show for the portal as a whole."""
        return self.search_description or self.intro

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add everything the front page shows (see :func:`portal.home.front.front_page`)."""
        return {**super().get_context(request, *args, **kwargs), **front_page(self, request)}
