"""Abbreviations in the Wagtail admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from search.lexicon.models import Abbreviation


class AbbreviationViewSet(SnippetViewSet):
    """What stands for what when somebody searches."""

    model = Abbreviation
    icon = "openquote"
    menu_label = _("Chữ viết tắt")
    add_to_settings_menu = True
    list_display = (
        "short",
        Column("expansion", label=_("Viết đầy đủ"), sort_key="expansion"),
        BooleanColumn("active", label=_("Đang dùng"), sort_key="active"),
    )
    list_filter = ("active",)
    list_per_page = 100
    copy_view_enabled = False
    search_fields = ("short", "expansion")
    panels = (FieldPanel("short"), FieldPanel("expansion"), FieldPanel("active"))


register_snippet(AbbreviationViewSet)
