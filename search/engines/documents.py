"""How an entry stands in the embedded index: the schema, and an entry as a Tantivy document.

Every token is made in Python (``search.streams``); Tantivy only splits at spaces.
"""

from datetime import UTC, datetime

import tantivy

from search.entry import LINKS, Entry
from search.streams import Streams, join, streams

TITLE = "title"
TEXT = "text"
STREAMS = ("exact", "folded", "pairs", "numbers")
WITH_POSITIONS = frozenset({"text_exact", "text_folded"})
"""Where phrases are looked for."""


def schema() -> tantivy.Schema:
    """Return the schema: four streams of the title, four of everything, id, facets, links, time, the row to show."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", tokenizer_name="raw", index_option="basic")
    for place in (TITLE, TEXT):
        for stream in STREAMS:
            name = f"{place}_{stream}"
            builder.add_text_field(name, tokenizer_name="whitespace", index_option=index_option(name))
    builder.add_text_field("facets", tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_text_field("links", tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("time", fast=True)
    builder.add_bytes_field("stored", stored=True)
    return builder.build()


def index_option(field: str) -> str:
    """Return what the index keeps of each occurrence of a token in a field."""
    return "position" if field in WITH_POSITIONS else "freq"


def filter_field(name: str) -> str:
    """Return the field a filter looks in."""
    return "links" if name in LINKS else "facets"


def facet_term(name: str, value: str) -> str:
    """Return the token a facet's value is indexed as."""
    return f"{name}={value}"


def document(entry: Entry) -> tantivy.Document:
    """Return an entry, cleaned, as a Tantivy document."""
    title = streams(entry.title)
    everything = join([title, *(streams(part) for part in (entry.lead, entry.body, entry.words) if part)])
    made = tantivy.Document()
    made.add_text("id", entry.id)
    _add(made, TITLE, title)
    _add(made, TEXT, everything)
    for name, values in entry.all_facets().items():
        for value in values:
            made.add_text("facets", facet_term(name, value))
    for name, values in entry.links().items():
        for value in values:
            made.add_text("links", facet_term(name, value))
    made.add_integer("time", _seconds(entry.date))
    made.add_bytes("stored", entry.stored())
    return made


def _add(made: tantivy.Document, place: str, found: Streams) -> None:
    for stream in STREAMS:
        made.add_text(f"{place}_{stream}", " ".join(getattr(found, stream)))


def _seconds(moment: datetime | None) -> int:
    """Return seconds since 1970; what has no date comes last."""
    if moment is None:
        return -(2**62)
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
