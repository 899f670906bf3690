"""Sets of exemplars, kept ready for counting."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class FacetSet(models.Model):
    """The public exemplars that share one value of one facet ("kind" "model"), as a compressed bitmap of their ids.

    Kept in the transaction that changes an exemplar (``exemplars.registry.facets``); it can always be made anew
    with ``manage.py rebuild_facets``.
    """

    facet = models.CharField(max_length=12)
    value = models.CharField(max_length=40)
    members = models.BinaryField()

    class Meta:
        constraints: ClassVar[list] = [models.UniqueConstraint(fields=["facet", "value"], name="one_set_per_value")]

    def __str__(self) -> str:
        return f"{self.facet}: {self.value}"
