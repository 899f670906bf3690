"""From the pieces of a demo text to the JSON a page's body is stored as."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from typing import Any

from django.db.models import Model

from portal.demo.content import photo_of
from portal.demo.markup import Piece

_NAMESPACE = uuid.UUID("0d6ff0ce-52ad-5a67-9a7e-6f0a3b8f5d10")


class Streamer:
    """Turns pieces into a body; knows the stored pictures, files and documents by their keys."""

    def __init__(self, images: Mapping[str, Model], files: Mapping[str, Model], documents: Mapping[str, Model]) -> None:
        self._images, self._files, self._documents = images, files, documents

    def body(self, key: str, pieces: list[Piece]) -> str:
        """Return the body of the page `key`, as JSON. Block ids follow from the key, so they never change."""
        return json.dumps(
            [
                {"type": piece.kind, "value": self._value(piece, f"{key}/{place}"), "id": _id(f"{key}/{place}")}
                for place, piece in enumerate(pieces)
            ]
        )

    def _value(self, piece: Piece, place: str) -> Any:
        if piece.kind in ("paragraph", "heading"):
            return piece.value
        return getattr(self, f"_{piece.kind}")(piece.value, place)

    @staticmethod
    def _quote(table: dict[str, Any], place: str) -> dict[str, Any]:
        return {name: table.get(name, "") for name in ("text", "author", "role")}

    @staticmethod
    def _key_figures(table: dict[str, Any], place: str) -> dict[str, Any]:
        return {"title": table["title"], "figures": _items(table["figures"], place)}

    def _photo(self, table: dict[str, Any], place: str) -> dict[str, Any]:
        return self._picture(table["picture"])

    def _gallery(self, table: dict[str, Any], place: str) -> dict[str, Any]:
        return {"title": table["title"], "photos": _items(map(self._picture, table["photos"]), place)}

    def _picture(self, table: dict[str, Any]) -> dict[str, Any]:
        photo = photo_of(table)
        image = self._images[photo.key]
        return {"image": image.pk, "caption": photo.caption, "credit": photo.credit, "alt": image.description}

    @staticmethod
    def _table(table: dict[str, Any], place: str) -> dict[str, Any]:
        columns = [
            {"type": "number" if name.startswith("#") else "text", "heading": name.lstrip("#")}
            for name in table["columns"]
        ]
        rows = [{"values": row} for row in table["rows"]]
        value = {"columns": columns, "rows": rows, "caption": ""}
        return {"caption": table["caption"], "table": value, "note": table.get("note", "")}

    def _document_reference(self, table: dict[str, Any], place: str) -> dict[str, Any]:
        return {"document": self._documents[table["document"]].pk, "note": table["note"]}

    def _file(self, table: dict[str, Any], place: str) -> dict[str, Any]:
        return {"document": self._files[table["document"]].pk, "title": table["title"]}


def _items(values: Any, place: str) -> list[dict[str, Any]]:
    return [{"type": "item", "value": value, "id": _id(f"{place}/{number}")} for number, value in enumerate(values)]


def _id(place: str) -> str:
    return str(uuid.uuid5(_NAMESPACE, place))
