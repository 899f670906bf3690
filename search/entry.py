"""The one shape in which everything that can be found is handed to an engine."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from portal.vietnamese.numbers import whole_number
from portal.vietnamese.text import normalise, squash

STORED_BODY = 30_000
"""Characters of the body kept for excerpts; all of it is searched."""
LINKS = ("cites", "mentions")
"""What an entry points at: filters like facets, but with values too many to be counted and offered."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something public that readers can find, with all that a row of results shows.

    ``id`` is the name of its source, a colon and its primary key there ("page:12"); a source fills it in.
    ``words`` are searched and never shown (author, topics, other names). ``facets`` map the name of a registered
    facet to the values this entry counts under; kind, section and year are added from their own fields. ``cites``
    are the primary keys of the documents a page cites, ``mentions`` what it names ("exemplar:12"); by both, entries
    can be filtered as by a facet.
    """

    kind: str
    title: str
    url: str
    id: str = ""
    lead: str = ""
    body: str = ""
    words: str = ""
    date: datetime | None = None
    section: int | None = None
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cites: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()

    def clean(self) -> Entry:
        """Return the entry with its texts in normal form, so that offsets in them are those of the index."""
        return replace(
            self,
            title=squash(self.title),
            lead=squash(self.lead),
            body=normalise(self.body),
            words=squash(self.words),
        )

    def all_facets(self) -> dict[str, tuple[str, ...]]:
        """Return every facet with its values: the entry's own, kind, section and year (in the office's zone)."""
        found = {"kind": (self.kind,)}
        if self.section is not None:
            found["section"] = (str(self.section),)
        if self.date is not None:
            found["year"] = (str(self.date.year),)
        return {**found, **self.facets}

    @property
    def key(self) -> int:
        """The primary key in ``id``."""
        return whole_number(self.id.rpartition(":")[2], 18) or 0

    def links(self) -> dict[str, tuple[str, ...]]:
        """Return what an entry points at, by the names in ``LINKS``."""
        return {"cites": self.cites, "mentions": self.mentions}

    def digest(self) -> str:
        """Return a short fingerprint of all that is indexed; equal entries have equal ones."""
        text = json.dumps([*self._plain().values(), self.body, self.words], ensure_ascii=False, sort_keys=True)
        return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()

    def stored(self) -> bytes:
        """Return what an engine keeps to show a row, as compact JSON."""
        kept = {**self._plain(), "body": self.body[:STORED_BODY], "digest": self.digest()}
        return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")

    def _plain(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "kind": self.kind,
            "title": self.title,
            "url": self.url,
            "lead": self.lead,
            "date": self.date.isoformat() if self.date else None,
            "section": self.section,
            "facets": {name: list(values) for name, values in sorted(self.facets.items())},
            **{name: list(values) for name, values in self.links().items()},
        }


def from_stored(raw: bytes) -> tuple[Entry, str]:
    """Return an entry as an engine kept it (its body cut, without ``words``), and its digest."""
    kept = json.loads(raw)
    digest = kept.pop("digest")
    kept["date"] = datetime.fromisoformat(kept["date"]) if kept["date"] else None
    kept["facets"] = {name: tuple(values) for name, values in kept["facets"].items()}
    kept |= {name: tuple(kept[name]) for name in LINKS}
    return Entry(**kept), digest
