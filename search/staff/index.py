"""The staff's index among the others."""

from search.engines.base import Engine
from search.indexes import Index
from search.staff import entries

STAFF = Index("staff", "staff", entries.PREFIX, entries.read, entries.read_all, entries.count)


def get_staff_engine() -> Engine:
    """Return the engine of the staff's search."""
    return STAFF.engine()
