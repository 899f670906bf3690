"""What a member of staff typed into a list or a chooser, as a question to an engine.

All words must be there (they narrow a list, they do not ask for what fits best), whatever their accents; the last
one may be half typed. Those with the accents as typed come first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from modelsearch.query import And, Boost, PlainText
from modelsearch.query import Phrase as Quoted

from portal.vietnamese.text import fold, squash, syllables
from search.question import MAX_CHARACTERS, MAX_PHRASES, MAX_SYLLABLES, Phrase, Question
from search.staff.entries import HALF_TYPED, LONGEST_BEGINNING
from search.streams import join, streams

Leaf = PlainText | Quoted


def leaves(query: Any) -> list[Leaf] | None:
    """Return the words and phrases of a query one question can ask; None when it takes several."""
    if isinstance(query, Boost):
        return leaves(query.subquery)
    if isinstance(query, Leaf):
        return [query]
    if isinstance(query, And):
        inner = [leaves(one) for one in query.subqueries]
        found = [leaf for some in inner for leaf in some or ()]
        single = all(some is not None for some in inner) and not any(_any_word(leaf) for leaf in found)
        return found if single else None
    return None


def question(asked: Sequence[Leaf], *, half_typed: bool) -> Question | None:
    """Return the question; None when there is no word in it. What is too long is cut."""
    texts = [squash(leaf.query_string[: MAX_CHARACTERS * 4])[:MAX_CHARACTERS] for leaf in asked]
    found = join([streams(text) for text in texts][:MAX_SYLLABLES])
    words = [
        word for leaf, text in zip(asked, texts, strict=True) if isinstance(leaf, PlainText) for word in _words(text)
    ]
    quoted = [_words(text) for leaf, text in zip(asked, texts, strict=True) if isinstance(leaf, Quoted)]
    phrases = [phrase for phrase in quoted if phrase][:MAX_PHRASES]
    demanded = words[:MAX_SYLLABLES]
    if half_typed and words and len(words) <= MAX_SYLLABLES and isinstance(asked[-1], PlainText):
        demanded[-1:] = _beginning(texts[-1]) or demanded[-1:]
    demanded += [word for phrase in phrases for word in phrase[:MAX_SYLLABLES]]
    if not demanded:
        return None
    known = dict(zip(found.exact[:MAX_SYLLABLES], found.folded[:MAX_SYLLABLES], strict=True))
    return Question(
        text=" ".join(texts),
        exact=tuple(known),
        folded=tuple(known.values()),
        pairs=tuple(dict.fromkeys(found.pairs[:MAX_SYLLABLES])),
        numbers=tuple(dict.fromkeys(found.numbers[:MAX_SYLLABLES])),
        phrases=tuple(Phrase(exact=tuple(phrase), folded=tuple(phrase)) for phrase in phrases),
        demanded=tuple(dict.fromkeys(demanded)),
        least=1 if any(_any_word(leaf) for leaf in asked) else 0,
    )


def _any_word(leaf: Leaf) -> bool:
    return isinstance(leaf, PlainText) and leaf.operator == "or"


def _words(text: str) -> list[str]:
    return streams(text).folded


def _beginning(text: str) -> list[str]:
    """Return the token of the last word of a text, when it is short enough to have one."""
    last = fold(" ".join(syllables(text)[-1:]))
    return [HALF_TYPED + last] if 0 < len(last) <= LONGEST_BEGINNING else []
