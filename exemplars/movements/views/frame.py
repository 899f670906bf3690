"""What the head of these pages tells machines, and the parameters of their lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from portal.base.metadata import DESCRIPTION_LENGTH, absolute, breadcrumb_data, json_ld
from portal.vietnamese.text import squash

LONGEST = 40
"""Characters of a nonsensical parameter that are said again."""


def head(request: HttpRequest, title: str, description: str, crumbs: list[dict[str, str]]) -> dict[str, Any]:
    """Return title, canonical address, description, breadcrumb, and the breadcrumb for machines."""
    return {
        "title": title,
        "canonical": absolute(request, request.path),
        "description": Truncator(squash(description)).chars(DESCRIPTION_LENGTH),
        "breadcrumbs": crumbs,
        "breadcrumb_json_ld": json_ld(breadcrumb_data(crumbs, request)),
    }


@dataclass(frozen=True, slots=True)
class Choice:
    """One value by which a list can be narrowed, with the address of the list so narrowed."""

    label: str
    count: int
    url: str
    chosen: bool


def asked(query: QueryDict, name: str, known: dict[str, str], complaints: list[str]) -> str:
    """Return the value of a parameter when it is known; else complain, in words for the reader, and return ""."""
    value = squash(query.get(name, "").replace("\0", ""))
    if not value or value in known:
        return value
    complaints.append(_("Không có điều kiện “%s” nên bỏ qua.") % value[:LONGEST])
    return ""


def choices(name: str, known: dict[str, str], counts: dict[str, int], chosen: dict[str, str]) -> list[Choice]:
    """Return the values of a parameter that something has, "all" first; other parameters chosen stay."""
    others = {key: value for key, value in chosen.items() if value and key != name}
    listed = [Choice(_("Tất cả"), sum(counts.values()), f"?{urlencode(others)}", not chosen[name])]
    for value, label in known.items():
        if counts.get(value) or chosen[name] == value:
            url = f"?{urlencode({**others, name: value})}"
            listed.append(Choice(str(label), counts.get(value, 0), url, chosen[name] == value))
    return listed
