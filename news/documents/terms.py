"""Terms of Party committees: Party numbers start again with each (Guidance 36-HD/VPTW)."""

from datetime import date
from functools import cache

from news.documents.citations.vocabulary import read_rows


@cache
def _periods() -> tuple[tuple[str, str, date, date], ...]:
    return tuple(
        (
            row["body"],
            row["term"],
            date.fromisoformat(row["starts_on"]),
            date.fromisoformat(row["ends_on"]) if row["ends_on"] else date.max,
        )
        for row in read_rows("terms.csv")
    )


def term_on(day: date | None, level: str) -> str:
    """The term a Party document of that day belongs to; "" when it cannot be told.

    For the central level the congress ("XII"); below it the years of the term ("2020-2025"), since
    each province counts its own congresses.
    """
    if day is None:
        return ""
    body = "party" if level == "national" else "provincial"
    return next((term for of, term, start, end in _periods() if of == body and start <= day <= end), "")
