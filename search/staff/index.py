"""The staff's index among the others."""

from search.engines import get_staff_engine
from search.indexes import Index
from search.staff import entries

STAFF = Index("staff", entries.PREFIX, get_staff_engine, entries.read, entries.read_all, entries.count)
