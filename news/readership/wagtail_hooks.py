"""What readership adds to the Wagtail admin."""

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from news.readership.admin import ViewsMenuItem, ViewsReport


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    """The report, and its rows alone."""
    return [
        path("reports/luot-xem/", ViewsReport.as_view(), name="readership_report"),
        path("reports/luot-xem/results/", ViewsReport.as_view(results_only=True), name="readership_report_results"),
    ]


@hooks.register("register_reports_menu_item")
def report_menu_item() -> MenuItem:
    """Put “Lượt xem” first among the reports."""
    return ViewsMenuItem(_("Lượt xem"), reverse("readership_report"), name="readership", icon_name="view", order=100)
