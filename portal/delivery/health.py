"""What the process supervisor asks."""

import secrets
from collections.abc import Callable

from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

_more_parts: dict[str, Callable[[], bool]] = {}


@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database answers, 503 when it does not. The portal can do without the cache."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except Exception:
        return JsonResponse({"database": "down"}, status=503)
    parts = {"cache": _cache_keeps, **_more_parts}
    return JsonResponse({"database": "up", **{name: "up" if is_up() else "down" for name, is_up in parts.items()}})


def register_part(name: str, is_up: Callable[[], bool]) -> None:
    """Have the health page name one more part the portal can do without."""
    _more_parts[name] = is_up


def _cache_keeps() -> bool:
    token = secrets.token_hex(8)
    cache.set(f"health-{token}", token, timeout=5)
    return cache.get(f"health-{token}") == token
