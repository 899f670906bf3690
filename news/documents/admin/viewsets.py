"""Documents, types and issuers in the Wagtail admin."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet, SnippetViewSetGroup

from news.documents.admin.prefill import document_from
from news.documents.admin.search import (
    DocumentChooserViewSet,
    DocumentIndexView,
    VocabularyChooserViewSet,
    VocabularyIndexView,
)
from news.documents.admin.worklist import WorkListViewSet
from news.documents.models import Citation, DocumentType, Issuer, Level, OfficialDocument, Status
from portal.vietnamese.numbers import whole_number


def _day(day: date | None) -> str:
    """A day as documents print it; Wagtail's own column would say "2 years ago"."""
    return f"{day:%d/%m/%Y}" if day else ""


class DocumentFilters(WagtailFilterSet):
    """What narrows the list of documents."""

    type = django_filters.ModelChoiceFilter(
        label=_("Loại văn bản"), queryset=DocumentType.objects.all(), empty_label=_("Tất cả")
    )
    issuer = django_filters.ModelChoiceFilter(
        label=_("Cơ quan ban hành"), queryset=Issuer.objects.all(), empty_label=_("Tất cả")
    )
    level = django_filters.ChoiceFilter(
        label=_("Cấp ban hành"), field_name="issuer__level", choices=Level.choices, empty_label=_("Tất cả")
    )
    listing_year = django_filters.NumberFilter(label=_("Năm ban hành"))
    status_now = django_filters.ChoiceFilter(label=_("Hiệu lực"), choices=Status.choices, empty_label=_("Tất cả"))

    class Meta:
        model = OfficialDocument
        fields = ("type", "issuer", "level", "listing_year", "status_now", "public")


class DocumentCreateView(CreateView):
    """A new document; `?citation=` fills in what a page says of it."""

    def get_initial_form_instance(self) -> OfficialDocument | None:
        """Begin with what the citation tells."""
        asked = whole_number(self.request.GET.get("citation"), 18)
        citation = Citation.objects.filter(pk=asked).first() if asked else None
        return document_from(citation) if citation else super().get_initial_form_instance()


class DocumentViewSet(SnippetViewSet):
    """Official documents."""

    model = OfficialDocument
    icon = "doc-full"
    menu_label = _("Thư viện văn bản")
    menu_name = "official-documents"
    index_view_class = DocumentIndexView
    add_view_class = DocumentCreateView
    chooser_viewset_class = DocumentChooserViewSet
    filterset_class = DocumentFilters
    search_fields = ("search_text",)
    list_per_page = 50
    list_display = (
        "__str__",
        Column("issuer", label=_("Cơ quan ban hành"), sort_key="issuer__name"),
        Column("summary", label=_("Trích yếu")),
        Column("issued_on", label=_("Ban hành"), accessor=lambda row: _day(row.issued_on), sort_key="issued_on"),
        Column("status_label", label=_("Hiệu lực")),
        Column("citing", label=_("Bài viện dẫn"), sort_key="citing"),
        BooleanColumn("public", label=_("Hiện"), sort_key="public"),
    )
    copy_view_enabled = False

    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("type", widget=forms.Select), FieldPanel("issuer")]),
                FieldRowPanel([FieldPanel("number"), FieldPanel("symbol"), FieldPanel("is_normative")]),
                FieldRowPanel([FieldPanel("issued_on"), FieldPanel("effective_on"), FieldPanel("expires_on")]),
                FieldPanel("summary"),
                FieldRowPanel([FieldPanel("signer"), FieldPanel("signer_position")]),
            ],
            heading=_("Văn bản"),
        ),
        InlinePanel("files", heading=_("Tệp tải về"), label=_("Tệp")),
        InlinePanel("relations", heading=_("Quan hệ với văn bản khác"), label=_("Quan hệ")),
        InlinePanel(
            "aliases",
            heading=_("Cách gọi khác"),
            label=_("Cách gọi"),
            help_text=_("Bài viết gọi văn bản này bằng tên hoặc số khác: “Nghị quyết Trung ương 4 khóa XII”."),
        ),
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldRowPanel([FieldPanel("year"), FieldPanel("term")]),
                FieldRowPanel([FieldPanel("status"), FieldPanel("public")]),
                FieldPanel("source_url"),
                FieldPanel("slug"),
                FieldPanel("co_issuers", widget=forms.CheckboxSelectMultiple),
            ],
            heading=_("Thêm"),
            classname="collapsed",
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[OfficialDocument]:
        """Documents with status and the number of pages that cite them."""
        live = Q(citations__page__live=True)
        counted = Count("citations__page", filter=live, distinct=True)
        return OfficialDocument.objects.with_status().annotate(citing=counted)


class VocabularyViewSet(SnippetViewSet):
    """What the two vocabularies share."""

    index_view_class = VocabularyIndexView
    chooser_viewset_class = VocabularyChooserViewSet
    search_fields = ("name",)
    list_per_page = 100
    copy_view_enabled = False


class DocumentTypeViewSet(VocabularyViewSet):
    """Types of document."""

    model = DocumentType
    icon = "list-ul"
    menu_name = "document-types"
    list_display = (
        "name",
        Column("abbreviation", label=_("Viết tắt")),
        Column("party_abbreviation", label=_("Viết tắt của Đảng")),
        Column("get_system_display", label=_("Hệ thống"), sort_key="system"),
        BooleanColumn("is_legal", label=_("Quy phạm pháp luật")),
    )
    list_filter = ("system", "is_legal")
    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("abbreviation"), FieldPanel("party_abbreviation")]),
        FieldPanel("system"),
        FieldPanel("is_legal"),
        FieldPanel("aliases"),
        FieldRowPanel([FieldPanel("code"), FieldPanel("rank")]),
    ]


class IssuerViewSet(VocabularyViewSet):
    """Issuers."""

    model = Issuer
    icon = "group"
    menu_name = "issuers"
    list_display = (
        "name",
        Column("abbreviation", label=_("Viết tắt"), sort_key="abbreviation"),
        Column("get_level_display", label=_("Cấp"), sort_key="level"),
        Column("get_system_display", label=_("Hệ thống"), sort_key="system"),
        Column("province", label=_("Tỉnh, thành phố"), sort_key="province"),
        Column("valid_to", label=_("Đến hết ngày"), accessor=lambda row: _day(row.valid_to), sort_key="valid_to"),
    )
    list_filter = ("level", "system")
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("abbreviation")]),
        FieldRowPanel([FieldPanel("level"), FieldPanel("system")]),
        FieldRowPanel([FieldPanel("province"), FieldPanel("locality")]),
        FieldPanel("aliases"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
        FieldPanel("successor"),
        FieldRowPanel([FieldPanel("code"), FieldPanel("rank")]),
    ]


class DocumentGroup(SnippetViewSetGroup):
    """ "Văn bản" in the menu."""

    menu_label = _("Văn bản")
    menu_name = "van-ban"
    menu_icon = "doc-full"
    menu_order = 150
    items: tuple[Any, ...] = (DocumentViewSet, WorkListViewSet, DocumentTypeViewSet, IssuerViewSet)
