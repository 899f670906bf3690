"""Compressing what is text, and nothing else."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

TEXT = ("text/", "application/json", "application/xml", "application/rss+xml", "application/atom+xml", "image/svg+xml")


class TextCompressionMiddleware(GZipMiddleware):
    """Django's gzip for pages and feeds.

    Pictures and downloads are compressed already: another round costs time, makes them larger and takes away
    their length, without which a browser shows no progress.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress a text; return anything else as it is."""
        if not response.headers.get("Content-Type", "").startswith(TEXT):
            return response
        return super().process_response(request, response)
