"""The colours of every theme hold the contrast WCAG 2.2 asks for, whatever page they meet on."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TOKENS = (Path(settings.BASE_DIR) / "static/css/tokens.css").read_text(encoding="utf-8")
THEMES = {
    "light": r"^:root \{(.*?)^\}",
    "dark by preference": r"prefers-color-scheme: dark\) \{\s*:root:not\(\[data-theme\]\) \{(.*?)\}",
    "dark": r'^:root\[data-theme="dark"\] \{(.*?)^\}',
    "contrast": r'^:root\[data-theme="contrast"\] \{(.*?)^\}',
}
GROUNDS = ("paper", "tint", "raised", "data-tint")
TEXT = [(ink, ground) for ground in GROUNDS for ink in ("ink", "quiet", "accent", "data")]
TEXT += [("on-fill", "fill"), ("paper", "ink"), ("paper", "data"), ("ink", "mark")]
LARGE = [(edge, ground) for ground in ("paper", "tint", "raised") for edge in ("edge", "focus", "honour")]


def colours(theme: str) -> dict[str, str]:
    """Return the colours of a theme as six hex digits, by token."""
    block = re.search(THEMES[theme], TOKENS, re.MULTILINE | re.DOTALL)
    assert block, theme
    found = dict(re.findall(r"--([\w-]+): #([0-9a-f]{3,6});", block[1]))
    return {name: value if len(value) == 6 else "".join(2 * digit for digit in value) for name, value in found.items()}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 4.5), (LARGE, 3)], ids=["text", "borders and large text"])
def test_contrast(theme, pairs, least):
    palette = colours(theme)
    weak = {
        f"{ink} on {ground}": round(contrast(palette[ink], palette[ground]), 2)
        for ink, ground in pairs
        if contrast(palette[ink], palette[ground]) < least
    }
    assert weak == {}


def test_dark_by_preference_is_the_dark_theme():
    assert colours("dark by preference") == colours("dark")


def test_every_theme_has_every_colour():
    assert {theme: sorted(colours(theme)) for theme in THEMES} == {theme: sorted(colours("light")) for theme in THEMES}
