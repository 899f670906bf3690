"""What a writer says on his receipt holds for the words the page showed him, and for no others."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from news.comments.appeals import decide_appeal
from news.comments.editing import propose
from news.comments.models import Appeal, Comment, Reason, State
from news.comments.states import NotAllowed, decide
from news.comments.writer import appeal, rewrite
from tests.comments.factories import NAME, lead, send
from tests.comments.test_receipt import do, link, text_of

pytestmark = pytest.mark.django_db
READERS = "Bai viet rat hay, chuc chi Huong khoe."
FIRST = "Bài viết rất hay, chúc chị Hường khỏe."
SECOND = "Bài viết rất hay."
SAID = "Ý kiến của tôi đúng về bài này."


@pytest.fixture
def comment(person: Any) -> Comment:
    """A comment that waits for its writer's consent to an edit."""
    comment = send(body=READERS)
    propose(comment, actor=person, body=FIRST, reason=Reason.SPELLING)
    return comment


def hidden(client: Client, comment: Comment, wish: str) -> dict[str, str]:
    """Return what the form of a button carries unseen, as the page shows it now."""
    form = next(part for part in text_of(client.get(link(comment))).split("<form")[1:] if f'value="{wish}"' in part)
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form.split("</form>")[0]))


@pytest.mark.parametrize("wish", ["dong-y", "nguyen-van"])
def test_consent_and_refusal_hold_for_the_edit_that_was_shown(
    wish: str, comment: Comment, client: Client, person: Any
) -> None:
    opened = hidden(client, comment, wish)
    propose(comment, actor=person, body=SECOND, reason=Reason.OFF_TOPIC)
    version = comment.version
    response = do(client, comment, wish, **opened)
    assert (response.status_code, comment.author_agreed, comment.version) == (409, None, version)
    text = text_of(response)
    assert "Bản biên tập đã đổi từ lúc bạn mở trang" in text
    assert "chuc chi Huong khoe.</del>" in text
    with pytest.raises(NotAllowed, match="Trưởng ban"):
        decide(comment, State.PUBLISHED_EDITED, actor=person, reason=Reason.SPELLING)
    do(client, comment, wish, **hidden(client, comment, wish))
    assert comment.author_agreed is (wish == "dong-y")


@pytest.mark.parametrize("sent", [{}, {"ban": ""}, {"ban": "²"}, {"ban": "-2"}, {"ban": "9" * 40}, {"ban": "1"}])
def test_a_form_that_does_not_say_which_edit_changes_nothing(
    sent: dict[str, str], comment: Comment, client: Client
) -> None:
    response = do(client, comment, "dong-y", **sent)
    assert (response.status_code, comment.author_agreed) == (409, None)
    assert "Bản biên tập đã đổi" in text_of(response)


def test_a_text_written_anew_on_an_old_page_is_shown_again_and_not_stored(client: Client, person: Any) -> None:
    comment = send()
    decide(comment, State.RETURNED, actor=person, reason=Reason.UNVERIFIED, note_public="Xin nói rõ.")
    opened = hidden(client, comment, "viet-lai")
    rewrite(comment, name=NAME, body="Viết lại từ máy khác.")
    for status in (State.HELD, State.RETURNED):
        if status == State.RETURNED:
            decide(comment, State.RETURNED, actor=person, reason=Reason.UNVERIFIED, note_public="Xin nói rõ hơn.")
        response = do(client, comment, "viet-lai", name=NAME, body=SAID, **opened)
        assert (response.status_code, comment.state, comment.current_body) == (409, status, "Viết lại từ máy khác.")
        assert SAID in text_of(response), "what was typed is kept"
    assert "Viết lại từ máy khác." in text_of(response), "and what is there now is shown"
    do(client, comment, "viet-lai", name=NAME, body=SAID, **hidden(client, comment, "viet-lai"))
    assert (comment.state, comment.current_body) == (State.HELD, SAID)


def test_an_appeal_is_against_the_decision_that_was_shown(client: Client, person: Any) -> None:
    comment = send()
    decide(comment, State.REJECTED, actor=person, reason=Reason.OFF_TOPIC)
    opened = hidden(client, comment, "khieu-nai")
    decide(comment, State.SPAM, actor=lead(), reason=Reason.ADVERT)
    response = do(client, comment, "khieu-nai", text=SAID, **opened)
    text = text_of(response)
    assert (response.status_code, Appeal.objects.count()) == (409, 0)
    assert "Quyết định đã đổi từ lúc bạn mở trang" in text
    assert "Quảng cáo" in text
    assert SAID in text
    do(client, comment, "khieu-nai", text=SAID, **hidden(client, comment, "khieu-nai"))
    assert Appeal.objects.get().decision == comment.decisions.last()


def test_an_appeal_that_comes_too_late_is_given_back(client: Client, person: Any) -> None:
    comment = send()
    decide(comment, State.REJECTED, actor=person, reason=Reason.OFF_TOPIC)
    opened = hidden(client, comment, "khieu-nai")
    decide_appeal(appeal(comment, "Xin xem lại."), actor=lead(), granted=True, answer="Chúng tôi đã đăng.")
    response = do(client, comment, "khieu-nai", text=SAID, **opened)
    assert response.status_code == 409
    assert SAID in text_of(response)
