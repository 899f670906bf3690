"""Security and cache headers, set on every answer in one place."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from portal.delivery.policy import PUBLIC_POLICY, STAFF_POLICY, staff_prefix

PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"

BEYOND_RECALL = 4
"""Seconds for which browsers and foreign caches may keep a page: a withdrawn name is gone from all within five."""


class HeadersMiddleware:
    """Add Content-Security-Policy, Permissions-Policy and, on public pages, Cache-Control.

    A public page is cacheable or it is wrong: an anonymous answer to GET sets no cookie and may be kept by a
    shared cache.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        staff = request.path_info.startswith(staff_prefix())
        response.headers.setdefault("Content-Security-Policy", STAFF_POLICY if staff else PUBLIC_POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if not staff and self._cacheable(request, response):
            if settings.CACHE_PURGE_DIR:
                # For nginx alone, which can be told to forget (portal.delivery.purge) and passes this on to nobody.
                response.headers.setdefault("X-Accel-Expires", str(settings.PUBLIC_MAX_AGE))
            seconds = min(settings.PUBLIC_MAX_AGE, BEYOND_RECALL)
            response.headers.setdefault("Cache-Control", f"public, max-age={seconds}")
        return response

    @staticmethod
    def _cacheable(request: HttpRequest, response: HttpResponse) -> bool:
        return (
            request.method in {"GET", "HEAD"}
            and response.status_code in {200, 301, 404, 410}
            and not response.cookies
            and "no-store" not in response.headers.get("Cache-Control", "")
            and settings.SESSION_COOKIE_NAME not in request.COOKIES
        )
