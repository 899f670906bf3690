"""What machines read about an exemplar: JSON-LD, Open Graph, Dublin Core; nothing consent does not cover."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from exemplars.registry.models import Exemplar
from portal.base.metadata import DESCRIPTION_LENGTH, absolute, breadcrumb_data, json_ld
from portal.base.models import PortalSettings
from portal.vietnamese.text import normalise

_TYPES = {
    Exemplar.Kind.INDIVIDUAL: "Person",
    Exemplar.Kind.COLLECTIVE: "Organization",
    Exemplar.Kind.HOUSEHOLD: "Organization",
}


def metadata(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Return what templates/registry/metadata.html writes, from the context of the exemplar's page."""
    shown = context["exemplar"]
    canonical = absolute(request, shown.get_absolute_url())
    portrait = context["portrait"]
    image = absolute(request, portrait.large) if portrait else ""
    return {
        "canonical": canonical,
        "description": description(shown),
        "share_image": image,
        "json_ld": json_ld(structured_data(request, context, canonical, image)),
        "breadcrumb_json_ld": json_ld(breadcrumb_data(context["breadcrumbs"], request)),
    }


def description(shown: Exemplar) -> str:
    """Return the sentence search engines and social networks show."""
    words = shown.summary or _("Gương điển hình tiên tiến năm %(year)s.") % {"year": shown.year}
    return Truncator(" ".join(normalise(words).split())).chars(DESCRIPTION_LENGTH)


def structured_data(request: HttpRequest, context: dict[str, Any], canonical: str, image: str) -> dict[str, Any]:
    """Return the schema.org description: of a person, of an organisation, or of a model as a creative work."""
    shown = context["exemplar"]
    kind = _TYPES.get(shown.kind, "CreativeWork")
    office = PortalSettings.for_request(request).office_name
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ProfilePage",
        "url": canonical,
        "inLanguage": "vi",
        "datePublished": shown.published_at.isoformat() if shown.published_at else None,
        "publisher": {"@type": "GovernmentOrganization", "name": office, "url": absolute(request, "/")},
    }
    about: dict[str, Any] = {"@type": kind, "name": normalise(shown.name), "description": description(shown)}
    about["url"] = canonical
    if image:
        about["image"] = image
    awards = [conferral.title for conferral in context["conferrals"] if conferral.stands]
    if awards:
        about["award"] = awards
    about |= _person(shown) if kind == "Person" else _place(shown, kind)
    return data | {"mainEntity": about}


def _person(shown: Exemplar) -> dict[str, Any]:
    data: dict[str, Any] = {}
    if shown.position:
        data["jobTitle"] = normalise(shown.position)
    if shown.workplace:
        data["worksFor"] = {"@type": "Organization", "name": normalise(shown.workplace)}
    if shown.place_then:
        data["homeLocation"] = {"@type": "Place", "name": shown.place_then}
    return data


def _place(shown: Exemplar, kind: str) -> dict[str, Any]:
    if not shown.place_then:
        return {}
    return {"location" if kind == "Organization" else "locationCreated": {"@type": "Place", "name": shown.place_then}}
