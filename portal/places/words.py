"""Names of places as they are compared: without accents, punctuation, and zeros before numbers."""

from __future__ import annotations

import re

from portal.vietnamese.text import fold, syllables

KINDS: dict[str, tuple[str, ...]] = {
    "province": ("tỉnh", "thành phố"),
    "district": ("huyện", "quận", "thị xã", "thành phố"),
    "commune": ("xã", "phường", "thị trấn", "đặc khu"),
}
"""The kinds of unit of each level."""

_SHORT = {
    "thành phố": ("tp", "t p"),
    "thị xã": ("tx", "t x"),
    "thị trấn": ("tt", "t t"),
    "tỉnh": ("t",),
    "huyện": ("h",),
    "quận": ("q",),
    "xã": ("x",),
    "phường": ("p",),
}
# "Tp.HCM" and "P4" are one word each as they are written.
_GLUED = re.compile(r"\b(tp|tx|tt|p|q)(?=\d|hcm\b)")
_ALIASES = {
    "hcm": "ho chi minh",
    "sai gon": "ho chi minh",
    "bac can": "bac kan",
    "dac lac": "dak lak",
    "dac nong": "dak nong",
    "kontum": "kon tum",
    # One row since 1/1/2025; the conversion table knows the province only as the city.
    "thua thien hue": "hue",
    "ba ria vt": "ba ria vung tau",
}


def place_key(text: str) -> str:
    """Return the form in which names of places are compared: "Phường 04" → "phuong 4", "Bà Rịa - Vũng Tàu" →
    "ba ria vung tau".
    """
    return " ".join(word.lstrip("0") or "0" if word.isdigit() else word for word in syllables(fold(text)))


def kind_words(kind: str) -> tuple[str, ...]:
    """Return how a kind may be written, as keys: "thành phố" → "thanh pho", "tp", "t p"."""
    return (place_key(kind), *_SHORT.get(kind, ()))


def asked_key(text: str) -> str:
    """Return the key of what somebody typed, abbreviations and old spellings written out."""
    key = _GLUED.sub(r"\1 ", place_key(text))
    for alias, name in _ALIASES.items():
        key = re.sub(rf"\b{alias}\b", name, key)
    return key
