"""Video players we let into a page, after the reader agreed."""

import re
from dataclasses import dataclass

PLAYER_HOSTS = ("https://www.youtube-nocookie.com", "https://player.vimeo.com")
"""The only hosts a frame may come from (Content-Security-Policy frame-src)."""

_SITES = (
    (
        "YouTube",
        re.compile(
            r"https?://(?:www\.|m\.)?(?:youtube\.com/(?:watch\?(?:[^#]*&)?v=|shorts/|embed/)|youtu\.be/)([\w-]{6,15})"
        ),
        PLAYER_HOSTS[0] + "/embed/{}",
    ),
    ("Vimeo", re.compile(r"https?://(?:www\.)?vimeo\.com/(\d{4,12})"), PLAYER_HOSTS[1] + "/video/{}?dnt=1"),
)


@dataclass(frozen=True)
class Player:
    """Where a video plays, and whose player it is."""

    provider: str
    url: str


def player_for(url: str) -> Player | None:
    """Return the player for a video page's address, or None for a site we do not frame."""
    for provider, pattern, template in _SITES:
        found = pattern.match(url)
        if found:
            return Player(provider, template.format(found[1]))
    return None
