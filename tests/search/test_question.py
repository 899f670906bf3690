import pytest
from hypothesis import given

from search.question import MAX_CHARACTERS, MAX_SYLLABLES, parse
from tests.vietnamese.alphabet import any_text


@given(any_text)
def test_anything_is_a_question(text):
    question = parse(text)
    assert len(question.text) <= MAX_CHARACTERS
    assert len(question.exact) == len(question.folded) <= MAX_SYLLABLES
    assert len(set(question.exact)) == len(question.exact)


def test_a_long_question_is_cut_at_a_word_and_says_so():
    question = parse("khen thưởng " * 1000)
    assert question.cut
    assert question.text.endswith(("khen", "thưởng"))
    assert not parse("khen thưởng").cut


@pytest.mark.parametrize("typed", ["", "   ", '"', '"""', "“”", "[]{}()", "🎉🎉", "\u200b", "-", "!!!"])
def test_signs_alone_ask_for_nothing(typed):
    assert parse(typed).is_empty


def test_quoted_words_are_phrases_and_a_lone_quotation_mark_is_not():
    assert [phrase.exact for phrase in parse('"thi đua" và “khen thưởng”').phrases] == [
        ("thi", "đua"),
        ("khen", "thưởng"),
    ]
    assert parse('thi đua "khen').phrases == ()
    assert parse('"thi đua"').phrases[0].accented
    assert not parse('"thi dua"').phrases[0].accented


def test_a_bare_number_may_be_that_of_a_document_in_a_short_question():
    assert parse("Chỉ thị 34").numbers == ("34",)
    assert parse("1526/qd-ttg").numbers[:3] == ("1526", "1526.qd", "1526.qd.ttg")
    assert parse("trong năm qua toàn tỉnh có 34 tập thể").numbers == ()
