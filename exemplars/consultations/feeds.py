"""RSS of the newest consultations."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _

from exemplars.consultations.models import Consultation
from portal.base.models import PortalSettings
from portal.vietnamese.text import normalise

LENGTH = 30


class NewestConsultations(Feed):
    """The consultations published last."""

    feed_type = Rss201rev2Feed
    language = "vi"

    def get_object(self, request: HttpRequest) -> dict[str, Any]:
        """Remember whose portal it is."""
        return {"office": PortalSettings.for_request(request).office_name}

    def title(self, obj: dict[str, Any]) -> str:
        """Return the room's name with the office's."""
        return normalise(_("Lấy ý kiến Nhân dân - %(office)s") % obj)

    def description(self, obj: dict[str, Any]) -> str:
        """Return what the feed carries."""
        return _("Danh sách đề nghị khen thưởng cấp Nhà nước đang lấy ý kiến và kết quả.")

    def link(self) -> str:
        """Return the address of the list the feed follows."""
        return reverse("consultation_list")

    def feed_url(self) -> str:
        """Return the feed's own address."""
        return reverse("consultation_feed")

    def items(self) -> list[Consultation]:
        """Return the newest consultations."""
        return list(Consultation.objects.public().order_by("-published_at", "-pk")[:LENGTH])

    def item_title(self, item: Consultation) -> str:
        """Return the title."""
        return normalise(item.title)

    def item_description(self, item: Consultation) -> str:
        """Return until when opinions are taken, and the introduction."""
        until = _("Nhận ý kiến đến hết ngày %s.") % f"{item.closes_on:%d/%m/%Y}"
        return f"{until} {normalise(item.intro)}".strip()

    def item_pubdate(self, item: Consultation) -> datetime | None:
        """Return when it was published."""
        return timezone.localtime(item.published_at) if item.published_at else None
