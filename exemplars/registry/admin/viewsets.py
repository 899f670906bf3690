"""Exemplars and their fields of life in the Wagtail admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet, SnippetViewSetGroup

from exemplars.honours.models import Conferral
from exemplars.registry.admin.consents import WithdrawConsentView
from exemplars.registry.admin.decisions import DecisionView
from exemplars.registry.admin.editing import ExemplarCreateView, ExemplarEditView, ExemplarForm
from exemplars.registry.admin.evidence import DeleteEvidenceView, DownloadEvidenceView, EvidenceView
from exemplars.registry.admin.filters import ExemplarFilters
from exemplars.registry.admin.merging import MergeView
from exemplars.registry.admin.namesakes import DuplicatesView
from exemplars.registry.admin.search import ExemplarChooserViewSet, search_exemplars
from exemplars.registry.admin.worklists import WorkListsViewSet
from exemplars.registry.models import Exemplar, Field
from exemplars.registry.transfer.admin.viewsets import ImportViewSet
from portal.places.widgets import PlaceChooser


class ExemplarIndexView(IndexView):
    """The list, searched without accents, ordered by name as Vietnamese lists are."""

    def _get_title_column(self, *args: Any, **kwargs: Any) -> Column:
        """The name opens the dossier and sorts by tên, họ, đệm."""
        column = super()._get_title_column(*args, **kwargs)
        column.label, column.sort_key = _("Tên"), "sort_key"
        return column

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """Search folded names and references."""
        return search_exemplars(queryset, self.search_query) if self.is_searching else queryset

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Wagtail's, and the export of what the filters leave."""
        buttons = [*super().header_more_buttons]
        if self.request.user.has_perm("registry.export_exemplar"):
            query = self.request.GET.urlencode()
            address = reverse("registry_imports:export") + (f"?{query}" if query else "")
            buttons.append(Button(_("Xuất danh sách này"), url=address, icon_name="download", priority=50))
        return buttons


def _honours() -> Coalesce:
    """How many honours of an exemplar stand; counted for the rows of one page only."""
    standing = Conferral.objects.filter(exemplar=OuterRef("pk"), state__in=Conferral.STANDING).order_by()
    counted = standing.values("exemplar").annotate(times=Count("pk")).values("times")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


PERSON, MODEL = "for-individual", "for-model"
"""Classes of panels shown for one kind only; without scripts all are shown."""

FACTS = [
    MultiFieldPanel(
        [
            FieldPanel("kind", widget=forms.RadioSelect),
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("birth_year"), FieldPanel("birth_date"), FieldPanel("gender")], classname=PERSON),
            FieldPanel("position", classname=PERSON),
            FieldPanel("organisation"),
            FieldPanel("place", widget=PlaceChooser),
            FieldRowPanel([FieldPanel("year"), FieldPanel("field")]),
            FieldPanel("direct_worker", classname=PERSON),
            FieldPanel("movements", widget=forms.CheckboxSelectMultiple),
        ],
        heading=_("Ai, ở đâu, việc gì"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("name_by_hand"),
            FieldRowPanel([FieldPanel("family_name"), FieldPanel("middle_name"), FieldPanel("given_name")]),
            FieldPanel("other_names"),
            FieldPanel("death_year"),
        ],
        heading=_("Họ, đệm, tên và tên khác"),
        classname=f"collapsed {PERSON}",
    ),
    MultiFieldPanel(
        [FieldPanel("place_now", widget=PlaceChooser), FieldPanel("reference"), FieldPanel("slug")],
        heading=_("Thêm"),
        classname="collapsed",
    ),
]
DEEDS = [
    FieldPanel("summary"),
    FieldPanel("achievements"),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("owner"), FieldPanel("started_on")]),
            FieldPanel("method"),
            FieldPanel("resources"),
            FieldPanel("results"),
            FieldPanel("reach"),
        ],
        heading=_("Mô hình"),
        classname=MODEL,
    ),
    FieldPanel("portrait"),
]
CONSENTS = [
    InlinePanel(
        "consents",
        heading=_("Sự đồng ý công bố"),
        label=_("Sự đồng ý"),
        help_text=_(
            "Ghi ai đồng ý, đồng ý những gì, bằng giấy tờ nào. Trẻ từ 7 tuổi: cần cả em và cha mẹ, người giám hộ."
        ),
        panels=[
            FieldRowPanel([FieldPanel("giver"), FieldPanel("basis")]),
            FieldPanel("giver_name"),
            FieldRowPanel(
                [FieldPanel("for_name"), FieldPanel("for_face"), FieldPanel("for_place"), FieldPanel("for_story")]
            ),
            FieldPanel("note"),
            FieldRowPanel([FieldPanel("given_on"), FieldPanel("expires_on")]),
            FieldPanel("withdrawn_on"),
        ],
    )
]
LINKS = [
    InlinePanel(
        "relations",
        heading=_("Quan hệ với gương khác"),
        label=_("Quan hệ"),
        panels=[FieldRowPanel([FieldPanel("kind"), FieldPanel("other")])],
    ),
    InlinePanel(
        "replications",
        heading=_("Đã nhân rộng ở đâu"),
        label=_("Nơi nhân rộng"),
        panels=[
            FieldRowPanel([FieldPanel("organisation"), FieldPanel("place", widget=PlaceChooser)]),
            FieldRowPanel([FieldPanel("year"), FieldPanel("result")]),
        ],
    ),
]
OFFICE = [FieldPanel("contact"), FieldPanel("source"), FieldPanel("notes"), FieldPanel("review_due")]


class ExemplarViewSet(SnippetViewSet):
    """Exemplars."""

    model = Exemplar
    icon = "user"
    menu_label = _("Sổ gương điển hình")
    menu_name = "exemplars"
    index_view_class = ExemplarIndexView
    add_view_class = ExemplarCreateView
    edit_view_class = ExemplarEditView
    chooser_viewset_class = ExemplarChooserViewSet
    filterset_class = ExemplarFilters
    create_template_name = "registry/admin/exemplar_create.html"
    edit_template_name = "registry/admin/exemplar_edit.html"
    search_fields = ("name_key",)
    list_per_page = 50
    list_display = (
        "name",
        Column("reference", label=_("Mã hồ sơ"), sort_key="reference"),
        Column("kind", label=_("Đối tượng"), accessor="get_kind_display", sort_key="kind"),
        Column("place", label=_("Địa phương"), accessor=lambda row: row.place or ""),
        Column("year", label=_("Năm"), sort_key="year"),
        Column("state", label=_("Trạng thái"), accessor="get_state_display", sort_key="state"),
        Column("honours", label=_("Khen thưởng"), sort_key="honour_rank"),
        Column(
            "updated_at",
            label=_("Sửa"),
            accessor=lambda row: f"{timezone.localtime(row.updated_at):%d/%m/%Y}",
            sort_key="updated_at",
        ),
    )
    copy_view_enabled = False
    edit_handler = TabbedInterface(
        [
            ObjectList(FACTS, heading=_("Hồ sơ")),
            ObjectList(DEEDS, heading=_("Thành tích")),
            ObjectList(CONSENTS, heading=_("Đồng ý")),
            ObjectList(LINKS, heading=_("Quan hệ, nhân rộng")),
            ObjectList(OFFICE, heading=_("Nội bộ")),
        ],
        base_form_class=ExemplarForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Exemplar]:
        """Dossiers that were not merged into another, with place and honours."""
        rows = Exemplar.objects.filter(merged_into=None).select_related("place__province")
        return rows.annotate(honours=_honours()).order_by("-pk")

    def get_urlpatterns(self) -> list[Any]:
        """Wagtail's views, and those for decisions, evidence, consent, duplicates and merging."""
        return [
            *super().get_urlpatterns(),
            path("trung-lap/", self.construct_view(DuplicatesView), name="duplicates"),
            path("quyet-dinh/<int:pk>/", self.construct_view(DecisionView), name="decide"),
            path("rut-dong-y/<int:pk>/", self.construct_view(WithdrawConsentView), name="withdraw_consent"),
            path("tai-lieu/<int:pk>/", self.construct_view(EvidenceView), name="evidence"),
            path("tai-lieu/<int:pk>/<int:paper>/", self.construct_view(DownloadEvidenceView), name="evidence_download"),
            path("tai-lieu/<int:pk>/<int:paper>/xoa/", self.construct_view(DeleteEvidenceView), name="evidence_delete"),
            path("gop/<int:pk>/", self.construct_view(MergeView), name="merge_choose"),
            path("gop/<int:pk>/<int:other>/", self.construct_view(MergeView), name="merge"),
        ]


class FieldViewSet(SnippetViewSet):
    """Fields of life (lĩnh vực)."""

    model = Field
    icon = "tag"
    menu_name = "exemplar-fields"
    search_fields = ("name",)
    list_display = ("name", Column("code", label=_("Mã")), Column("rank", label=_("Thứ tự"), sort_key="rank"))
    copy_view_enabled = False
    panels = [FieldPanel("name"), FieldRowPanel([FieldPanel("code"), FieldPanel("rank")])]


class RegistryGroup(SnippetViewSetGroup):
    """ "Gương điển hình" in the menu."""

    menu_label = _("Gương điển hình")
    menu_name = "guong-dien-hinh"
    menu_icon = "user"
    menu_order = 110
    items: tuple[Any, ...] = (ExemplarViewSet, WorkListsViewSet, ImportViewSet, FieldViewSet)
