"""What a moderator may change in a reader's words, and who must agree."""

from __future__ import annotations

import re

import pytest

from news.comments.editing import propose, share_changed, word_diff
from news.comments.fidelity import figures, foreign_words, turns_stance
from news.comments.models import Reason, State
from news.comments.states import LARGE_EDIT, Conflict, NotAllowed, decide
from news.comments.writer import answer_edit
from portal.intake.words import Refused
from tests.comments.factories import BODY, lead, moderator, past, send
from tests.intake.hostile import BROKEN, NAUGHTY, OTHERS

PLAIN = "Toi rat quy chi Huong, chi day chu cho ba con 30 nam roi, ko ai bang"
MENDED = "Tôi rất quý chị Hường, chị dạy 30 năm rồi, ko ai bằng"
SHORTER = "Toi rat quy chi Huong, chi day 30 nam"


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
        ("Đồng Hỷ tốt hơn Phú Lương", "Phú Lương tốt hơn Đồng Hỷ", ["Phú", "Lương", "tốt", "hơn"]),
        ("Năm 2023 có 50 hộ, 2024 có 70 hộ", "Năm 2023 có 70 hộ, 2024 có 50 hộ", ["70", "50"]),
        ("Rất hay", "Rất rất hay", ["Rất"]),
        ("Tôi khen A, chê B", "Tôi chê A, khen B", ["chê", "A"]),
        ("c d z a x c y d", "a c d", []),
        ("ko vui", "ko không vui", ["không"]),
        ("mn oi, ntn", "Mọi người ơi, như thế nào", []),
        ("Bán 30kg chè", "Bán 30 kg chè", []),
    ],
)
def test_only_the_readers_own_words_may_stand_in_an_edit(old: str, new: str, foreign: list[str]) -> None:
    assert foreign_words(old, new) == foreign


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Từ 1.500 lên 2.000 hộ (50 %), 3,2 km", ["1.500", "2.000", "50%", "3,2"]),
        ("Ngày 01/07/2025, lúc 7:30, -5 độ.", ["01/07/2025", "7:30", "-5"]),
        ("30kg, 2o24", ["30", "2", "24"]),
        ("Không có số nào", []),
    ],
)
def test_figures_are_read_whole(text: str, found: list[str]) -> None:
    assert figures(text) == found


def test_figures_that_are_somebodys_data_are_told_apart() -> None:
    text = "Gọi 0912 345 678, thư lan1985@vi-du.vn, căn cước 012345678901, chè 30 kg"
    assert figures(text, personal=False) == ["30"]


@pytest.mark.parametrize(
    ("old", "new", "turned"),
    [
        ("Tôi không đồng ý với bài này", "Tôi đồng ý với bài này", True),
        ("Tôi chưa tin, rất hay", "Tôi tin, rất hay", True),
        ("Việc này đúng lắm", "Việc này đừng lắm", True),
        ("Việc chưa xong đâu", "Việc chứa xong đâu", True),
        ("Tôi ko tin đâu nhé", "Tôi không tin đâu nhé", False),
        ("Tôi khôngđược vui lắm", "Tôi không được vui lắm", False),
        ("Không, tôi rất vui lòng", "không, tôi vui lòng", False),
        ("toi khong dong y dau", "toi dong y dau", True),
        ("viec nay dung lam", "Việc này đúng lắm", False),
        ("viec nay chua xong", "Việc này chưa xong", False),
        ("cho toi hoi cha toi", "Cho tôi hỏi chả tôi", False),
    ],
)
def test_leaving_a_negation_out_or_putting_one_in_turns_what_is_said(old: str, new: str, turned: bool) -> None:
    assert turns_stance(old, new) is turned


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
        edit = propose(comment, actor=person, body=MENDED, reason=Reason.SPELLING)
        assert (comment.current_body, comment.proposed, comment.version) == (PLAIN, edit, 2)
        assert [one.body for one in comment.revisions.all()] == [PLAIN, MENDED]

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
        edit = propose(comment, actor=person, body=SHORTER, reason=Reason.OFF_TOPIC)
        assert edit.share > 0.2
        for who in (person, other):
            with pytest.raises(NotAllowed, match="Trưởng ban"):
                decide(comment, State.PUBLISHED_EDITED, actor=who, reason=Reason.OFF_TOPIC)
        decide(comment, State.PUBLISHED_EDITED, actor=lead(), reason=Reason.OFF_TOPIC)

    def test_a_lead_does_not_approve_his_own_large_edit(self) -> None:
        comment, person = send(body=PLAIN), lead()
        propose(comment, actor=person, body=SHORTER, reason=Reason.OFF_TOPIC)
        with pytest.raises(NotAllowed, match="Trưởng ban khác"):
            decide(comment, State.PUBLISHED_EDITED, actor=person, reason=Reason.OFF_TOPIC)

    def test_the_writers_consent_will_do(self) -> None:
        comment, person = send(body=PLAIN), moderator()
        edit = propose(comment, actor=person, body=SHORTER, reason=Reason.OFF_TOPIC)
        answer_edit(comment, agrees=True, wording=edit.n)
        decide(comment, State.PUBLISHED_EDITED, actor=person, reason=Reason.OFF_TOPIC)
        assert comment.state == State.PUBLISHED_EDITED

    def test_words_of_the_moderators_own_are_refused(self) -> None:
        with pytest.raises(NotAllowed, match="“tuyệt”"):
            propose(send(), actor=moderator(), body=f"{BODY} Tuyệt!".replace("Tuyệt", "tuyệt"), reason=Reason.SPELLING)

    @pytest.mark.parametrize(
        ("old", "new", "says"),
        [
            ("Năm 2023 có 50 hộ nghèo, 2024 còn 70.", "Năm 2023 có 70 hộ nghèo, 2024 còn 50.", "2023, 50, 2024, 70"),
            ("Chị dạy 30 năm ở bản.", "Chị dạy năm ở bản.", "bản sửa ghi: –"),
            ("Chị dạy 30 năm ở bản.", "Chị dạy 300 năm ở bản.", "300"),
            ("Xã có 1.500 hộ.", "Xã có 15 00 hộ.", "1.500"),
            ("Giảm 50 % số hộ.", "Giảm 50 số hộ.", "50%"),
            ("Đồng Hỷ hơn Phú Lương.", "Phú Lương hơn Đồng Hỷ.", "chuyển chỗ từ của người viết: “Phú”"),
            ("Rất hay.", "Rất rất hay.", "Không lặp thêm"),
        ],
    )
    def test_figures_and_the_order_of_words_are_the_readers(self, old: str, new: str, says: str) -> None:
        comment = send(body=old)
        with pytest.raises(NotAllowed, match=re.escape(says)):
            propose(comment, actor=moderator(), body=new, reason=Reason.SPELLING)
        assert comment.proposed is None

    def test_a_telephone_number_may_always_go(self) -> None:
        comment, person = send(body=f"{BODY} Gọi tôi số 0912 345 678 lúc 7:30 nhé."), moderator()
        edit = propose(comment, actor=person, body=f"{BODY} Gọi tôi số […] lúc 7:30 nhé.", reason=Reason.SPELLING)
        assert not edit.delicate

    def test_other_figures_go_as_personal_data_alone_and_a_second_person_agrees(self) -> None:
        comment, person = send(body=f"{BODY} Tôi ở số 12 xóm 3 nhé, xóm có 40 nhà."), moderator()
        shorter = f"{BODY} Tôi ở xóm nhé, xóm có 40 nhà."
        with pytest.raises(NotAllowed, match="dữ liệu cá nhân"):
            propose(comment, actor=person, body=shorter, reason=Reason.OFF_TOPIC)
        assert propose(comment, actor=person, body=shorter, reason=Reason.PERSONAL).share < LARGE_EDIT
        with pytest.raises(NotAllowed, match="con số: cần Trưởng ban khác"):
            decide(comment, State.PUBLISHED_EDITED, actor=person, reason=Reason.PERSONAL)
        decide(comment, State.PUBLISHED_EDITED, actor=lead(), reason=Reason.PERSONAL)

    def test_a_negation_goes_with_the_writers_consent_alone_however_small_the_edit(self) -> None:
        comment, person = send(body=f"{BODY} Tôi không thấy bài này có gì sai."), moderator()
        edit = propose(comment, actor=person, body=f"{BODY} Tôi thấy bài này có gì sai.", reason=Reason.LANGUAGE)
        assert edit.share < LARGE_EDIT
        with pytest.raises(NotAllowed, match="từ phủ định"):
            decide(comment, State.PUBLISHED_EDITED, actor=person, reason=Reason.LANGUAGE)
        answer_edit(comment, agrees=True, wording=edit.n)
        decide(comment, State.PUBLISHED_EDITED, actor=person, reason=Reason.LANGUAGE)

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
