"""/lay-y-kien/: every list that was shown, and one of them with those proposed."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from exemplars.consultations.models import Consultation
from exemplars.consultations.publishing import days_shown
from exemplars.movements.views.frame import head
from portal.base.metadata import absolute, json_ld
from portal.base.models import PortalSettings
from portal.base.paging import page_of
from portal.vietnamese.text import normalise

TITLE = gettext_lazy("Lấy ý kiến Nhân dân")
PER_PAGE = 20
PER_LIST = 50
"""Candidates on one page of a list."""


@require_safe
def consultation_list(request: HttpRequest) -> HttpResponse:
    """List the consultations, the newest first."""
    rows = Consultation.objects.public().order_by("-opens_on", "-pk")
    page, asked_wrong = page_of(Paginator(rows, PER_PAGE), request.GET.get("page"))
    said = _("Danh sách cá nhân, tập thể được đề nghị khen thưởng cấp Nhà nước: xem, gửi ý kiến, đọc kết quả.")
    context = head(request, str(TITLE), said, [{"title": TITLE, "url": ""}]) | {
        "listing": page,
        "groups": [(phase, list(found)) for phase, found in groupby(page, key=lambda row: row.phase)],
        "page_asked_wrong": asked_wrong,
    }
    return render(request, "consultations/list.html", context)


@require_safe
def consultation(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a list: until when, by which law, who is proposed for what, and what came of it."""
    found = get_object_or_404(Consultation.objects.public().select_related("document__type"), slug=slug)
    rows = found.candidates.select_related("honour", "exemplar").order_by("sort_order", "pk")
    page, asked_wrong = page_of(Paginator(rows, PER_LIST), request.GET.get("page"))
    crumbs = [{"title": TITLE, "url": reverse("consultation_list")}, {"title": found.title, "url": ""}]
    said = found.intro or _("Danh sách đề nghị khen thưởng cấp Nhà nước, nhận ý kiến đến hết ngày %s.") % (
        f"{found.closes_on:%d/%m/%Y}"
    )
    context = head(request, found.title, said, crumbs) | {
        "consultation": found,
        "candidates": page,
        "page_asked_wrong": asked_wrong,
        "extensions": list(found.extensions.all()),
        "days_shown": days_shown(found),
        "today": timezone.localdate(),
    }
    context["json_ld"] = json_ld(_structured(request, found, context))
    return render(request, "consultations/consultation.html", context)


def _structured(request: HttpRequest, found: Consultation, context: dict[str, Any]) -> dict[str, Any]:
    """Return the schema.org description: a page that expires, about those on the list."""
    office = PortalSettings.for_request(request).office_name
    named = [one for one in context["candidates"] if not one.is_withdrawn]
    items = [
        {"@type": "ListItem", "position": place, "name": normalise(str(one))}
        for place, one in enumerate(named, context["candidates"].start_index() or 1)
    ]
    return {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "url": context["canonical"],
        "name": normalise(found.title),
        "description": context["description"],
        "inLanguage": "vi",
        "datePublished": found.published_at.isoformat() if found.published_at else None,
        "dateModified": found.updated_at.isoformat(),
        "expires": found.closes_on.isoformat(),
        "publisher": {"@type": "GovernmentOrganization", "name": office, "url": absolute(request, "/")},
        "mainEntity": {"@type": "ItemList", "numberOfItems": len(items), "itemListElement": items},
    }
