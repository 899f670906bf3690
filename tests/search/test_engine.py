"""Both engines: what is found first, what counts as found, and what is seen when."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from modelsearch.query import Phrase as Quoted
from modelsearch.query import PlainText

from benchmarks.search import Writer
from search.engines.base import Closeness, Engine, IndexBusy, IndexUnavailable
from search.entry import Entry
from search.question import Phrase, parse
from search.staff.entries import beginnings
from search.staff.question import question
from tests.search.engines import PROBES, TITLES, entry, first, keys, refresh


@pytest.fixture
def engine(another: Callable[[], Engine]) -> Engine:
    """Return an engine without an index."""
    return another()


@pytest.fixture
def filled(engine: Engine) -> Engine:
    assert engine.rebuild(map(entry, TITLES), lambda ids: ()) == len(TITLES)
    return engine


def test_what_must_come_first(filled):
    assert {question: first(filled, question) for question, _ in PROBES} == dict(PROBES)


def test_common_syllables_far_apart_are_not_counted(filled):
    assert keys(filled, "dien hinh") == {"renewal"}
    assert keys(filled, "người tốt việc tốt") == {"people"}


def test_a_document_number_counts_citing_entries_and_no_sums_of_money(filled):
    assert keys(filled, "1526/qd-ttg") == {"decision", "plan"}
    answer = filled.ask(parse("1526"))
    assert [hit.entry.id for hit in answer.hits(0, 3)] == ["test:decision", "test:plan", "test:price"]


def test_milder_demands_are_made_when_nothing_fits_and_the_answer_says_so(filled):
    assert filled.ask(parse("điển hình")).closeness is Closeness.FULL
    assert filled.ask(parse("hình điển")).closeness is Closeness.NEAR
    answer = filled.ask(parse("điển hình bóng chuyền"))
    assert answer.closeness is Closeness.ANY
    assert answer.hits(0, 1)[0].entry.id == "test:renewal"
    assert filled.ask(parse("xyzxyz")).total == 0


def test_accents_typed_are_meant(filled):
    refresh(filled, entry("ban", title="Bản làng ấm no"), entry("ban2", title="Bạn đường ấm no"))
    assert keys(filled, "bạn") == {"ban2"}
    assert keys(filled, "ban") >= {"ban", "ban2"}


SENTENCE = "chị Lò Thị Xuân đã vận động bà con trong bản góp công làm đường"


def test_the_pages_of_a_sentence_neither_overlap_nor_leave_anything_out(engine):
    """Its best hits are put in order anew; the others stay where they were, and all that was counted is shown."""
    words = SENTENCE.split()
    titles = {f"tin {number}": " ".join(words[number % 7 : number % 7 + 9]) for number in range(45)}
    engine.rebuild([entry(key, title=title) for key, title in titles.items()], lambda ids: ())
    answer = engine.ask(parse(SENTENCE), {"kind": "bulletin"})
    pages = [hit.entry.id for start in range(0, 60, 7) for hit in answer.hits(start, 7)]
    assert len(pages) == len(set(pages)) == answer.total == 45
    assert [hit.entry.id for hit in answer.hits(0, 60)] == pages
    assert [hit.entry.id for hit in answer.hits(15, 10)] == pages[15:25]


def test_no_hit_of_a_sentence_is_on_two_pages(engine):
    """The best are those of all entries, the others those that meet the demand: two lists, and each in its order."""
    writer = Writer(3)
    engine.rebuild(writer.entries(400), lambda ids: ())
    for words in (12, 9) * 8:
        answer = engine.ask(parse(writer.sentence(words)))
        pages = [hit.entry.id for start in range(0, answer.total + 7, 7) for hit in answer.hits(start, 7)]
        assert len(pages) == len(set(pages)) == answer.total
        assert [hit.entry.id for hit in answer.hits(0, 25)] == pages[:25]


def test_of_two_texts_with_the_same_words_a_sentence_finds_the_one_that_says_so_in_its_title(engine):
    told = entry("told", title="Chuyện ở bản")
    engine.rebuild(
        [
            replace(told, id="test:told", body=f"{SENTENCE} năm ngoái."),
            replace(told, id="test:title", title=SENTENCE, body="Chuyện ở bản năm ngoái."),
            *(entry(f"other {number}", title=f"Bà con bản {number} làm đường") for number in range(30)),
        ],
        lambda ids: (),
    )
    assert first(engine, SENTENCE) == "title"


def test_quoted_words_stand_together_or_the_answer_says_they_do_not(filled):
    assert keys(filled, '"công tác thi đua"') == {"plan", "directive"}
    assert keys(filled, '"cong tac thi dua"') == {"plan", "directive"}
    assert filled.ask(parse('"thưởng khen"')).closeness is Closeness.ANY


def test_excluded_words_and_phrases_are_in_nothing_found(filled):
    """Whatever else of the question is there: among the ten best of a long one, too."""
    phrase = Phrase(("quyết", "định", "số"), ("quyet", "dinh", "so"))
    word = Phrase(("1526",), ("1526",))
    held = {phrase: {"decision", "plan"}, word: {"decision", "plan", "price"}}
    for typed, excluded in (("thi đua", phrase), ("công tác thi đua khen thưởng năm 2023", word), ("", word)):
        answer = filled.ask(replace(parse(typed), excluded=(excluded,)))
        shown = {hit.entry.id.removeprefix("test:") for hit in answer.hits(0, 100)}
        assert shown.isdisjoint(held[excluded]), typed
        assert {"directive", "decree"} <= shown, typed
    everything_but = filled.ask(replace(parse(""), excluded=(word,)))
    assert everything_but.total == len(TITLES) - 3


def test_no_phrase_reaches_from_the_title_into_the_body(engine):
    engine.rebuild([entry("a", title="một hai", body="ba bốn")], lambda ids: ())
    assert engine.ask(parse('"hai ba"')).closeness is Closeness.ANY
    assert engine.ask(parse('"một hai"')).closeness is Closeness.FULL


def test_facets_filter_and_count_as_if_not_filtered_by_themselves(engine):
    engine.rebuild(
        [
            entry("a", title="thi đua a", kind="plan", section=7),
            entry("b", title="thi đua b", kind="bulletin", section=7),
            entry("c", title="thi đua c", kind="bulletin", section=8, facets={"topic": ("x", "y")}),
        ],
        lambda ids: (),
    )
    answer = engine.ask(parse("thi đua"), {"kind": "bulletin", "section": "7"})
    assert [hit.entry.id for hit in answer.hits(0, 9)] == ["test:b"]
    assert answer.counts("kind") == {"plan": 1, "bulletin": 1}
    assert answer.counts("section") == {"7": 1, "8": 1}
    assert engine.ask(parse("thi đua")).counts("topic") == {"x": 1, "y": 1}
    assert keys(engine, "thi đua", filters={"topic": "y"}) == {"c"}
    assert keys(engine, "thi đua", filters={"topic": "không có"}) == set()


def test_newest_first_puts_what_has_no_date_last(engine):
    dates = {"old": datetime(1954, 5, 7, tzinfo=UTC), "none": None, "new": datetime(2025, 1, 1, tzinfo=UTC)}
    engine.rebuild([entry(key, title="thi đua", date=date) for key, date in dates.items()], lambda ids: ())
    hits = engine.ask(parse("thi đua"), sort="date").hits(0, 9)
    assert [hit.entry.id for hit in hits] == ["test:new", "test:old", "test:none"]
    assert [hit.entry.id for hit in engine.ask(parse(""), sort="date").hits(1, 1)] == ["test:old"]


def test_an_entry_comes_back_as_it_went_in(engine):
    given = entry("a", lead="Sapo", words="ẩn", section=3, facets={"topic": ("x",)}).clean()
    engine.rebuild([given], lambda ids: ())
    (hit,) = engine.ask(parse("ẩn")).hits(0, 9)
    assert hit.entry == Entry(**{**{f: getattr(given, f) for f in Entry.__dataclass_fields__}, "words": ""})
    assert dict(engine.digests()) == {"test:a": given.digest()}


def test_refresh_puts_replaces_and_drops_for_every_reader(filled, another):
    other = another()
    assert first(other, "thủy lợi") == "water"
    refresh(filled, entry("water", title="Bài đã đổi", body=""), entry("new", title="Máy bơm"), gone=("test:price",))
    assert first(other, "bài đã đổi") == "water"
    assert "water" not in keys(other, "hiến đất làm thủy lợi")
    assert first(other, "máy bơm") == "new"
    assert len(dict(other.digests())) == len(TITLES)


@pytest.mark.parametrize(
    "question", ["x " * 5000, '"' * 50, "[](){}\\/^~*?:!&|+-", "🎉", "\ufffd", "a" * 10_000, "1/a" * 3000]
)
def test_any_question_has_a_quick_answer(filled, question):
    started = time.perf_counter()
    filled.ask(parse(question)).hits(0, 10)
    assert time.perf_counter() - started < 0.5


def test_without_an_index_every_use_says_so(engine):
    for use in (lambda: engine.ask(parse("a")), lambda: list(engine.digests()), lambda: refresh(engine, entry("a"))):
        with pytest.raises(IndexUnavailable):
            use()


def test_changes_during_a_rebuild_are_in_the_new_index(filled, another):
    state = {"plan": entry("plan"), "water": entry("water")}
    writer = another()

    def read(ids):
        return [state[one.removeprefix("test:")] for one in ids if one.removeprefix("test:") in state]

    def reading():
        yield state["plan"]
        del state["plan"]
        state["late"] = entry("late", title="Tin giờ chót")
        writer.refresh(["test:plan", "test:late"], read)
        yield state["water"]

    filled.rebuild(reading(), read)
    assert keys(filled) == {"water", "late"}


def test_only_one_rebuild_runs_at_a_time(filled, another):
    def reading():
        with pytest.raises(IndexBusy):
            another().rebuild([], lambda ids: ())
        yield entry("plan")

    filled.rebuild(reading(), lambda ids: ())


def test_the_staffs_questions_demand_every_word_whatever_its_accents(engine):
    titles = ["Đại hội thi đua", "Đai hới thi đua", "Đại hội thể thao", "Thi đua"]
    entries = [
        entry(title, id=f"staff:{key}", words=" ".join(beginnings(title))) for key, title in enumerate(titles, 1)
    ]
    engine.rebuild(entries, lambda ids: ())

    def ranked(asked: list, limit: int = 10) -> list[int]:
        put = question(asked, half_typed=True)
        return [key for key, _ in engine.ask(put, {"kind": "bulletin"}).ranked(limit)]

    assert ranked([PlainText("đại hội th")])[:2] in ([1, 3], [3, 1])
    assert set(ranked([PlainText("dai hoi th")])) == {1, 2, 3}
    assert ranked([PlainText("dai hoi the t")]) == [3]
    assert ranked([PlainText("dai hoi bong chuyen")]) == []
    assert ranked([Quoted("hoi thi"), PlainText("dai")])[0] == 1
    assert set(ranked([PlainText("thao dua", operator="or")])) == {1, 2, 3, 4}
    # Far too many to be told apart: the newest.
    assert ranked([PlainText("t")], 1) == [4]
