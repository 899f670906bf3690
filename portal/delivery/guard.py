"""Refusing what no honest client sends, before it reaches a database driver."""

from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class BadInputMiddleware:
    """Answer 400 to a path or query that is not UTF-8 or holds NUL: databases refuse both with an error."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._is_broken(request):
            return render(request, "400.html", status=400)
        return self.get_response(request)

    @staticmethod
    def _is_broken(request: HttpRequest) -> bool:
        raw = request.META.get("QUERY_STRING", "")
        if "\0" in request.path_info or "�" in request.path_info or "%00" in raw:
            return True
        try:
            unquote_to_bytes(raw).decode("utf-8")
        except UnicodeDecodeError:
            return True
        return False
