"""The Elasticsearch engine."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch
from elasticsearch.helpers import streaming_bulk
from elasticsearch_dsl import Search

from search.engines.answer import PlannedAnswer
from search.engines.base import Frequencies, Hit, IndexUnavailable, Read, ServerAway, Sort, Term
from search.engines.elastic.documents import source
from search.engines.elastic.errors import translated
from search.engines.elastic.indices import Indices
from search.engines.elastic.snapshot import Asking
from search.engines.elastic.state import Lease, State
from search.engines.fields import TEXT, field_name
from search.engines.plan import any_term
from search.entry import Entry
from search.question import Question

AT_A_TIME = 500
"""Entries sent together."""
PATIENCE = 60
"""Seconds a request of a rebuild, or one that reads everything, may take."""
RETRIES = 2
"""How often a request is made again at once when the connection is refused or breaks (never after a timeout)."""
GONE, CONFLICT = 404, 409


class ElasticEngine:
    """Stores entries on a server and answers questions; safe among threads, processes and machines.

    ``url`` may name several nodes, a comma between them. ``timeout``: seconds a reader's request may take.
    """

    def __init__(self, url: str, prefix: str, *, replicas: int = 0, timeout: float = 2) -> None:
        self._prefix, self._timeout = prefix, timeout
        self._client = Elasticsearch(
            [one.strip() for one in url.split(",")], request_timeout=timeout, max_retries=RETRIES
        )
        self._patient = self._client.options(request_timeout=PATIENCE)
        self._indices = Indices(self._patient, prefix, replicas)
        self._state = State(self._client, prefix, replicas)
        self._patient_state = State(self._patient, prefix, replicas)

    def ask(self, question: Question, filters: Mapping[str, str] | None = None, sort: Sort = "relevance"):
        """Answer a question (see ``engines.base.Engine``)."""
        return PlannedAnswer(self._asking(), question, dict(filters or {}), sort)

    def frequencies(self, terms: Collection[Term]) -> Frequencies:
        """Return in how many entries each term stands; entries just dropped may still be counted."""
        fields: dict[str, list[str]] = {}
        for term in terms:
            fields.setdefault(field_name(TEXT, term.stream), []).append(term.token)
        with translated():
            entries = self._client.count(index=self._indices.serving)["count"]
            seen = self._client.termvectors(
                index=self._indices.serving,
                doc={field: " ".join(tokens) for field, tokens in fields.items()},
                fields=list(fields),
                term_statistics=True,
                field_statistics=False,
                positions=False,
                offsets=False,
            )["term_vectors"]
        counts = {}
        for term in terms:
            found = seen.get(field_name(TEXT, term.stream), {}).get("terms", {}).get(term.token, {})
            counts[term] = found.get("doc_freq", 0)
        return Frequencies(entries, counts)

    def with_any(self, terms: Collection[Term], limit: int, kinds: Collection[str] = ()) -> list[Hit]:
        """Return the entries that score best for the terms (see ``engines.base.Engine``)."""
        return self._asking().search(any_term(terms, kinds), limit)

    def refresh(self, ids: Collection[str], read: Read) -> None:
        """Bring entries up to date, in the index that serves and in one that is being built.

        There is no lock among machines. Each refresh draws a number, larger than all before, and only then reads the
        database; the server refuses to put or drop an entry that was written under a larger number (external
        versions), and remembers so of dropped ones, too. Whatever was committed before the number was drawn is read,
        and every later change draws a number of its own: the newest state stays, in whatever order writes arrive.
        """
        patience = self._timeout * (1 + len(ids) // 20)
        client = self._client.options(request_timeout=patience)
        with translated():
            targets = Indices(client, self._prefix, 0).writing()
            if not targets:
                raise IndexUnavailable("no index has been built")
            version = self._state.ticket()
            entries = {entry.id: source(entry.clean()) for entry in read(ids)}
            actions = (
                _action(target, one, version, entries.get(one)) for target in targets for one in {*ids, *entries}
            )
            _send(client, actions, refresh=True)

    def rebuild(self, entries: Iterable[Entry], read: Read) -> int:
        """Make a new index and swap it in.

        Changes made meanwhile are written to it as well, under larger numbers than what is read here, so that nothing
        has to be read again.
        """
        with translated(), self._patient_state.rebuilding() as lease:
            self._indices.clear_leftovers()
            name = self._indices.create()
            try:
                version = self._patient_state.ticket()
                target = self._indices.writing_alias(name)
                actions = (_action(target, entry.id, version, source(entry.clean())) for entry in entries)
                _send(self._patient, _renewing(lease, actions))
                count = self._indices.finish(name)
                lease.renew()
                self._indices.swap_in(name)
            except BaseException:
                # Where that fails too, the next rebuild clears it away.
                with suppress(ApiError, TransportError):
                    self._indices.drop(name)
                raise
            return count

    def digests(self) -> Iterator[tuple[str, str]]:
        """Yield id and digest of every entry stored."""
        everything = Search(using=self._patient, index=self._indices.serving).source(False)
        with translated():
            for hit in everything.extra(docvalue_fields=["digest"]).params(size=AT_A_TIME * 4).scan():
                yield hit.meta.id, hit.digest[0]

    def drop(self) -> None:
        """Delete all there is of this portal on the server."""
        with translated():
            self._indices.drop_all()

    def is_up(self) -> bool:
        """Tell whether the server answers and has our index."""
        try:
            with translated():
                return bool(self._client.indices.exists_alias(name=self._indices.serving))
        except IndexUnavailable:
            return False

    def _asking(self) -> Asking:
        return Asking(self._client, self._indices.serving)


def _action(target: str, one: str, version: int, body: dict[str, Any] | None) -> dict[str, Any]:
    """Return what is to be done with an entry: to be put, or, without a body, to be dropped."""
    action = {"_index": target, "_id": one, "version": version, "version_type": "external"}
    return {**action, "_op_type": "delete"} if body is None else {**action, "_op_type": "index", "_source": body}


def _send(client: Elasticsearch, actions: Iterable[dict[str, Any]], **options: Any) -> None:
    """Do all actions. Those that come too late change nothing. Raises ``ServerAway`` when one could not be done."""
    done = streaming_bulk(
        client,
        actions,
        chunk_size=AT_A_TIME,
        max_retries=3,
        initial_backoff=0.5,
        raise_on_error=False,
        require_alias=True,
        **options,
    )
    for fine, item in done:
        result = next(iter(item.values()))
        # Not there any more: the entry, or an index that was swapped away.
        if not fine and result["status"] not in {GONE, CONFLICT}:
            raise ServerAway(f"{result['_id']}: {result.get('error')}")


def _renewing(lease: Lease, actions: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for number, action in enumerate(actions, 1):
        yield action
        if number % AT_A_TIME == 0:
            lease.renew()
