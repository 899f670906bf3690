"""What the server says when it cannot, in the words of ``engines.base``."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from elastic_transport import TransportError
from elasticsearch import ApiError, UnsupportedProductError

from search.engines.base import IndexUnavailable, ServerAway

log = logging.getLogger(__name__)

BUSY = 429
OWN_FAULTS = 500


@contextmanager
def translated() -> Iterator[None]:
    """Turn a server that is away, too busy or without our index into ``ServerAway`` or ``IndexUnavailable``."""
    try:
        yield
    except (TransportError, UnsupportedProductError) as error:
        raise ServerAway(f"{type(error).__name__}: {error}") from error
    except ApiError as error:
        if is_missing_index(error.body):
            raise IndexUnavailable("no index has been built") from None
        if error.status_code == BUSY or error.status_code >= OWN_FAULTS:
            raise ServerAway(str(error)) from error
        log.error("The search server refuses a request: %s", error)
        raise IndexUnavailable(str(error)) from error


def is_missing_index(said: object) -> bool:
    """Tell whether an error means that the index is not there."""
    return "index_not_found_exception" in str(said)
