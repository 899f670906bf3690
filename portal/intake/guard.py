"""Forms without cookies: a page nobody signed in for carries no token, so where a form came from is asked instead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial, wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from portal.intake.away import away, is_away
from portal.intake.uploading import has_too_many_words, read_form

View = Callable[..., HttpResponse]


def comes_from_here(request: HttpRequest) -> bool:
    """Tell whether a form was sent by one of our own pages, as far as the browser says (old ones say nothing)."""
    origin = request.META.get("HTTP_ORIGIN", "")
    if origin and origin != "null":
        return origin.partition("://")[2] == request.get_host()
    return request.META.get("HTTP_SEC_FETCH_SITE", "same-origin") in ("same-origin", "none")


def reader_form(view: View | None = None, *, asks: Sequence[type[Form]] = ()) -> Any:
    """Serve a reader's form: never kept, no cookie, and a form of another site is refused with 403.

    A form far longer than any of ours is refused with 413, unread.

    There is no session another site could ride on; the refusal keeps it from having its visitors write here.

    While the database is away, or the disk is full, the answer is 503 and gives back what the reader wrote
    (``portal.intake.away``), under the labels of the forms in ``asks``.
    """
    if view is None:
        return partial(reader_form, asks=asks)

    @csrf_exempt
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not comes_from_here(request):
            raise PermissionDenied
        if request.method == "POST" and has_too_many_words(request):
            return HttpResponse(
                render_to_string("intake/too_long.html", {"address": request.get_full_path()}), status=413
            )
        try:
            if request.method == "POST":
                read_form(request)
            return view(request, *args, **kwargs)
        except (OperationalError, InterfaceError, OSError) as error:
            if not is_away(error):
                raise
            return away(request, asks)

    guarded.asks = tuple(asks)
    return guarded
