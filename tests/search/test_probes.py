"""What must come first for each question of the table, on every engine."""

import unicodedata

from portal.vietnamese.text import fold
from search.lexicon.abbreviations import Abbreviations
from search.lexicon.words import learn
from search.understanding import understand
from tests.search.probes import ABBREVIATIONS, AS_TYPED, PROBES, entries

QUESTIONS = [
    *PROBES,
    *AS_TYPED,
    *((fold(typed), key) for typed, key in PROBES if fold(typed) != typed.lower()),
    *((unicodedata.normalize("NFD", typed.upper()), key) for typed, key in PROBES),
]


def test_the_table_is_long_enough():
    assert len(QUESTIONS) >= 200


def test_every_question_finds_first_what_it_must(another):
    """One test for the whole table: it lists every question that went wrong."""
    engine, rows = another(), entries()
    words, abbreviations = learn(rows), Abbreviations.of(ABBREVIATIONS)
    engine.rebuild(rows, lambda ids: ())
    wrong = []
    for typed, key in QUESTIONS:
        hits = engine.ask(understand(typed, engine, words, abbreviations)).hits(0, 1)
        found = hits[0].entry.id.removeprefix("probe:") if hits else None
        if found != key:
            wrong.append(f"{typed}: {found}, not {key}")
    assert not wrong, f"{len(wrong)} of {len(QUESTIONS)}:\n" + "\n".join(wrong)
