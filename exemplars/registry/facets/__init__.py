"""Counting exemplars without reading them.

A list narrowed by several facets shows, beside each value, how many exemplars it would leave. Asked of the tables,
that is one scan for each facet, and grows with the registry. Here each value's exemplars are a compressed bitmap, kept
in the transaction that changes an exemplar; a list intersects a few of them (``docs/decisions/0010``).
"""

from exemplars.registry.facets.keeping import keep, rebuild
from exemplars.registry.facets.reading import Sets, load

__all__ = ["Sets", "keep", "load", "rebuild"]
