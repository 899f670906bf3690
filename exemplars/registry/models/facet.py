"""Sets of exemplars, kept ready for counting."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from typing import ClassVar

from django.db import models
from pyroaring import BitMap


class FacetSet(models.Model):
    """The public exemplars that share one value of one facet ("kind" "model"), as a compressed bitmap of their ids.

    Kept in the transaction that changes an exemplar (``exemplars.registry.facets``); it can always be made anew
    with ``manage.py rebuild_facets``.
    """

    facet = models.CharField(max_length=12)
    value = models.CharField(max_length=40)
    members = models.BinaryField()
    # A digest of the members: who has read a set with this stamp need not read it again.
    stamp = models.CharField(max_length=32)

    class Meta:
        constraints: ClassVar[list] = [models.UniqueConstraint(fields=["facet", "value"], name="one_set_per_value")]

    def __str__(self) -> str:
        return f"{self.facet}: {self.value}"

    @classmethod
    def of(cls, facet: str, value: str, members: BitMap) -> FacetSet:
        """Make the row of a set."""
        row = cls(facet=facet, value=value)
        row.pack(members)
        return row

    def pack(self, members: BitMap) -> None:
        """Take in other members; saving is the caller's."""
        self.members = members.serialize()
        self.stamp = blake2b(self.members, digest_size=16).hexdigest()

    def unpack(self) -> BitMap:
        """Return the members."""
        return BitMap.deserialize(bytes(self.members))


class IndexedTerms(models.Model):
    """The facets and words an exemplar is under now, to know which sets to leave when that changes."""

    exemplar = models.OneToOneField("registry.Exemplar", primary_key=True, on_delete=models.CASCADE, related_name="+")
    terms = models.TextField()

    def __str__(self) -> str:
        return str(self.pk)

    @classmethod
    def of(cls, pk: int, terms: Iterable[tuple[str, str]]) -> IndexedTerms:
        """Make the row of an exemplar."""
        return cls(exemplar_id=pk, terms="\n".join(sorted(f"{facet}:{value}" for facet, value in terms)))

    def as_terms(self) -> set[tuple[str, str]]:
        """Return the terms."""
        pairs = (line.partition(":") for line in self.terms.split("\n") if line)
        return {(facet, value) for facet, _, value in pairs}
