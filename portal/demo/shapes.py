"""The shapes of what the demo's data files hold, whatever file it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


class ContentError(ValueError):
    """A data file that is not right; the message names the file and the entry."""


@dataclass(frozen=True)
class Photo:
    """A drawn picture with the words under it."""

    scene: str
    light: str
    seed: int
    caption: str
    credit: str

    @property
    def key(self) -> str:
        """The name under which the drawing is made once and used everywhere."""
        return f"{self.scene}-{self.light}-{self.seed}"


@dataclass(frozen=True)
class Document:
    """An official document; relations hold the keys of other documents."""

    key: str
    type: str
    issuer: str
    number: str
    summary: str
    issued_on: date
    effective_on: date | None = None
    expires_on: date | None = None
    name: str = ""
    signer: str = ""
    signer_position: str = ""
    demo: bool = False
    replaces: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()
    guides: tuple[str, ...] = ()
    implements: tuple[str, ...] = ()
