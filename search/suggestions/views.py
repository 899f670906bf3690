"""The address suggestions are fetched from, /tim-kiem/goi-y/."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from search import registry
from search.suggestions.finding import suggestions_for
from search.suggestions.keeping import QUESTION
from search.suggestions.models import Suggestion


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """Answer ``q`` with titles to choose from: text, kind and address of each, and nothing else of it."""
    found = suggestions_for(request.GET.get("q", ""))
    kinds = registry.kind_labels({one.kind for one in found}) | {QUESTION: _("Câu hỏi")}
    rows = [{"text": one.title, "kind": kinds.get(one.kind, ""), "url": _address(one)} for one in found]
    response = JsonResponse({"suggestions": rows}, json_dumps_params={"ensure_ascii": False})
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _address(suggestion: Suggestion) -> str:
    if suggestion.kind != QUESTION:
        return suggestion.url
    query = QueryDict(mutable=True)
    query["q"] = suggestion.title
    return f"{reverse('search')}?{query.urlencode()}"
