"""RSS 2.0 and Atom 1.0 of any question and filter: whoever follows one hears of what is new."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import gettext as _

from portal.base.models import PortalSettings
from portal.vietnamese.text import squash
from search import registry
from search.engines.base import Hit, IndexUnavailable
from search.entry import Entry
from search.results.answered import answer_to
from search.results.asked import read

LENGTH = 30
LONGEST = 500
_NOT_XML = re.compile("[\ufffe\uffff]")
UNDATED = datetime(1970, 1, 1, tzinfo=UTC)


class SearchRss(Feed):
    """The newest results of a question; of everything, when nothing is asked."""

    feed_type = Rss201rev2Feed
    language = "vi"
    item_guid_is_permalink = False

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the feed; 503 while there is no index, so that readers of feeds keep what they have."""
        try:
            response = super().__call__(request, *args, **kwargs)
        except IndexUnavailable:
            told = _("Tìm kiếm đang tạm dừng, mời thử lại sau ít phút.")
            headers = {"Retry-After": "300", "Cache-Control": "no-store"}
            response = HttpResponse(told, status=503, content_type="text/plain; charset=utf-8", headers=headers)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def get_object(self, request: HttpRequest) -> dict[str, Any]:
        """Ask, newest first."""
        parameters = request.GET.copy()
        parameters["sort"] = "date"
        answered = answer_to(read(parameters))
        return {"request": request, "answered": answered, "portal": PortalSettings.for_request(request)}

    def title(self, obj: dict[str, Any]) -> str:
        """Say what was asked, and of whom."""
        return f"{_described(obj)} - {obj['portal'].office_name}"

    def link(self, obj: dict[str, Any]) -> str:
        """Return the address of the same search as a page."""
        return reverse("search") + obj["answered"].asked.url()

    def feed_url(self, obj: dict[str, Any]) -> str:
        """Return the feed's own address."""
        return obj["request"].get_full_path()

    def description(self, obj: dict[str, Any]) -> str:
        """Say what the feed holds."""
        return _("Kết quả mới nhất: %s") % _described(obj)

    subtitle = description

    def items(self, obj: dict[str, Any]) -> list[Entry]:
        """Return the newest entries found."""
        found: list[Hit] = obj["answered"].answer.hits(0, LENGTH)
        return [hit.entry for hit in found]

    def item_title(self, item: Entry) -> str:
        """Return the entry's title."""
        return _printable(item.title)

    def item_description(self, item: Entry) -> str:
        """Return its lead, or how its text begins."""
        return _printable(item.lead or item.body[: LONGEST * 2])[:LONGEST]

    def item_link(self, item: Entry) -> str:
        """Return its address."""
        return item.url

    def item_guid(self, item: Entry) -> str:
        """Return an identifier that survives moves and new titles."""
        return f"urn:guong-sang:{item.id}"

    def item_pubdate(self, item: Entry) -> datetime | None:
        """Return its date."""
        return item.date

    def item_updateddate(self, item: Entry) -> datetime:
        """Return its date; Atom wants one of each entry."""
        return item.date or UNDATED

    def item_categories(self, item: Entry) -> list[str]:
        """Return the name of its kind."""
        return [*registry.kind_labels([item.kind]).values()]


class SearchAtom(SearchRss):
    """The same as Atom."""

    feed_type = Atom1Feed


def _printable(text: str) -> str:
    """Return a text without the two characters that normal forms leave and XML has no place for."""
    return _NOT_XML.sub("", squash(text))


def _described(obj: dict[str, Any]) -> str:
    """Return the question and the filters in words."""
    answered = obj["answered"]
    words = [f"“{_printable(answered.asked.question.text)}”"] if answered.asked.question.text else []
    words += [answered.labels[name][value] for name, value in answered.asked.filters.items()]
    return _("Tìm: %s") % ", ".join(words) if words else _("Tìm kiếm")
