"""Not asking again at once what has just failed to answer."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from search.engines.base import ServerAway

PAUSE = 15.0
"""Seconds for which a server that did not answer is left alone by this process."""


class Breaker:
    """Lets everybody through until the server fails; then nobody for a while, then one to try."""

    def __init__(self, pause: float = PAUSE) -> None:
        self._pause = pause
        self._lock = threading.Lock()
        self._closed_until = 0.0

    @contextmanager
    def passing(self) -> Iterator[None]:
        """Let the block ask the server. Raises ``ServerAway`` at once when it failed a moment ago."""
        self._enter()
        try:
            yield
        except ServerAway:
            self._closed_until = time.monotonic() + self._pause
            raise
        else:
            self._closed_until = 0.0

    def _enter(self) -> None:
        with self._lock:
            if not self._closed_until:
                return
            now = time.monotonic()
            if now < self._closed_until:
                raise ServerAway("it did not answer a moment ago")
            # This one tries; the others go on without until it has an answer.
            self._closed_until = now + self._pause
