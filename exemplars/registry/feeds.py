"""RSS of the newest exemplars."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _

from exemplars.registry.models import Exemplar
from exemplars.registry.views.describing import description
from portal.base.models import PortalSettings
from portal.vietnamese.text import normalise

LENGTH = 30


class NewestExemplars(Feed):
    """The exemplars made public last."""

    feed_type = Rss201rev2Feed
    language = "vi"

    def get_object(self, request: HttpRequest) -> dict[str, Any]:
        """Remember whose portal it is."""
        return {"office": PortalSettings.for_request(request).office_name}

    def title(self, obj: dict[str, Any]) -> str:
        """Return the registry's name with the office's."""
        return normalise(_("Gương điển hình mới - %(office)s") % obj)

    def description(self, obj: dict[str, Any]) -> str:
        """Return what the feed carries."""
        return _("Người tốt, việc tốt, tập thể và mô hình tiêu biểu vừa được công bố.")

    def link(self) -> str:
        """Return the address of the list the feed follows."""
        return reverse("exemplar_list")

    def feed_url(self) -> str:
        """Return the feed's own address."""
        return reverse("exemplar_feed")

    def items(self) -> list[Exemplar]:
        """Return the newest public exemplars."""
        newest = Exemplar.objects.public().select_related("field").order_by("-published_at", "-pk")
        return list(newest[:LENGTH])

    def item_title(self, item: Exemplar) -> str:
        """Return the name."""
        return normalise(item.name)

    def item_description(self, item: Exemplar) -> str:
        """Return the sentence on what was done."""
        return description(item)

    def item_guid(self, item: Exemplar) -> str:
        """Return the number of the dossier, which survives a new name or address."""
        return item.reference

    item_guid_is_permalink = False

    def item_pubdate(self, item: Exemplar) -> datetime | None:
        """Return when it was made public."""
        return timezone.localtime(item.published_at) if item.published_at else None

    def item_categories(self, item: Exemplar) -> list[str]:
        """Return its kind and field."""
        return [str(item.get_kind_display()), *([normalise(item.field.name)] if item.field else [])]
