"""From a template to a letter: subject, text and, where there is one, HTML, in Vietnamese."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import translation

from portal.vietnamese.text import normalise, squash

MAX_SUBJECT = 200
_HEADER_NAME = re.compile(r"^[A-Za-z][A-Za-z0-9-]{0,60}$")
_BLANK_LINES = re.compile(r"\n{3,}")


def write(
    template: str, to: str, context: dict[str, Any], headers: dict[str, str], unsubscribe_url: str
) -> dict[str, Any]:
    """Return the content of a letter: ``to``, ``subject``, ``text``, ``html`` ("" without one), ``headers``.

    ``templates/mail/<template>.txt`` gives the subject in its first line and then the text, in which nothing is
    escaped; ``<template>.html``, where it exists, is escaped as pages are. Raises ``ValueError``, which never names
    the address, for an address or a header that is none: a line break in one would begin another header.
    """
    to = to.strip()
    try:
        validate_email(to)
    except ValidationError:
        raise ValueError("not an e-mail address") from None
    headers = {**headers, **_unsubscribing(unsubscribe_url)}
    for name, value in headers.items():
        if not _HEADER_NAME.match(name) or value != squash(value):
            raise ValueError(f"not a header: {name!r}")
    values = {
        "site_name": settings.WAGTAIL_SITE_NAME,
        "site_url": settings.SITE_URL,
        "unsubscribe_url": unsubscribe_url,
        **context,
    }
    with translation.override(settings.LANGUAGE_CODE):
        written = _render(f"mail/{template}.txt", values, escape=False)
        html = _render_html(template, values)
    subject, _, text = written.strip().partition("\n")
    text = _BLANK_LINES.sub("\n\n", normalise(text)).strip()
    return {"to": to, "subject": squash(subject)[:MAX_SUBJECT], "text": f"{text}\n", "html": html, "headers": headers}


def _unsubscribing(url: str) -> dict[str, str]:
    """The headers by which a mail program offers a button to stop such letters (RFC 8058)."""
    if not url:
        return {}
    return {"List-Unsubscribe": f"<{url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def _render(name: str, values: dict[str, Any], *, escape: bool) -> str:
    return get_template(name).template.render(Context(values, autoescape=escape))


def _render_html(template: str, values: dict[str, Any]) -> str:
    try:
        return _render(f"mail/{template}.html", values, escape=True)
    except TemplateDoesNotExist as missing:
        if missing.args[0] != f"mail/{template}.html":
            raise
        return ""
