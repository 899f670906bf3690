"""A section (chuyên mục): its bulletins, its archive by month, its feeds."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from portal.base.models import BasePage
from portal.base.paging import CountedPaginator, page_of
from portal.home import feeds
from portal.home.archive import archive_months, month_bounds

PER_PAGE = 12


class SectionPage(RoutablePageMixin, BasePage):
    """A section of the portal (chuyên mục)."""

    kind = "section"
    schema_type = "CollectionPage"

    template = "home/section_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["bulletins.BulletinPage", "documents.PlanPage", "stories.StoryPage"]
    content_panels = [*BasePage.content_panels, FieldPanel("lead", heading=_("Giới thiệu chuyên mục"))]

    class Meta:
        verbose_name = _("chuyên mục")
        verbose_name_plural = _("chuyên mục")

    def cards(self) -> Any:
        """Return the section's public pages, newest first."""
        return BasePage.objects.public_cards().filter(section_id=self.pk, display_date__isnull=False).newest_first()

    def _listing(self, request: HttpRequest, cards: Any, month: date | None = None) -> HttpResponse:
        months = archive_months(self)
        count = sum(row["count"] for row in months if month in (None, row["month"]))
        page, asked_wrong = page_of(CountedPaginator(cards, PER_PAGE, count), request.GET.get("page"))
        context = {"bulletins": page, "page_asked_wrong": asked_wrong, "archive_months": months, "archive_month": month}
        return self.render(request, context_overrides=context)

    @path("")
    def newest(self, request: HttpRequest) -> HttpResponse:
        """The section's bulletins, newest first."""
        return self._listing(request, self.cards())

    @path("luu-tru/<int:year>/<int:month>/", name="archive_month")
    def archive(self, request: HttpRequest, year: int, month: int) -> HttpResponse:
        """The bulletins of one month."""
        bounds = month_bounds(year, month)
        if bounds is None:
            raise Http404
        start, end = bounds
        cards = self.cards().filter(display_date__gte=start, display_date__lt=end)
        return self._listing(request, cards, date(year, month, 1))

    @path("rss/", name="rss")
    def rss(self, request: HttpRequest) -> HttpResponse:
        """The section as RSS 2.0."""
        return feeds.SectionRss()(request, section=self)

    @path("atom/", name="atom")
    def atom(self, request: HttpRequest) -> HttpResponse:
        """The section as Atom 1.0."""
        return feeds.SectionAtom()(request, section=self)
