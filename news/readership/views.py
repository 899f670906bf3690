"""The beacon that counts, and the small answer that tells."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST, require_safe

from news.readership.counting import add_view
from news.readership.reading import views_of, views_text
from portal.base.models import BasePage
from portal.intake.agents import is_bot, user_agent
from portal.intake.guard import reader_form
from portal.intake.network import Period, network_hash
from portal.vietnamese.numbers import whole_number

LONGEST = 200
"""Bytes of a beacon: it holds one number."""
FRESH = 60
"""Seconds for which a count may be kept; it is worked out every half minute."""


def _page(request: HttpRequest) -> int | None:
    """Return the number of the page a beacon names, when it is an article readers may see."""
    asked = whole_number(request.POST.get("trang"), 18)
    articles = BasePage.objects.live().public().filter(section__isnull=False)
    return asked if asked and articles.filter(pk=asked).exists() else None


@require_POST
@reader_form
def beacon(request: HttpRequest) -> HttpResponse:
    """Note that a page was read. The answer says nothing of whether it counted."""
    length = whole_number(request.META.get("CONTENT_LENGTH") or "0", 18)
    small = length is not None and length <= LONGEST
    agent = user_agent(request)
    page = _page(request) if small and not is_bot(agent) else None
    if page is not None:
        add_view(page, network_hash(request, "readership", Period.DAY), agent)
    return HttpResponse(status=204)


@require_safe
def count(request: HttpRequest, page: int) -> HttpResponse:
    """How often a public page was read; anybody may keep the answer for a minute."""
    if page >= 2**63 or not BasePage.objects.live().public().filter(pk=page).exists():
        raise Http404
    views = views_of(page)
    response = JsonResponse({"views": views, "text": views_text(views)}, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = f"public, max-age={FRESH}"
    return response
