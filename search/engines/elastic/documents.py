"""How an entry stands in Elasticsearch: the mapping, and an entry as a document.

The mapping works on a server with nothing but its core analysis: every token is made in Python, the server splits at
spaces.
"""

from __future__ import annotations

from typing import Any

from elasticsearch_dsl import Document, Keyword, Long, MetaField, Text

from search.engines.fields import FACETS, POINTERS, facet_terms, pointer_terms, seconds, texts
from search.entry import Entry


def _stream(*, positions: bool = False) -> Text:
    return Text(analyzer="whitespace", index_options="positions" if positions else "freqs")


class EntryDocument(Document):
    """Four streams of the title, four of everything, facets, links, time, key, digest, and the row to show.

    Of what is sent only the row is kept as it was: the streams need not be read again.
    """

    title_exact = _stream()
    title_folded = _stream()
    title_pairs = _stream()
    title_numbers = _stream()
    text_exact = _stream(positions=True)
    text_folded = _stream(positions=True)
    text_pairs = _stream()
    text_numbers = _stream()
    facets = Keyword()
    links = Keyword(doc_values=False)
    time = Long()
    key = Long()
    digest = Keyword(index=False)
    stored = Keyword(index=False, doc_values=False)

    class Meta:
        """What else the mapping says."""

        dynamic = MetaField("strict")
        source = MetaField(includes=["stored"])


def settings(replicas: int) -> dict[str, Any]:
    """Return the settings of an index while it is built.

    One shard: scores, counts and "more like this" are then exact, and an office's entries fit into it many times.
    Deletions are remembered for an hour, so that what was read before one cannot come back after it.
    """
    return {
        "number_of_shards": 1,
        "number_of_replicas": replicas,
        "refresh_interval": "-1",
        "gc_deletes": "1h",
        "similarity": {"default": {"type": "BM25", "k1": 1.2, "b": 0.75}},
    }


def source(entry: Entry) -> dict[str, Any]:
    """Return an entry, cleaned, as the body of a document."""
    return {
        **dict(texts(entry)),
        FACETS: facet_terms(entry),
        POINTERS: pointer_terms(entry),
        "time": seconds(entry.date),
        "key": entry.key,
        "digest": entry.digest(),
        "stored": entry.stored().decode(),
    }
