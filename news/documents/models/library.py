"""The library of documents (văn bản): the list Decree 42/2022/NĐ-CP asks for, and a page for each."""

from __future__ import annotations

from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from portal.base.models import BasePage


class DocumentLibraryPage(RoutablePageMixin, BasePage):
    """The library: /van-ban/ lists, /van-ban/<slug>/ shows one document."""

    kind = "library"
    schema_type = "CollectionPage"

    template = "documents/library_page.html"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels = [*BasePage.content_panels, FieldPanel("lead", heading=_("Giới thiệu thư viện"))]

    class Meta:
        verbose_name = _("thư viện văn bản")
        verbose_name_plural = _("thư viện văn bản")

    @path("")
    def documents(self, request: HttpRequest) -> HttpResponse:
        """The list, filtered as asked."""
        from news.documents.library.listing import listing

        return self.render(request, context_overrides=listing(request))

    @path("<slug:slug>/", name="document")
    def document(self, request: HttpRequest, slug: str) -> HttpResponse:
        """One document: its facts, files, relations and the pages that cite it."""
        from news.documents.library.detail import detail

        context = detail(request, slug, self.breadcrumbs(request))
        return self.render(request, context_overrides=context, template="documents/document_page.html")
