"""What readers' comments add to the Wagtail admin."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.snippets.models import register_snippet

from news.comments.desk.common import LOOK, may
from news.comments.desk.panel import CommentsPanel
from news.comments.desk.viewsets import CommentsGroup

register_snippet(CommentsGroup)


@hooks.register("construct_homepage_panels")
def add_comments_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Show those who handle comments what waits for them."""
    if may(request.user, LOOK):
        panels.append(CommentsPanel())
