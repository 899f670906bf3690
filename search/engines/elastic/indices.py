"""The names under which indices stand on the server, and how one takes another's place.

Each index has an alias of its own for writing; the one that serves has the alias readers ask as well. The version is
part of both: code of another version finds nothing it could misread. A refresh writes into every index there is a
writing alias for, the one being built too; an alias cannot be brought into being by writing to it, as an index can.
"""

from __future__ import annotations

import re
import time

from elasticsearch import Elasticsearch, NotFoundError
from elasticsearch_dsl import Index

from search.engines.elastic.documents import EntryDocument, settings
from search.engines.fields import VERSION

PATIENCE = 300
"""Seconds for merging a whole new index."""


class Indices:
    """The indices of one portal, told from those of others by ``prefix``."""

    def __init__(self, client: Elasticsearch, prefix: str, replicas: int) -> None:
        self._client = client
        self._prefix, self._replicas = prefix, replicas
        self.serving = f"{prefix}-{VERSION}"
        self._writing = f"{prefix}-writes-{VERSION}"

    def writing(self) -> list[str]:
        """Return the aliases a change is written to: of the serving index, and of one that is being built."""
        return [alias for one in self._aliases().values() for alias in one if alias.startswith(f"{self._writing}-")]

    def create(self) -> str:
        """Make an empty index that every change is written to from now on; return its name."""
        moment = time.time_ns()
        name = f"{self.serving}-{moment}"
        index = Index(name, using=self._client)
        index.document(EntryDocument)
        index.settings(**settings(self._replicas))
        index.aliases(**{f"{self._writing}-{moment}": {}})
        index.create()
        return name

    def writing_alias(self, name: str) -> str:
        """Return the writing alias of an index."""
        return f"{self._writing}-{name.rsplit('-', 1)[1]}"

    def finish(self, name: str) -> int:
        """Make all of a new index visible and quick to search; return how many entries it holds."""
        patient = self._client.options(request_timeout=PATIENCE)
        patient.indices.refresh(index=name)
        patient.indices.forcemerge(index=name, max_num_segments=1)
        patient.indices.put_settings(index=name, settings={"refresh_interval": "1s"})
        return patient.count(index=name)["count"]

    def swap_in(self, name: str) -> None:
        """Have readers ask ``name`` and drop every other index of this portal, in one step."""
        others = [one for one in self._aliases() if one != name]
        self._client.indices.update_aliases(
            actions=[
                {"add": {"index": name, "alias": self.serving}},
                *({"remove_index": {"index": one}} for one in others),
            ]
        )

    def clear_leftovers(self) -> None:
        """Drop the indices that rebuilds left unfinished: those readers of no version ask."""
        readers = re.compile(rf"{re.escape(self._prefix)}-\d+\.\d+")
        for name, aliases in self._aliases().items():
            if not any(readers.fullmatch(alias) for alias in aliases):
                self.drop(name)

    def drop(self, name: str) -> None:
        """Delete an index."""
        self._client.indices.delete(index=name, ignore_unavailable=True)

    def drop_all(self) -> None:
        """Delete every index of this portal, what is noted of its changes included."""
        names = list(self._client.indices.get(index=f"{self._prefix}-*"))
        if names:
            self._client.indices.delete(index=names)

    def _aliases(self) -> dict[str, list[str]]:
        """Return every index of this portal with its aliases."""
        try:
            found = self._client.indices.get_alias(index=f"{self._prefix}-*")
        except NotFoundError:
            return {}
        ours = re.compile(rf"{re.escape(self._prefix)}-\d+\.\d+-\d+")
        return {name: list(one["aliases"]) for name, one in found.items() if ours.fullmatch(name)}
