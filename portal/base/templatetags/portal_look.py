"""What templates need to draw icons, write numbers and captions, and offer sharing."""

from __future__ import annotations

import base64
import json
from decimal import Decimal
from urllib.parse import urlencode

from django import template
from django.core.paginator import Page
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()

ZALO_SHARE = "https://button-share.zalo.me/share_external"
FACEBOOK_SHARE = "https://www.facebook.com/sharer/sharer.php"


@register.filter
def vi_number(value: Decimal | float | None) -> str:
    """Write a number the Vietnamese way, without idle zeros: 1972.50 becomes “1.972,5”; nothing for None."""
    if value is None:
        return ""
    whole, _dot, part = f"{Decimal(str(value)):,f}".partition(".")
    part = part.rstrip("0")
    return whole.replace(",", ".") + (f",{part}" if part else "")


@register.simple_tag
def caption_line(caption: str, credit: str) -> SafeString:
    """Write the line under a photo: “caption. Ảnh: credit”, whichever of the two there is."""
    caption = (caption or "").strip()
    if not credit:
        return format_html("{}", caption)
    if caption and caption[-1] not in '.!?…”"':
        caption += "."
    credit_line = _("Ảnh: %(credit)s") % {"credit": credit}
    return format_html('{} <span class="credit">{}</span>', caption, credit_line)


@register.simple_tag
def icon(name: str, css_class: str = "icon") -> SafeString:
    """Draw a symbol of static/img/icons.svg; it is decoration, so words must stand beside it or in a label."""
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>', css_class, static("img/icons.svg"), name
    )


@register.simple_tag
def zalo_share(url: str) -> str:
    """Return Zalo's share page for an address: the link its own button opens, without its script."""
    packed = base64.b64encode(json.dumps({"url": url}).encode()).decode()
    return (
        f"{ZALO_SHARE}?{urlencode({'layout': 1, 'color': 'blue', 'customize': 'false', 'd': packed, 'shareType': 0})}"
    )


@register.simple_tag
def facebook_share(url: str) -> str:
    """Return Facebook's share page for an address."""
    return f"{FACEBOOK_SHARE}?{urlencode({'u': url})}"


@register.simple_tag
def page_numbers(listing: Page) -> list[int | str]:
    """Return the numbers to show under a list, gaps as “…”."""
    return list(listing.paginator.get_elided_page_range(listing.number, on_each_side=2, on_ends=1))
