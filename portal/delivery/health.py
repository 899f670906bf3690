"""What the process supervisor asks."""

import secrets

from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache


@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database answers, 503 when it does not. The portal can do without the cache."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except Exception:
        return JsonResponse({"database": "down"}, status=503)
    return JsonResponse({"database": "up", "cache": "up" if _cache_keeps() else "down"})


def _cache_keeps() -> bool:
    token = secrets.token_hex(8)
    cache.set(f"health-{token}", token, timeout=5)
    return cache.get(f"health-{token}") == token
