"""How an entry stands in the embedded index: the schema, and an entry as a Tantivy document."""

import tantivy

from search.engines.fields import (
    FACETS,
    PLACES,
    POINTERS,
    STREAMS,
    WITH_POSITIONS,
    facet_terms,
    field_name,
    pointer_terms,
    seconds,
    texts,
)
from search.entry import Entry


def schema() -> tantivy.Schema:
    """Return the schema: four streams of the title, four of everything, id, key, facets, links, time, the row."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", tokenizer_name="raw", index_option="basic")
    for place in PLACES:
        for stream in STREAMS:
            name = field_name(place, stream)
            builder.add_text_field(name, tokenizer_name="whitespace", index_option=index_option(name))
    builder.add_text_field(FACETS, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_text_field(POINTERS, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("time", fast=True)
    builder.add_integer_field("key", fast=True)
    builder.add_bytes_field("stored", stored=True)
    return builder.build()


def index_option(field: str) -> str:
    """Return what the index keeps of each occurrence of a token in a field."""
    if field in (FACETS, POINTERS):
        return "basic"
    return "position" if field in WITH_POSITIONS else "freq"


def document(entry: Entry) -> tantivy.Document:
    """Return an entry, cleaned, as a Tantivy document."""
    made = tantivy.Document()
    made.add_text("id", entry.id)
    for field, tokens in texts(entry):
        made.add_text(field, tokens)
    for term in facet_terms(entry):
        made.add_text(FACETS, term)
    for term in pointer_terms(entry):
        made.add_text(POINTERS, term)
    made.add_integer("time", seconds(entry.date))
    made.add_integer("key", entry.key)
    made.add_bytes("stored", entry.stored())
    return made
