"""Addresses of bulletins that are not pages."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from news.bulletins.models import Topic
from portal.base.models import BasePage
from portal.base.paging import page_of

PER_PAGE = 12


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything public on one topic (chủ đề), newest first, whatever its section."""
    found = get_object_or_404(Topic, slug=slug)
    cards = BasePage.objects.public_cards().filter(bulletinpage__topics=found, display_date__isnull=False)
    page, asked_wrong = page_of(Paginator(cards.newest_first(), PER_PAGE), request.GET.get("page"))
    context = {
        "topic": found,
        "bulletins": page,
        "page_asked_wrong": asked_wrong,
        "breadcrumbs": [{"title": found.name, "url": ""}],
    }
    return render(request, "bulletins/topic.html", context)
