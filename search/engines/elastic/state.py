"""What processes on several machines have to agree on, kept in a tiny index of its own: a clock, and who rebuilds."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from elastic_transport import TransportError
from elasticsearch import ApiError, BadRequestError, ConflictError, Elasticsearch, NotFoundError

from search.engines.base import IndexBusy

LEASE = 120.0
"""Seconds after which a rebuild that gives no sign of life is taken for dead, when it ran on another machine."""
TRIES = 100


class State:
    """The agreement of all who write to one portal's indices."""

    def __init__(self, client: Elasticsearch, prefix: str, replicas: int) -> None:
        self._client, self._replicas = client, replicas
        self._index = f"{prefix}-state"

    def prepare(self) -> None:
        """Make the index when it is not there."""
        shape = {"number_of_shards": 1, "number_of_replicas": self._replicas}
        try:
            self._client.indices.create(index=self._index, settings=shape, mappings={"dynamic": False})
        except BadRequestError as error:
            if error.error != "resource_already_exists_exception":
                raise

    def ticket(self) -> int:
        """Return a number larger than every one given out before, by any process on any machine.

        It is the time in microseconds, or one more than the last number where a clock is behind. Whoever draws one
        before reading the database, and writes under it, loses to everybody who drew his later.
        """
        number = _microseconds()
        for _ in range(TRIES):
            with suppress(ConflictError):
                self._client.index(index=self._index, id="clock", document={}, version=number, version_type="external")
                return number
            number = max(_microseconds(), self._client.get(index=self._index, id="clock")["_version"] + 1)
        raise IndexBusy("the clock of the search index is in too great demand")

    @contextmanager
    def rebuilding(self) -> Iterator[Lease]:
        """Hold the right to rebuild. Raises ``IndexBusy`` while another process, here or elsewhere, has it."""
        self.prepare()
        lease = Lease(self._client, self._index)
        lease.take()
        try:
            yield lease
        finally:
            lease.give_back()


class Lease:
    """The right to rebuild; it has to be renewed while it is used."""

    def __init__(self, client: Elasticsearch, index: str) -> None:
        self._client, self._index = client, index
        self._place: dict[str, int] = {}

    def take(self) -> None:
        """Take the lease, from a dead process too. Raises ``IndexBusy``."""
        try:
            self._put(op_type="create")
        except ConflictError:
            try:
                held = self._client.get(index=self._index, id="rebuild")
            except NotFoundError:
                raise IndexBusy("another rebuild is just ending") from None
            if not _is_dead(held["_source"]):
                raise IndexBusy("another rebuild is running") from None
            self._place = {"if_seq_no": held["_seq_no"], "if_primary_term": held["_primary_term"]}
            self.renew()

    def renew(self) -> None:
        """Give a sign of life. Raises ``IndexBusy`` when the lease was lost to another process."""
        try:
            self._put(**self._place)
        except ConflictError:
            raise IndexBusy("another rebuild has taken over") from None

    def give_back(self) -> None:
        """End the lease. A server that cannot be told finds out by itself."""
        with suppress(ApiError, TransportError):
            self._client.delete(index=self._index, id="rebuild", **self._place)

    def _put(self, **conditions: Any) -> None:
        mine = {**_this_process(), "renewed": time.time()}
        done = self._client.index(index=self._index, id="rebuild", document=mine, **conditions)
        self._place = {"if_seq_no": done["_seq_no"], "if_primary_term": done["_primary_term"]}


def _microseconds() -> int:
    return time.time_ns() // 1_000


def _this_process() -> dict[str, Any]:
    return {"machine": _machine(), "process": os.getpid(), "started": _started(os.getpid())}


def _machine() -> str:
    boot = Path("/proc/sys/kernel/random/boot_id")
    return f"{socket.gethostname()} {boot.read_text().strip() if boot.exists() else ''}"


def _started(process: int) -> str:
    """Return when a process of this machine began, in the kernel's own count; nothing when there is none."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return ""


def _is_dead(held: dict[str, Any]) -> bool:
    """Tell whether whoever holds the lease is gone: certain on this machine, by silence on others."""
    if held["machine"] == _machine() and held["started"]:
        return _started(held["process"]) != held["started"]
    return time.time() - held["renewed"] > LEASE
