"""The staff side of bulletins: topics in the menu."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from news.bulletins.models import Topic


class TopicViewSet(SnippetViewSet):
    """Topics, in Vietnamese order."""

    model = Topic
    icon = "tag"
    menu_label = _("Chủ đề")
    add_to_admin_menu = True
    menu_order = 260
    list_display = ["name", Column("slug", label=_("Đường dẫn"))]
    ordering = ["sort_key"]
    search_fields = ["name"]
    panels = [FieldPanel("name"), FieldPanel("slug", help_text=_("Để trống để tự tạo từ tên chủ đề."))]


register_snippet(TopicViewSet)
