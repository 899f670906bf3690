"""The way in: what is looked at, what it changes, and that nothing of it publishes or loses a word."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone

from news.comments.loading import load_word_rules
from news.comments.models import Comment, Reason, Sanction, State, WordRule
from news.comments.pipeline import (
    CEILING,
    PER_NETWORK,
    TooMany,
    diacritic_share,
    lacks_accents,
    same_text,
)
from news.comments.rules import Matcher, Rule, matcher
from news.comments.states import decide
from tests.comments.factories import BODY, moderator, send
from tests.factories import make_bulletin

NO_ACCENTS = "Bai viet rat hay, toi mong co nhieu tam guong nhu the o que minh."


def found(text: str, rule: str, match: str = "syllables") -> bool:
    return bool(Matcher((Rule(1, "hold", match, rule),)).hits(text))


@pytest.mark.parametrize(
    ("text", "rule", "match", "is_found"),
    [
        ("Đồ ngu!", "đồ ngu", "syllables", True),
        ("ĐỒ   NGU", "đồ ngu", "syllables", True),
        ("đồ-ngu", "đồ ngu", "syllables", True),
        ("Đồ ngu".encode().decode(), "đồ ngu", "syllables", True),
        ("đồ nguội", "đồ ngu", "syllables", False),
        ("do ngu", "đồ ngu", "syllables", False),
        ("đó ngủ", "đồ ngu", "syllables", False),
        ("hạt óc chó", "đồ óc chó", "syllables", False),
        ("khoẻ khoắn", "khỏe khoắn", "syllables", True),
        ("vào t.me/abc nhé", "t.me/", "phrase", True),
        ("asset.me/abc", "t.me/", "phrase", False),
        ("v~l quá", "v*l", "pattern", True),
        ("vui lắm", "v*l", "pattern", False),
        ("vitamin tổng hợp l", "v*l", "pattern", False),
    ],
)
def test_rules_are_found_as_exact_syllables(text: str, rule: str, match: str, is_found: bool) -> None:
    assert found(text, rule, match) is is_found


def test_a_likeness_without_accents_is_a_hint_and_no_hit() -> None:
    rules = Matcher((Rule(1, "hold", "syllables", "khốn nạn"),))
    assert (rules.hits("do khon nan"), rules.hints("do khon nan")) == ([], ["khốn nạn"])
    assert rules.hints("khôn nan") == []


def test_a_pattern_of_hostile_length_is_quick() -> None:
    assert not found("v" * 2000, "v*v*v*l", "pattern")


@pytest.mark.parametrize(("text", "match"), [("*", "pattern"), ("a*", "pattern"), ("ab", "pattern"), ("a*b", "phrase")])
def test_rules_that_would_match_everything_are_refused(text: str, match: str) -> None:
    with pytest.raises(ValidationError):
        WordRule(text=text, match=match).clean()


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (NO_ACCENTS, True),
        (BODY, False),
        ("Cam on bac nhieu lam", False),
        ("Đồng ý với bác, toi cung nghi nhu vay day a", False),
        ("1 2 3 4 5 6 7 8 9 10", False),
    ],
)
def test_a_longer_text_without_accents_is_asked_about(text: str, asked: bool) -> None:
    assert lacks_accents(text) is asked


def test_the_letter_d_with_its_stroke_is_an_accent() -> None:
    assert diacritic_share("đi Tay Ninh") == (3, pytest.approx(1 / 3))


def test_the_same_text_is_known_again_whatever_its_dress() -> None:
    assert same_text("Rất  HAY!!!") == same_text("rat hay")
    assert same_text("Rất hay") != same_text("Rất hay 2")
    assert same_text("👍 hay!") == same_text("Hay…")


def test_texts_of_signs_alone_are_the_same_when_their_signs_are() -> None:
    assert len({same_text(text) for text in ("👍👍", "👍", "!!!", "…", ":-)", "❤", "_")}) == 7
    assert same_text("👍 👍\n!") == same_text("👍👍!")


@pytest.mark.django_db
class TestReceiving:
    """What is stored, and how it is marked."""

    def test_words_are_marked_counted_and_decide_nothing(self) -> None:
        comment = send(body="Anh này khốn nạn thật sự, không ai ưa.")
        assert (comment.state, comment.is_flagged, comment.flags) == (State.HELD, True, ["words"])
        assert comment.word_hits[0]["text"] == "khốn nạn"
        rule = WordRule.objects.get(text="khốn nạn")
        assert (rule.hits, rule.false_hits) == (1, 0)
        decide(comment, State.PUBLISHED, actor=moderator(), reason=Reason.FIT)
        rule.refresh_from_db()
        assert rule.false_hits == 1

    def test_a_clean_comment_carries_no_mark(self) -> None:
        comment = send()
        assert (comment.is_flagged, comment.flags, comment.priority) == (False, [], 0)
        assert comment.syllables == 16

    @pytest.mark.parametrize(
        ("body", "flag"),
        [
            ("Xem thêm ở https://vi-du.vn nhé", "links"),
            ("Gọi cho tôi số 0912 345 678 nhé", "personal"),
            ("Số căn cước 012345678901 của tôi", "personal"),
            ("Ai muốn bán thận thì gọi", "never"),
        ],
    )
    def test_what_a_person_should_see_first_is_marked(self, body: str, flag: str) -> None:
        comment = send(body=body)
        assert (comment.state, comment.is_flagged) == (State.HELD, True)
        assert flag in comment.flags

    def test_a_number_of_a_document_is_nobodys_telephone(self) -> None:
        assert send(body="Theo Nghị định 152/2025/NĐ-CP ngày 01/07/2025 thì đúng.").flags == []

    def test_the_same_text_again_is_linked_for_a_day(self) -> None:
        page = make_bulletin()
        first, second = send(page), send(page, body=BODY.upper())
        assert (second.duplicate_of, second.flags) == (first, ["duplicate"])
        Comment.objects.update(created=timezone.now() - timedelta(hours=25))
        assert send(page).duplicate_of is None

    def test_signs_of_strangers_are_no_duplicates(self) -> None:
        page = make_bulletin()
        assert [send(page, body=body).flags for body in ("👍👍", "!!!", "👍👍")] == [[], [], ["duplicate"]]

    def test_over_the_limit_it_waits_behind_the_others_and_is_kept(self) -> None:
        page = make_bulletin()
        sent = [send(page, body=f"Ý kiến số {number}") for number in range(PER_NETWORK[0].most + 1)]
        assert [one.priority for one in sent] == [0, 0, 0, -10]
        assert (sent[-1].flags, sent[-1].is_flagged, sent[-1].state) == (["over_limit"], False, State.HELD)
        assert send(page, net_hash="b" * 64, body="Mạng khác").priority == 0

    def test_over_the_ceiling_nothing_more_is_stored(self) -> None:
        page = make_bulletin()
        for number in range(CEILING.most):
            send(page, body=f"Ý kiến số {number}")
        with pytest.raises(TooMany):
            send(page)
        assert Comment.objects.count() == CEILING.most

    def test_a_held_network_waits_and_a_trapped_robot_too(self) -> None:
        page = make_bulletin()
        Sanction.objects.create(net_hash="c" * 64, until=timezone.now() + timedelta(days=1), reason="Quảng cáo")
        assert send(page, net_hash="c" * 64).flags == ["sanction"]
        assert send(page, body="Rất hay.", trapped=True, ua_class="bot").flags == ["trap", "robot"]

    def test_sending_twice_is_one_comment(self) -> None:
        page = make_bulletin()
        assert send(page, submit_key="1" * 32) == send(page, submit_key="1" * 32)
        assert Comment.objects.count() == 1


@pytest.mark.django_db
def test_the_list_is_loaded_once_and_what_staff_did_stays() -> None:
    count = WordRule.objects.count()
    assert count > 50
    WordRule.objects.filter(text="khốn nạn").update(active=False)
    assert load_word_rules() == 0
    assert not matcher().hits("khốn nạn")
    WordRule.objects.filter(text="khốn nạn").delete()
    assert load_word_rules() == 1


@pytest.mark.django_db
def test_measuring_fails_over_the_budget(tmp_path: Path) -> None:
    docs, out = tmp_path / "docs.jsonl", io.StringIO()
    docs.write_text("\n".join(json.dumps({"text": BODY}) for _ in range(300)), encoding="utf-8")
    call_command("measure_intake", docs, stdout=out)
    assert "300 đoạn; giữ vì từ ngữ: 0" in out.getvalue()
    docs.write_text("\n".join(json.dumps({"text": text}) for text in [BODY, NO_ACCENTS]), encoding="utf-8")
    with pytest.raises(CommandError, match="Vượt"):
        call_command("measure_intake", docs, stdout=out)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"a": 1}'])
@pytest.mark.django_db
def test_a_file_that_is_none_is_refused(tmp_path: Path, content: str) -> None:
    docs = tmp_path / "docs.jsonl"
    docs.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError):
        call_command("measure_intake", docs)
    with pytest.raises(CommandError):
        call_command("measure_intake", tmp_path / "khong-co")
