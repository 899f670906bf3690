"""The one cookie readers may get: a signed number nobody can guess, set when they vote and at no other time."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from portal.intake.receipts import token_for

YEAR = 365 * 24 * 60 * 60
_SALT = "news.polls.voter"


def cookie_name() -> str:
    """Return its name; with https the prefix keeps other subdomains from setting it."""
    return "__Host-phieu" if settings.HTTPS else "phieu"


def token_in(request: HttpRequest) -> tuple[str, bool]:
    """Return the browser's token ("" for none), and whether a cookie was there whose signature is not ours."""
    if cookie_name() not in request.COOKIES:
        return "", False
    try:
        return request.get_signed_cookie(cookie_name(), salt=_SALT, max_age=YEAR), False
    except signing.BadSignature:
        return "", True


def token_of_form(submit_key: str, network: str, agent: str) -> str:
    """Return the token of a browser that sends a ballot and has none: two clicks are one voter, whose answer got lost.

    Whoever sends a copied key from elsewhere is somebody else; without the portal's secret key nobody can work it out.
    """
    return token_for(f"{_SALT}:{submit_key}:{network}:{agent}")


def set_token(response: HttpResponse, token: str) -> None:
    """Give the browser its token."""
    response.set_signed_cookie(
        cookie_name(),
        token,
        salt=_SALT,
        max_age=YEAR,
        path="/",
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
