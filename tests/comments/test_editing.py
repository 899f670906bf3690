"""What a moderator may change in a reader's words, and who must agree."""

from __future__ import annotations

import pytest

from news.comments.editing import foreign_words, propose, share_changed, word_diff
from news.comments.models import Reason, State
from news.comments.states import Conflict, NotAllowed, decide
from news.comments.writer import answer_edit
from portal.intake.words import Refused
from tests.comments.factories import BODY, lead, moderator, past, send
from tests.intake.hostile import BROKEN, NAUGHTY, OTHERS

PLAIN = "Toi rat quy chi Huong, chi day chu cho ba con 30 nam roi, ko ai bang"


@pytest.mark.parametrize(
    ("old", "new", "foreign"),
    [
        (PLAIN, "Tôi rất quý chị Hường, chị dạy chữ cho bà con 30 năm rồi, không ai bằng.", []),
        ("khôngđược đâu", "Không được đâu", []),
        ("Bài viêt rất hây", "Bài viết rất hay", []),
        ("Rất hay, đồ tồi.", "Rất hay.", []),
        ("Chị dạy 30 năm", "Chị dạy 300 năm", ["300"]),
        ("Chị dạy 30 năm", "Chị dạy nhiều năm", ["nhiều"]),
        ("Tôi phản đối", "Tôi đồng tình", ["đồng", "tình"]),
        ("Ở xã Đồng Hỷ", "Ở xã Phú Lương", ["Phú", "Lương"]),
        ("Tôi khen", "Tôi khen ngợi lãnh đạo", ["ngợi", "lãnh", "đạo"]),
        ("Số 0912345678 của tôi", "Số […] của tôi", []),
    ],
)
def test_only_the_readers_own_words_may_stand_in_an_edit(old: str, new: str, foreign: list[str]) -> None:
    assert foreign_words(old, new) == foreign


def test_accents_put_where_none_were_change_nothing() -> None:
    assert share_changed("Toi rat vui", "Tôi rất vui.") == 0
    assert share_changed("Toi rat quý", "Tôi rất quỳ") == pytest.approx(1 / 3)
    assert share_changed("Tôi rất vui", "Tôi rất vùi") == pytest.approx(1 / 3)
    assert share_changed("một hai ba bốn năm", "một hai ba") == pytest.approx(2 / 5)
    assert share_changed("…", "!") == 0


def test_a_comparison_holds_both_texts() -> None:
    old, new = "Bài viêt  rất\nhay lắm", "Bài viết rất\nhay"
    pieces = word_diff(old, new)
    assert "".join(one.text for one in pieces if one.kind != "new") == old
    assert "".join(one.text for one in pieces if one.kind != "gone") == new


@pytest.mark.django_db
class TestProposing:
    """An edit stands beside the original and is published by a decision."""

    def test_the_readers_words_stay(self) -> None:
        comment, person = send(body=PLAIN), moderator()
        edit = propose(comment, actor=person, body="Tôi rất quý chị Hường, ko ai bằng", reason=Reason.SPELLING)
        assert (comment.current_body, comment.proposed, comment.version) == (PLAIN, edit, 2)
        assert [one.body for one in comment.revisions.all()] == [PLAIN, "Tôi rất quý chị Hường, ko ai bằng"]

    def test_a_small_edit_is_published_by_who_made_it(self) -> None:
        comment, person = send(body=PLAIN), moderator()
        propose(comment, actor=person, body=PLAIN.replace("ko", "không"), reason=Reason.SPELLING)
        decide(comment, State.PUBLISHED_EDITED, actor=person, reason=Reason.SPELLING)
        assert (comment.is_edited, comment.current_body) == (True, PLAIN.replace("ko", "không"))
        past(comment)
        decide(comment, State.PUBLISHED, actor=person, reason=Reason.FIT)
        assert comment.current_body == PLAIN

    def test_a_large_edit_needs_a_second_person_who_leads(self) -> None:
        comment, person, other = send(body=PLAIN), moderator(), moderator("kiem-duyet-2")
        edit = propose(comment, actor=person, body="Toi rat quy chi Huong", reason=Reason.OFF_TOPIC)
        assert edit.share > 0.2
        for who in (person, other):
            with pytest.raises(NotAllowed, match="Trưởng ban"):
                decide(comment, State.PUBLISHED_EDITED, actor=who, reason=Reason.OFF_TOPIC)
        decide(comment, State.PUBLISHED_EDITED, actor=lead(), reason=Reason.OFF_TOPIC)

    def test_a_lead_does_not_approve_his_own_large_edit(self) -> None:
        comment, person = send(body=PLAIN), lead()
        propose(comment, actor=person, body="Toi rat quy chi Huong", reason=Reason.OFF_TOPIC)
        with pytest.raises(NotAllowed, match="Trưởng ban khác"):
            decide(comment, State.PUBLISHED_EDITED, actor=person, reason=Reason.OFF_TOPIC)

    def test_the_writers_consent_will_do(self) -> None:
        comment, person = send(body=PLAIN), moderator()
        edit = propose(comment, actor=person, body="Toi rat quy chi Huong", reason=Reason.OFF_TOPIC)
        answer_edit(comment, agrees=True, wording=edit.n)
        decide(comment, State.PUBLISHED_EDITED, actor=person, reason=Reason.OFF_TOPIC)
        assert comment.state == State.PUBLISHED_EDITED

    def test_words_of_the_moderators_own_are_refused(self) -> None:
        with pytest.raises(NotAllowed, match="“tuyệt”"):
            propose(send(), actor=moderator(), body=f"{BODY} Tuyệt!".replace("Tuyệt", "tuyệt"), reason=Reason.SPELLING)

    def test_an_edit_of_what_somebody_changed_meanwhile_is_refused(self) -> None:
        comment = send(body=PLAIN)
        decide(comment, State.REJECTED, actor=lead(), reason=Reason.OFF_TOPIC)
        with pytest.raises(Conflict):
            propose(comment, actor=moderator(), body="Toi rat quy", reason=Reason.SPELLING, version=1)

    def test_the_same_words_are_no_edit(self) -> None:
        with pytest.raises(NotAllowed, match="giống hệt"):
            propose(send(), actor=moderator(), body=f" {BODY} ", reason=Reason.SPELLING)

    def test_hostile_text_is_refused_in_words(self) -> None:
        comment, person = send(body="Rất bổ ích."), moderator()
        for raw in [*NAUGHTY, *OTHERS, *BROKEN]:
            with pytest.raises((Refused, NotAllowed)) as refusal:
                propose(comment, actor=person, body=raw, reason=Reason.SPELLING)
            assert str(refusal.value)
        assert comment.proposed is None
