"""The embedded engine: Tantivy, a Lucene-class index inside the process, in a folder beside the database."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import tantivy
from tantivy import Query

from search.engines.answer import FACET_VALUES, TOO_COMMON, Ahead, PlannedAnswer, Tally
from search.engines.base import Frequencies, Hit, IndexUnavailable, Read, Sort, Term
from search.engines.documents import document, schema
from search.engines.fields import FACETS, TEXT, field_name
from search.engines.generations import Generations
from search.engines.plan import REFINED, AllOf, AnyOf, AtLeast, Excluding, Named, Narrowed, Part, any_term, in_two
from search.engines.queries import QueryMaker
from search.entry import Entry, from_stored
from search.question import Question

log = logging.getLogger(__name__)

BUILD_MEMORY = 64_000_000
CHANGE_MEMORY = 15_000_000
"""Bytes a writer collects before it writes a segment; 15 MB is Tantivy's least."""
TALLIED = {
    "values": {"terms": {"field": FACETS, "size": FACET_VALUES}},
    "total": {"value_count": {"field": "time"}},
}


Address = tuple[int, int]
"""Where an entry lies: segment and number in it."""


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
            return PlannedAnswer(Snapshot(index.schema, searcher), question, dict(filters or {}), sort)

    def frequencies(self, terms: Collection[Term]) -> Frequencies:
        """Return in how many entries each term stands; entries just dropped may still be counted."""
        with _broken_index_is_unavailable():
            _, searcher = self._reader()
            counts = {term: searcher.doc_freq(field_name(TEXT, term.stream), term.token) for term in terms}
            return Frequencies(searcher.num_docs, counts)

    def with_any(self, terms: Collection[Term], limit: int, kinds: Collection[str] = ()) -> list[Hit]:
        """Return the entries that score best for the terms (see ``engines.base.Engine``)."""
        with _broken_index_is_unavailable():
            index, searcher = self._reader()
            return Snapshot(index.schema, searcher).search(any_term(terms, kinds), limit)

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


class Snapshot:
    """One state of the index; answers parts of a plan (see ``engines.answer.Executor``)."""

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher) -> None:
        self._searcher = searcher
        self._maker = QueryMaker(schema)
        self._tallies: dict[Part, Tally] = {}

    def search(self, plan: Part, limit: int, offset: int = 0, *, newest_first: bool = False) -> list[Hit]:
        """Return what matches: the highest score first, or the newest."""
        if newest_first:
            return [Hit(self._entry(one), 0.0) for _, one in self._found(plan, limit, offset, order_by_field="time")]
        return [Hit(self._entry(one), float(score)) for score, one in self._in_order(plan, limit, offset)]

    def _in_order(self, plan: Part, limit: int, offset: int) -> list[tuple[float, tantivy.DocAddress]]:
        """Return scores and addresses, the best of them refined where the plan says so."""
        plain, more = in_two(plan)
        if more is None or offset >= REFINED:
            return self._found(plain, limit, offset)
        best = self._found(plain, REFINED)
        named = Named(tuple(self._entry(address).id for _, address in best))
        anew = self._found(Narrowed(AnyOf((plain, more)), (named,)), REFINED)
        beyond = offset + limit - REFINED
        return [*anew[offset : offset + limit], *(self._found(plain, beyond, REFINED) if beyond > 0 else [])]

    def _found(self, plan: Part, limit: int, offset: int = 0, **order: str) -> list[tuple[float, tantivy.DocAddress]]:
        with _broken_index_is_unavailable():
            return self._searcher.search(self._maker.query(plan), limit, count=False, offset=offset, **order).hits

    def opening(
        self, ranking: Part | None, limit: int, demands: Sequence[Part], ahead: Ahead | None = None
    ) -> tuple[list[Hit], int | None]:
        """Return the best by ``ranking``, and the place of the first demand that any entry meets."""
        best = self.search(ranking, limit) if ranking else []
        likely = Named(tuple(hit.entry.id for hit in best))
        for place, demand in enumerate(demands):
            # Looking among the best first saves going through all in nearly every case.
            if (best and self._any_among(likely, demand)) or self.tally(demand).total:
                return best, place
        return best, None

    def ranked(self, plan: Part, limit: int, total: int) -> list[tuple[int, float]]:
        """Return key and score of the best, or of the newest, without opening what was kept of each."""
        with _broken_index_is_unavailable():
            query = self._maker.query(plan)
            common = total > limit * TOO_COMMON
            found = self._searcher.search(query, limit if common else total, count=False, order_by_field="key").hits
            if common:
                return [(key, 0.0) for key, _ in found]
            keys = {(address.segment_ord, address.doc): key for key, address in found}
            best = self._searcher.search(query, limit, count=False).hits
            return [(keys[address.segment_ord, address.doc], float(score)) for score, address in best]

    def tally(self, plan: Part) -> Tally:
        """Return the counts of what matches: of all, and of every value of every facet, in one pass."""
        if plan not in self._tallies:
            with _broken_index_is_unavailable():
                found = self._searcher.aggregate(self._maker.query(plan), TALLIED)
            counts = {bucket["key"]: bucket["doc_count"] for bucket in found["values"]["buckets"]}
            self._tallies[plan] = Tally(int(found["total"]["value"]), counts)
        return self._tallies[plan]

    def _any_among(self, few: Named, demand: Part) -> bool:
        if isinstance(demand, AnyOf):
            return any(self._any_among(few, part) for part in demand.parts)
        return bool(self._among(few, demand))

    def _among(self, few: Named, demand: Part) -> set[Address]:
        """Return which of a few entries meet a demand.

        Asked as one query, "at least so many of these" would be looked for in all entries: Tantivy cannot jump there.
        """
        match demand:
            case AnyOf(parts):
                return set().union(*(self._among(few, part) for part in parts))
            case AllOf(parts):
                return set.intersection(*(self._among(few, part) for part in parts))
            case Excluding(part, without):
                return self._among(few, part).difference(*(self._among(few, other) for other in without))
            case AtLeast(number, parts):
                return self._places(self._maker.counting(few, parts), len(few.ids), least=number)
        return self._places(self._maker.query(AllOf((few, demand))), len(few.ids))

    def _places(self, query: Query, limit: int, least: float = 0.0) -> set[Address]:
        with _broken_index_is_unavailable():
            found = self._searcher.search(query, limit, count=False).hits
        return {(address.segment_ord, address.doc) for score, address in found if score >= least}

    def _entry(self, address: tantivy.DocAddress) -> Entry:
        return from_stored(self._searcher.doc(address)["stored"][0])[0]
