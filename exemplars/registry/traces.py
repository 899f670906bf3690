"""Where an exemplar's name still stands on public pages: for whoever withdraws it.

The registry takes down what it knows of. A name may stand in articles too, which are the editors': nobody deletes
words from them unasked, but somebody must be told.
"""

from __future__ import annotations

from exemplars.registry.models import Exemplar
from portal.vietnamese.text import same_tone, squash
from search.engines import get_engine
from search.engines.base import IndexUnavailable
from search.entry import Entry
from search.question import parse

MOST = 100


def pages_naming(exemplar: Exemplar) -> list[Entry]:
    """Return the public entries in which the name stands as it is written, at most a hundred; none without an index."""
    names = [name for name in (exemplar.name, exemplar.other_names) if name]
    own = f"exemplar:{exemplar.pk}"
    found: dict[str, Entry] = {}
    for name in names:
        try:
            hits = get_engine().ask(parse(f'"{name}"')).hits(0, MOST)
        except IndexUnavailable:
            return []
        found |= {hit.entry.id: hit.entry for hit in hits if hit.entry.id != own and _names(hit.entry, name)}
    return list(found.values())


def _names(entry: Entry, name: str) -> bool:
    """Tell whether a name stands in an entry, accents and all: another "Hoa" than "Hòa" is somebody else."""
    text = _comparable(" ".join((entry.title, entry.lead, entry.body)))
    return f" {_comparable(name)} " in f" {text} "


def _comparable(text: str) -> str:
    words = same_tone(squash(text)).casefold()
    return squash("".join(char if char.isalnum() else " " for char in words))
