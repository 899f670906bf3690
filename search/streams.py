"""From text to the token streams every engine indexes; all of Vietnamese is dealt with here, once.

Three streams do what word segmentation and accent handling would (measured: adjacent pairs of folded syllables
rank as well as a segmenter, and work without accents): *exact* (lower case, one tone placement), *folded* (no
marks, đ → d) and *pairs* (two folded neighbours). A fourth holds document numbers and days.
"""

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from portal.vietnamese.dates import find_dates
from portal.vietnamese.text import fold, normalise, same_tone, syllables
from search.numbers import number_tokens

STREAMS_VERSION = 2
"""Raised whenever the same text gives other tokens: an index built before is then refused and rebuilt."""

# lý and lí, kỹ and kĩ, quý and quí are one word in two spellings: after these onsets a lone i or y sounds alike.
_I_OR_Y = re.compile(r"\b([hklmstv]|qu)([iìíỉĩị])\b")
_TO_Y = str.maketrans("iìíỉĩị", "yỳýỷỹỵ")
BREAK = "¶"
"""Stands between title, lead and body, so that no phrase reaches across."""


@dataclass(frozen=True, slots=True)
class Streams:
    """The tokens of one text. ``exact[i]`` and ``folded[i]`` are one syllable, ``pairs[i]`` joins it to the next."""

    exact: list[str]
    folded: list[str]
    pairs: list[str]
    numbers: list[str]


def same_spelling(words: str) -> str:
    """Return lower-case words with i written y where both are in use (lí → lý). The length does not change."""
    return _I_OR_Y.sub(lambda match: match[1] + match[2].translate(_TO_Y), words)


def streams(text: str) -> Streams:
    """Return the token streams of a text, in time linear in its length."""
    clean = normalise(text)
    joined = same_spelling(" ".join(syllables(same_tone(clean).lower())))
    exact = joined.split()
    folded = fold(joined).split()
    pairs = [f"{left}_{right}" for left, right in pairwise(folded)]
    days = [date_token(found.date) for found in find_dates(clean)]
    return Streams(exact, folded, pairs, number_tokens(clean) + days)


def date_token(day: date) -> str:
    """Return the token of a day, however it was written: 7/4/2014 and "ngày 07 tháng 4 năm 2014" meet in it."""
    return f"d.{day:%Y-%m-%d}"


def join(parts: list[Streams]) -> Streams:
    """Return several texts' streams as one, with a break between them."""
    joined = Streams([], [], [], [])
    for part in parts:
        if not part.exact:
            continue
        if joined.exact:
            joined.exact.append(BREAK)
            joined.folded.append(BREAK)
        joined.exact.extend(part.exact)
        joined.folded.extend(part.folded)
        joined.pairs.extend(part.pairs)
        joined.numbers.extend(part.numbers)
    return joined
