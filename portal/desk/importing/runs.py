"""Styled words of one paragraph → lines."""

from __future__ import annotations

import re
from typing import Any

from portal.vietnamese.text import squash

from .shapes import Line, Run

#: Line breaks between pieces at least this long separate paragraphs ("Shift+Enter" in Word, <br> on the web).
_PARAGRAPH_PIECE = 60


def lines_from_runs(runs: list[Run], **look: Any) -> list[Line]:
    """One line for a paragraph, or several when line breaks stand for paragraphs."""
    pieces = _split(runs)
    if len(pieces) > 1 and not _are_paragraphs(pieces):
        pieces = [_joined(pieces)]
    lines = []
    for piece in pieces:
        tidy = tidy_runs(piece)
        text = squash(" ".join("".join(run.text for run in tidy).split("\n")))
        if text:
            styled = any(run.bold or run.italic or run.href or "\n" in run.text for run in tidy)
            lines.append(Line(text=text, runs=tuple(tidy) if styled else (), **look))
    return lines


def _split(runs: list[Run]) -> list[list[Run]]:
    pieces: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split("\n")
        pieces[-1].append(Run(first, run.bold, run.italic, run.href))
        for other in others:
            pieces.append([Run(other, run.bold, run.italic, run.href)])
    return pieces


def _are_paragraphs(pieces: list[list[Run]]) -> bool:
    texts = [squash("".join(run.text for run in piece)) for piece in pieces]
    # An empty piece is a blank line between two paragraphs.
    return "" in texts[1:-1] or all(len(text) >= _PARAGRAPH_PIECE for text in texts if text)


def _joined(pieces: list[list[Run]]) -> list[Run]:
    joined = list(pieces[0])
    for piece in pieces[1:]:
        joined += [Run("\n"), *piece]
    return joined


def tidy_runs(runs: list[Run]) -> list[Run]:
    """Runs with single spaces, none at the ends, neighbours of one style joined."""
    tidy: list[Run] = []
    for run in runs:
        text = re.sub(r" *\n *", "\n", re.sub(r"[^\S\n]+", " ", run.text))
        if not tidy or tidy[-1].text.endswith((" ", "\n")):
            text = text.lstrip(" ") if tidy else text.lstrip()
        if not text:
            continue
        last = tidy[-1] if tidy else None
        if last and (last.bold, last.italic, last.href) == (run.bold, run.italic, run.href):
            tidy[-1] = Run(last.text + text, run.bold, run.italic, run.href)
        else:
            tidy.append(Run(text, run.bold, run.italic, run.href))
    while tidy and not tidy[-1].text.strip():
        tidy.pop()
    if tidy:
        last = tidy[-1]
        tidy[-1] = Run(last.text.rstrip(), last.bold, last.italic, last.href)
    return tidy
