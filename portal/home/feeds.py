"""RSS 2.0 and Atom 1.0 of a section and of the whole portal."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed
from django.utils.translation import gettext_lazy as _

from portal.base.images import SHARE_SPEC
from portal.base.models import BasePage, PortalSettings
from portal.vietnamese.text import normalise

LENGTH = 30


class SectionRss(Feed):
    """The newest pages of a section, or of the whole portal when no section is given."""

    feed_type = Rss201rev2Feed
    language = "vi"

    def get_object(self, request: HttpRequest, section: Any = None) -> dict[str, Any]:
        """Remember who asks, for absolute addresses."""
        return {"request": request, "section": section, "portal": PortalSettings.for_request(request)}

    def title(self, obj: dict[str, Any]) -> str:
        """Return the section's name with the office's."""
        office = obj["portal"].office_name
        return normalise(f"{obj['section'].title} - {office}" if obj["section"] else office)

    def link(self, obj: dict[str, Any]) -> str:
        """Return the address of the page the feed follows."""
        return obj["section"].get_url(obj["request"]) if obj["section"] else "/"

    def feed_url(self, obj: dict[str, Any]) -> str:
        """Return the feed's own address."""
        return obj["request"].path

    def description(self, obj: dict[str, Any]) -> str:
        """Return the section's introduction."""
        return normalise(obj["section"].lead if obj["section"] else obj["portal"].tagline) or str(_("Tin mới nhất"))

    subtitle = description

    def items(self, obj: dict[str, Any]) -> list[BasePage]:
        """Return the newest public pages."""
        self._request = obj["request"]
        if obj["section"]:
            return list(obj["section"].cards()[:LENGTH])
        dated = BasePage.objects.public_cards().filter(section__isnull=False, display_date__isnull=False)
        return list(dated.newest_first()[:LENGTH])

    def item_title(self, item: BasePage) -> str:
        """Return the page's title."""
        return normalise(item.title)

    def item_description(self, item: BasePage) -> str:
        """Return the sapo."""
        return normalise(item.lead)

    def item_link(self, item: BasePage) -> str:
        """Return the page's permanent address."""
        return item.get_url(self._request)

    def item_guid(self, item: BasePage) -> str:
        """Return an identifier that survives moves and new titles."""
        return f"urn:uuid:{item.translation_key}"

    item_guid_is_permalink = False

    def item_pubdate(self, item: BasePage) -> datetime | None:
        """Return the date shown on the page."""
        return timezone.localtime(item.display_date)

    def item_updateddate(self, item: BasePage) -> datetime | None:
        """Return when the page last changed in public."""
        return timezone.localtime(item.last_published_at or item.display_date)

    def item_categories(self, item: BasePage) -> list[str]:
        """Return the section's name."""
        return [normalise(item.section.title)] if item.section else []

    def item_enclosures(self, item: BasePage) -> list[Enclosure]:
        """Return the main picture, when it has been cut already."""
        cut = [r for r in getattr(item.main_image, "prefetched_renditions", []) if r.filter_spec == SHARE_SPEC]
        return [Enclosure(self._request.build_absolute_uri(r.url), str(r.file.size), "image/jpeg") for r in cut]


class SectionAtom(SectionRss):
    """The same as Atom."""

    feed_type = Atom1Feed
