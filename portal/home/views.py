"""Addresses that are not pages: robots, sitemaps, pictures, errors."""

from __future__ import annotations

import mimetypes
import re
from pathlib import Path

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import index, sitemap
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils._os import safe_join
from django.views.decorators.http import require_safe

from exemplars.consultations.sitemap import ConsultationSitemap
from exemplars.honours.sitemap import DecisionSitemap, HonourSitemap
from exemplars.movements.sitemap import ClusterSitemap, MovementSitemap, TermSitemap
from exemplars.registry.sitemap import ExemplarSitemap, RoomSitemap
from news.documents.sitemap import DocumentSitemap
from news.polls.sitemap import PollSitemap
from portal.home.sitemap import PageSitemap

PUBLIC_PICTURE = re.compile(r"^(images|original_images)/[\w.-]+\.(?:webp|jpe?g|png|gif|avif)$")
"""Only pictures are served by address; documents go through Wagtail's permission-checking view."""


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read, and where the sitemaps are."""
    return render(request, "robots.txt", content_type="text/plain; charset=utf-8")


def _sitemaps(request: HttpRequest) -> dict[str, Sitemap]:
    return {
        "trang": PageSitemap(request),
        "van-ban": DocumentSitemap(),
        "phong-trao": MovementSitemap(),
        "cum-khoi": ClusterSitemap(),
        "cum-khoi-tung-nam": TermSitemap(),
        "so-guong": RoomSitemap(),
        "guong": ExemplarSitemap(),
        "danh-hieu": HonourSitemap(),
        "quyet-dinh-khen-thuong": DecisionSitemap(),
        "lay-y-kien": ConsultationSitemap(),
        "tham-do": PollSitemap(),
    }


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The list of sitemap parts."""
    return index(request, _sitemaps(request), sitemap_url_name="sitemap_part")


@require_safe
def sitemap_part(request: HttpRequest, section: str) -> HttpResponse:
    """One part of the sitemap; ``?p=2`` asks for the second."""
    return sitemap(request, _sitemaps(request), section=section)


@require_safe
def media(request: HttpRequest, path: str) -> FileResponse:
    """Serve a picture; cut pictures never change under one name."""
    if not PUBLIC_PICTURE.match(path):
        raise Http404
    try:
        file = Path(safe_join(settings.MEDIA_ROOT, path)).open("rb")  # noqa: SIM115 - FileResponse closes it
    except OSError as error:
        raise Http404 from error
    response = FileResponse(file, content_type=mimetypes.guess_type(path)[0] or "application/octet-stream")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, with ways on."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: made without request, context or database, which may be what is broken."""
    return HttpResponse(render_to_string("500.html"), status=500)
