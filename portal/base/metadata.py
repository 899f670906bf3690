"""What machines read about a page: canonical address, Open Graph, Dublin Core, JSON-LD.

Dublin Core follows Thông tư 24/2011/TT-BTTTT, article 4: title, creator, date, description, publisher (issuer) and
identifier are mandatory; language, source and subject recommended.
"""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext

from portal.base.images import SHARE_SPEC
from portal.base.models import BasePage, PortalSettings
from portal.vietnamese.text import normalise

DESCRIPTION_LENGTH = 300


def json_ld(data: dict[str, Any]) -> SafeString:
    """Return a JSON-LD script; the characters HTML could mistake for markup are escaped."""
    text = json.dumps(data, ensure_ascii=False, default=str)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    # Every character that could close the element is escaped just above.
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


def absolute(request: HttpRequest, url: str | None) -> str:
    """Return an absolute address, or the empty string for none."""
    return request.build_absolute_uri(url) if url else ""


def share_image(page: BasePage, request: HttpRequest) -> dict[str, Any] | None:
    """Return address, size and description of the picture social networks show, when it has been cut."""
    if page.main_image is None:
        return None
    cut = page.main_image.get_rendition(SHARE_SPEC)
    alt = page.shown_caption or page.main_image.default_alt_text
    return {"url": absolute(request, cut.url), "width": cut.width, "height": cut.height, "alt": alt}


def _organisation(portal: PortalSettings, request: HttpRequest) -> dict[str, Any]:
    return {"@type": "GovernmentOrganization", "name": portal.office_name, "url": absolute(request, "/")}


def structured_data(page: BasePage, context: dict[str, Any], request: HttpRequest) -> dict[str, Any]:
    """Return the schema.org description of a page; the page adds what only its kind knows."""
    data = {
        "@context": "https://schema.org",
        "@type": page.schema_type,
        "url": context["canonical"],
        "name": normalise(page.title),
        "inLanguage": context["language"],
        "publisher": _organisation(context["portal"], request),
    }
    if context["description"]:
        data["description"] = context["description"]
    if context["image"]:
        data["image"] = [context["image"]["url"]]
    return data | page.structured_data(context)


def breadcrumb_data(crumbs: list[dict[str, str]], request: HttpRequest) -> dict[str, Any]:
    """Return the schema.org breadcrumb of a page; its last step, the page itself, needs no address."""
    items = []
    for place, crumb in enumerate([{"title": gettext("Trang chủ"), "url": "/"}, *crumbs], 1):
        items.append({"@type": "ListItem", "position": place, "name": normalise(crumb["title"])})
        if crumb["url"]:
            items[-1]["item"] = absolute(request, crumb["url"])
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}


def page_metadata(page: BasePage, request: HttpRequest, crumbs: list[dict[str, str]]) -> dict[str, Any]:
    """Return all that components/metadata.html writes."""
    portal = PortalSettings.for_request(request)
    description = Truncator(" ".join(normalise(page.description).split())).chars(DESCRIPTION_LENGTH)
    context: dict[str, Any] = {
        "page": page,
        "portal": portal,
        "canonical": absolute(request, page.get_url(request)),
        "description": description,
        "image": share_image(page, request),
        "language": getattr(page, "language", "vi"),
        "creator": page.creator or portal.office_name,
        "identifier": f"urn:uuid:{page.translation_key}",
    }
    context["json_ld"] = json_ld(structured_data(page, context, request))
    if crumbs and page.kind != "home":
        context["breadcrumb_json_ld"] = json_ld(breadcrumb_data(crumbs, request))
    return context
