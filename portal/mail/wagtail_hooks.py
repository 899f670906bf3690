"""What letters add to the Wagtail admin."""

from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.admin.ui.components import Component

from portal.mail.admin import MailPanel, TroublesView
from portal.mail.outbox import troubles


@hooks.register("construct_homepage_panels")
def add_mail_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Tell all staff when letters do not go out; say nothing while they do."""
    found = troubles()
    if found["failed"] or found["stuck"]:
        panels.append(MailPanel(found))


@hooks.register("register_admin_urls")
def mail_urls() -> list[URLPattern]:
    """The list of letters not sent."""
    return [path("thu-chua-gui/", TroublesView.as_view(), name="mail_troubles")]
