"""The embedded engine: Tantivy, a Lucene-class index inside the process, in a folder beside the database."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import tantivy
from tantivy import Query

from search.engines.base import Closeness, Hit, IndexUnavailable, Read, Sort
from search.engines.documents import document, schema
from search.engines.generations import Generations
from search.engines.queries import QueryMaker, both, facet_filters, narrowed
from search.entry import Entry, from_stored
from search.question import Question

log = logging.getLogger(__name__)

BUILD_MEMORY = 64_000_000
CHANGE_MEMORY = 15_000_000
"""Bytes a writer collects before it writes a segment; 15 MB is Tantivy's least."""
ALWAYS_FOUND = 10
"""For a question of more than ``EXACTING`` syllables, so many of the best-ranked entries count as found whatever
words they lack: "Friedrich Ratzel sinh ra ở đâu?" is answered where neither "sinh ra" nor "ở đâu" is written."""
EXACTING = 3
FACET_VALUES = 2_000
TOO_COMMON = 3
"""Words that so many times more entries hold than are asked for tell them apart no more: the newest are given."""
TALLIED = {
    "values": {"terms": {"field": "facets", "size": FACET_VALUES}},
    "total": {"value_count": {"field": "time"}},
}


class Tally(NamedTuple):
    """Counts of what was found: all of it, and by facet term."""

    total: int
    counts: dict[str, int]


class EmbeddedEngine:
    """Stores entries in ``folder`` and answers questions; safe among threads, processes and after a fork."""

    def __init__(self, folder: Path) -> None:
        self.generations = Generations(folder)
        self._lock = threading.Lock()
        self._open: tuple[tuple, tantivy.Index, tantivy.Searcher] | None = None

    def ask(self, question: Question, filters: Mapping[str, str] | None = None, sort: Sort = "relevance"):
        """Answer a question (see ``engines.base.Engine``)."""
        with _broken_index_is_unavailable():
            index, searcher = self._reader()
            return EmbeddedAnswer(index.schema, searcher, question, dict(filters or {}), sort)

    def refresh(self, ids: Collection[str], read: Read) -> None:
        """Bring entries up to date in one commit."""
        with self.generations.write_lock():
            self.generations.note_change(ids)
            folder = self.generations.current()
            entries = list(read(ids))
            with (
                _broken_index_is_unavailable(),
                _writer(tantivy.Index.open(str(folder)), CHANGE_MEMORY) as writer,
            ):
                _replace(writer, ids, entries)
                writer.commit()

    def rebuild(self, entries: Iterable[Entry], read: Read) -> int:
        """Make a new generation and swap it in; memory stays flat whatever the number of entries."""
        with self.generations.building() as folder:
            index = tantivy.Index(schema(), str(folder))
            with _writer(index, BUILD_MEMORY) as writer:
                for entry in entries:
                    writer.add_document(document(entry.clean()))
                writer.commit()
            with self.generations.write_lock():
                changed = self.generations.noted_changes()
                if changed:
                    with _writer(index, CHANGE_MEMORY) as writer:
                        _replace(writer, changed, read(changed))
                        writer.commit()
                self.generations.swap_in(folder)
            index.reload()
            return index.searcher().num_docs

    def digests(self) -> Iterator[tuple[str, str]]:
        """Yield id and digest of every entry stored."""
        with _broken_index_is_unavailable():
            _, searcher = self._reader()
            found = searcher.search(Query.all_query(), max(searcher.num_docs, 1), count=False)
            for _, address in found.hits:
                entry, digest = from_stored(searcher.doc(address)["stored"][0])
                yield entry.id, digest

    def _reader(self) -> tuple[tantivy.Index, tantivy.Searcher]:
        """Return index and searcher in their newest state, opened anew when a writer or a rebuild changed it."""
        for attempt in range(3):
            folder = self.generations.current()
            try:
                state = _state(folder)
                with self._lock:
                    if self._open is None or self._open[0] != state:
                        index = tantivy.Index.open(str(folder))
                        # By hand: the default starts a thread that polls, and threads do not survive a fork.
                        index.config_reader("manual")
                        index.reload()
                        self._open = (state, index, index.searcher())
                    return self._open[1:]
            except (OSError, ValueError):
                # A rebuild may have swapped the folder away since its name was read.
                if attempt == 2:
                    raise
        raise AssertionError  # pragma: no cover


@contextmanager
def _writer(index: tantivy.Index, memory: int) -> Iterator[tantivy.IndexWriter]:
    """Give a writer whose threads have ended when the block is left, whether it committed or failed."""
    writer = index.writer(memory, 1)
    try:
        yield writer
    except BaseException:
        writer.rollback()
        raise
    finally:
        writer.wait_merging_threads()


def _replace(writer: tantivy.IndexWriter, ids: Iterable[str], entries: Iterable[Entry]) -> None:
    for one in ids:
        writer.delete_documents_by_term("id", one)
    for entry in entries:
        writer.add_document(document(entry.clean()))


def _state(folder: Path) -> tuple:
    """Return what changes with every commit: Tantivy replaces meta.json in one step."""
    seen = (folder / "meta.json").stat()
    return (os.getpid(), folder.name, seen.st_ino, seen.st_mtime_ns, seen.st_size)


@contextmanager
def _broken_index_is_unavailable() -> Iterator[None]:
    """Turn whatever Tantivy says of missing or damaged files into ``IndexUnavailable``."""
    try:
        yield
    except (OSError, ValueError, EOFError) as error:
        log.error("The search index cannot be read: %s", error)
        raise IndexUnavailable(str(error)) from error
    except BaseException as error:
        # A panic in Rust comes as an exception that is not an Exception.
        if type(error).__name__ != "PanicException":
            raise
        log.error("The search index is damaged: %s", error)
        raise IndexUnavailable("damaged files") from error


class EmbeddedAnswer:
    """The answer to one question, seen in one state of the index."""

    def __init__(
        self,
        schema: tantivy.Schema,
        searcher: tantivy.Searcher,
        question: Question,
        filters: dict[str, str],
        sort: Sort,
    ) -> None:
        self._schema, self._searcher = schema, searcher
        self._filters, self._sort = filters, sort
        self._ranking, self._demand = Query.all_query(), Query.all_query()
        self._best: list[tuple[float, tantivy.DocAddress]] = []
        self._tallies: dict[tuple, Tally] = {}
        self.closeness = Closeness.FULL
        if not question.is_empty:
            self._decide(QueryMaker(schema, question))
        self.total = self._tally(filters).total

    def hits(self, offset: int, limit: int) -> list[Hit]:
        """Return hits in order."""
        with _broken_index_is_unavailable():
            return [Hit(self._entry(address), float(score or 0)) for score, address in self._found(offset, limit)]

    def ranked(self, limit: int) -> list[tuple[int, float]]:
        """Return key and score of the best (see ``engines.base.Answer``), without opening what was kept of each."""
        with _broken_index_is_unavailable():
            if self.total > limit * TOO_COMMON:
                demands = both([self._demand, *facet_filters(self._schema, self._filters)])
                newest = self._searcher.search(demands, limit, count=False, order_by_field="key").hits
                return [(key, 0.0) for key, _ in newest]
            best = self._found(0, limit)
            keys = self._keys()
            return [(keys[address.segment_ord, address.doc], float(score or 0)) for score, address in best]

    def _keys(self) -> dict[tuple[int, int], int]:
        """Return the keys of all that was found, by where they lie."""
        demands = both([self._demand, *facet_filters(self._schema, self._filters)])
        found = self._searcher.search(demands, max(self.total, 1), count=False, order_by_field="key").hits
        return {(address.segment_ord, address.doc): key for key, address in found}

    def counts(self, facet: str) -> dict[str, int]:
        """Return how many entries stand under each value of a facet, as if it were not filtered by."""
        with _broken_index_is_unavailable():
            others = {name: value for name, value in self._filters.items() if name != facet}
            start = f"{facet}="
            counted = self._tally(others).counts
            return {term.removeprefix(start): count for term, count in counted.items() if term.startswith(start)}

    def _decide(self, maker: QueryMaker) -> None:
        """Choose the strictest demand that anything meets."""
        self._ranking = maker.ranking()
        forgiving = not maker.question.phrases and not maker.question.demanded
        if self._sort == "relevance" and len(maker.folded) > EXACTING and forgiving:
            self._best = self._searcher.search(self._ranking, ALWAYS_FOUND, count=False).hits
        best = self._these(self._best)
        for self.closeness, demand in maker.filters():
            # Looking among the ten best first saves going through all in nearly every case.
            if self._best and self._any(both([best, demand])):
                break
            self._demand = demand
            self._tallies.clear()
            if self._tally({}).total:
                break
        if self._best:
            self._demand = demand.or_should_match(best)
            self._tallies.clear()

    def _found(self, offset: int, limit: int) -> list[tuple[float, tantivy.DocAddress]]:
        if self._best and not self._filters and offset + limit <= ALWAYS_FOUND:
            return self._best[offset : offset + limit]
        demands = [self._demand, *facet_filters(self._schema, self._filters)]
        if self._sort == "date":
            return self._searcher.search(both(demands), limit, count=False, offset=offset, order_by_field="time").hits
        return self._searcher.search(narrowed(self._ranking, demands), limit, count=False, offset=offset).hits

    def _tally(self, filters: dict[str, str]) -> Tally:
        """Return the counts under these filters: of all, and of every value of every facet, in one pass."""
        key = tuple(sorted(filters.items()))
        if key not in self._tallies:
            matching = both([self._demand, *facet_filters(self._schema, filters)])
            found = self._searcher.aggregate(matching, TALLIED)
            counts = {bucket["key"]: bucket["doc_count"] for bucket in found["values"]["buckets"]}
            self._tallies[key] = Tally(int(found["total"]["value"]), counts)
        return self._tallies[key]

    def _these(self, found: list[tuple[float, tantivy.DocAddress]]) -> Query:
        return Query.term_set_query(self._schema, "id", [self._entry(address).id for _, address in found])

    def _any(self, query: Query) -> bool:
        return bool(self._searcher.search(query, 1, count=False).hits)

    def _entry(self, address: tantivy.DocAddress) -> Entry:
        return from_stored(self._searcher.doc(address)["stored"][0])[0]
