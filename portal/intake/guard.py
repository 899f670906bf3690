"""Forms without cookies: a page nobody signed in for carries no token, so where a form came from is asked instead."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]


def comes_from_here(request: HttpRequest) -> bool:
    """Tell whether a form was sent by one of our own pages, as far as the browser says (old ones say nothing)."""
    origin = request.META.get("HTTP_ORIGIN", "")
    if origin and origin != "null":
        return urlsplit(origin).netloc == request.get_host()
    return request.META.get("HTTP_SEC_FETCH_SITE", "same-origin") in ("same-origin", "none")


def reader_form(view: View) -> View:
    """Serve a reader's form: never kept, no cookie, and a form of another site is refused with 403.

    There is no session another site could ride on; the refusal keeps it from having its visitors write here.
    """

    @csrf_exempt
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not comes_from_here(request):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
