"""The content security policies: strict for readers, wide enough for Wagtail's editor for staff."""

from functools import cache

from django.urls import reverse


def _written(policy: dict[str, list[str]]) -> str:
    return "; ".join(f"{name} {' '.join(sources)}".strip() for name, sources in policy.items())


FRAME_HOSTS = ["https://www.youtube-nocookie.com", "https://player.vimeo.com"]

PUBLIC_POLICY = _written(
    {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "font-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "media-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        # Players load only after the reader agreed (portal.base.embeds).
        "frame-src": FRAME_HOSTS,
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        # Staff preview public pages in a frame of the admin.
        "frame-ancestors": ["'self'"],
        "object-src": ["'none'"],
    }
)

STAFF_POLICY = _written(
    {
        "default-src": ["'self'"],
        # Wagtail's editor carries inline scripts and styles.
        "script-src": ["'self'", "'unsafe-inline'"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "connect-src": ["'self'"],
        "frame-src": ["'self'", *FRAME_HOSTS],
        "form-action": ["'self'"],
        "base-uri": ["'self'"],
        "frame-ancestors": ["'self'"],
        "object-src": ["'none'"],
    }
)


@cache
def staff_prefix() -> str:
    """Return the path under which the staff side lives."""
    return reverse("wagtailadmin_home")
