"""Letters about answers: one for each, to who confirmed it, and stopped at any time."""

from __future__ import annotations

import html
import json
import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from news.comments import following
from news.comments.models import Badge, Comment, Follow, Reason, State, ThreadPolicy
from news.comments.office import answer as office_answer
from news.comments.shown import PER_PAGE
from news.comments.states import decide
from news.comments.undoing import undo
from news.comments.writer import erase, withdraw
from portal.intake.receipts import token_for
from portal.mail.models import Letter
from tests.comments.factories import MAIL, NAME, answered, follow_path, followed, past, publish, send
from tests.comments.test_public import address, filled, open_page, text_of
from tests.mail.server import Post

pytestmark = pytest.mark.django_db
ONE_CLICK = "List-Unsubscribe=One-Click"
FORM = "application/x-www-form-urlencoded"


def stop_address(letter: Any) -> str:
    """The path a mail program posts to."""
    url = re.fullmatch(r"<(.+)>", letter.extra_headers["List-Unsubscribe"])[1]
    assert url.startswith(settings.SITE_URL)
    return urlsplit(url).path


class TestTelling:
    """One letter for each answer."""

    def test_nothing_is_told_before_it_is_confirmed_and_what_came_meanwhile_is_told_then(
        self, person: Any, deliver: Any
    ) -> None:
        comment = followed(person, confirmed=False)
        answered(comment, person)
        assert deliver() == []
        following.confirm(comment.follow)
        assert len(deliver()) == 1

    def test_an_answer_is_told_once_with_who_where_and_how_to_stop(self, person: Any, deliver: Any) -> None:
        comment = followed(person)
        first = answered(comment, person, 'Tôi "cũng" nghĩ <như bác> & mọi người.', name="Lò Văn Tám")
        (letter,) = deliver(2)
        assert letter.to == [MAIL]
        assert letter.subject == "Lò Văn Tám trả lời ý kiến của bạn"
        assert '“Tôi "cũng" nghĩ <như bác> & mọi người.”' in letter.body
        assert comment.page.title in letter.body
        assert f"{settings.SITE_URL}{comment.page.url}#{first.anchor}\n" in letter.body
        assert letter.extra_headers["List-Unsubscribe-Post"] == ONE_CLICK
        assert stop_address(letter) in letter.body
        answered(comment, person, "Câu trả lời thứ hai.", name="Lý Thị Bảy")
        assert [one.subject for one in deliver(2)] == ["Lý Thị Bảy trả lời ý kiến của bạn"]

    def test_it_is_never_told_twice_not_even_when_the_letters_are_forgotten(self, person: Any, deliver: Any) -> None:
        answer = answered(followed(person), person)
        assert len(deliver()) == 1
        Letter.objects.all().delete()
        decide(answer, State.HIDDEN, actor=person, reason=Reason.OFF_TOPIC)
        publish(answer, person)
        assert deliver() == []

    def test_during_the_time_for_undoing_nothing_is_told(self, person: Any, deliver: Any) -> None:
        comment = followed(person)
        answer = publish(send(comment.page, parent=comment, body="Đăng nhầm mất rồi."), person, seen=False)
        assert deliver() == []
        undo(answer, actor=person)
        Comment.objects.filter(pk=answer.pk).update(public_from=timezone.now() - timedelta(minutes=1))
        assert deliver() == []
        answer.refresh_from_db()
        publish(answer, person)
        assert len(deliver()) == 1

    def test_hidden_answers_and_hidden_comments_are_not_told(self, person: Any, deliver: Any) -> None:
        comment = followed(person)
        decide(answered(comment, person), State.HIDDEN, actor=person, reason=Reason.OFF_TOPIC)
        assert deliver() == []
        answered(comment, person, "Câu trả lời còn đó.")
        comment.refresh_from_db()
        decide(comment, State.HIDDEN, actor=person, reason=Reason.OFF_TOPIC)
        Comment.objects.update(outcome_due=None)
        assert deliver() == []
        comment.refresh_from_db()
        publish(comment, person)
        Comment.objects.update(outcome_due=None)
        assert len(deliver()) == 1

    def test_only_answers_directly_below_are_told(self, person: Any, deliver: Any) -> None:
        page = open_page()
        comment = followed(person, page)
        answer = answered(comment, person)
        deliver()
        answered(answer, person, "Trả lời của câu trả lời.")
        publish(send(page, body="Ý kiến riêng, không trả lời ai."), person)
        assert deliver() == []

    def test_the_office_is_named_with_its_badge(self, person: Any, deliver: Any) -> None:
        comment = followed(person)
        past(
            office_answer(
                page=comment.page, parent=comment, actor=person, badge=Badge.UNIT, name="UBND xã Thử", body="Cảm ơn."
            )
        )
        (letter,) = deliver()
        assert "UBND xã Thử (Đơn vị trả lời) vừa trả lời" in letter.body

    def test_nothing_is_told_of_pages_readers_cannot_open(self, person: Any, deliver: Any) -> None:
        comment = followed(person)
        answered(comment, person)
        comment.page.specific.unpublish()
        assert deliver() == []
        other = followed(person, body="Ý kiến ở bài khác.")
        answered(other, person, "Trả lời ở bài khác.")
        ThreadPolicy.objects.create(page=other.page, mode=ThreadPolicy.Mode.CLOSED)
        assert deliver() == []

    def test_beyond_one_page_the_link_leads_to_the_page_it_stands_on(
        self, client: Client, person: Any, deliver: Any
    ) -> None:
        page = open_page()
        for number in range(PER_PAGE):
            publish(send(page, body=f"Ý kiến thứ {number}.", net_hash=f"{number:064}"), person)
        answer = answered(followed(person, page, body="Ý kiến sau cùng."), person)
        (letter,) = deliver()
        url = urlsplit(re.search(r"https?://\S+#\S+", letter.body)[0])
        assert url.query == "thu-tu=cu&y-kien=2"
        assert f'id="{url.fragment}"' in client.get(f"{url.path}?{url.query}").content.decode()
        assert url.fragment == answer.anchor

    def test_an_address_that_cannot_be_opened_fails_nobody(self, person: Any, deliver: Any) -> None:
        answered(followed(person), person)
        Follow.objects.update(email_sealed="hong")
        other = followed(person, body="Ý kiến của người khác.")
        answered(other, person, "Trả lời người khác.")
        assert len(deliver(2)) == 1

    def test_the_number_of_queries_does_not_grow_with_who_follows(
        self, person: Any, django_assert_max_num_queries: Any
    ) -> None:
        page = open_page()
        for number in range(4):
            followed(person, page, body=f"Ý kiến thứ {number}.", net_hash=f"{number:064}")
        following.tell_due()
        with django_assert_max_num_queries(2):
            assert following.tell_due() == 0


class TestStopping:
    """Stopping by mail program, by link, by receipt; by erasing and withdrawing."""

    def test_a_mail_program_stops_it_with_one_post(self, person: Any, deliver: Any) -> None:
        comment = followed(person)
        answered(comment, person)
        path = stop_address(deliver()[0])
        program = Client(enforce_csrf_checks=True)
        response = program.post(path, ONE_CLICK, content_type=FORM)
        assert response.status_code == 200
        assert not response.cookies
        assert not Follow.objects.exists()
        assert program.post(path, ONE_CLICK, content_type=FORM).status_code == 200, "once more is no mistake"
        answered(comment, person, "Trả lời sau khi đã ngừng.")
        assert deliver() == []

    def test_the_link_asks_with_a_button(self, client: Client, person: Any) -> None:
        path = follow_path(followed(person), "comment_unfollow")
        shown = text_of(client.get(path))
        assert "Ngừng nhận thư</button>" in shown
        assert Follow.objects.exists()
        assert client.post(path, {"viec": "dung"}, headers={"origin": "https://xau.example"}).status_code == 403
        assert Follow.objects.exists()

    @pytest.mark.parametrize("act", [erase, withdraw])
    def test_erasing_and_withdrawing_end_it_with_the_letters_that_wait(
        self, act: Any, person: Any, deliver: Any
    ) -> None:
        comment = followed(person)
        answered(comment, person)
        # Not committed as far as the task is concerned: both letters wait.
        following.tell_due()
        assert Letter.objects.filter(key__startswith=following.letters_about(comment.pk)).count() == 2
        act(comment)
        assert not Follow.objects.exists()
        assert not Letter.objects.filter(key__startswith=following.letters_about(comment.pk)).exists()
        assert deliver() == []

    def test_an_answer_that_is_taken_down_is_not_sent_either(self, person: Any) -> None:
        comment = followed(person)
        gone, stays = answered(comment, person), answered(comment, person, "Câu trả lời còn đó.")
        following.tell_due()
        assert Letter.objects.filter(template="comments/reply").count() == 2
        erase(gone)
        letters = Letter.objects.filter(template="comments/reply")
        assert [letter.key.split(":")[-2] for letter in letters] == [str(stays.pk)]
        comment.refresh_from_db()
        decide(comment, State.HIDDEN, actor=person, reason=Reason.OFF_TOPIC)
        assert not letters.all().exists()

    def test_the_receipt_says_so_and_stops_it(self, client: Client, person: Any) -> None:
        comment = followed(person, confirmed=False)
        receipt = reverse("comment_receipt", args=[token_for(comment.submit_key)])
        assert "Chờ xác nhận" in text_of(client.get(receipt))
        following.confirm(comment.follow)
        assert "Đang nhận" in text_of(client.get(receipt))
        shown = text_of(client.post(receipt, {"viec": "ngung-thu"}, follow=True))
        assert "Đã ngừng" in shown
        assert "Đang nhận" not in shown
        assert not Follow.objects.exists()

    def test_the_writer_takes_it_away_with_his_data(self, client: Client, person: Any) -> None:
        comment = followed(person)
        answer = answered(comment, person)
        following.tell_due()
        export = reverse("comment_export", args=[token_for(comment.submit_key)])
        kept = json.loads(client.get(export).content)["follow"]
        assert (kept["email"], kept["told"]) == (MAIL, [answer.reference])
        assert kept["asked"]
        assert kept["confirmed"]
        following.stop(comment.pk)
        assert json.loads(client.get(export).content)["follow"] is None


def test_from_form_to_letter_and_out_again_through_a_mail_server(
    client: Client,
    person: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    page, post = open_page(), Post()
    with post.settings(), post.open(), django_capture_on_commit_callbacks(execute=True):
        client.post(address(page), filled(follow="on", email=MAIL))
    asking = post.letters[0]
    link = re.search(r"http\S+/theo-doi/\S+/", asking.get_content())[0]
    client.post(urlsplit(link).path, {"viec": "xac-nhan"})
    comment = publish(Comment.objects.get(), person)
    Comment.objects.update(outcome_due=None)
    publish(send(page, parent=comment, body="Xin chúc mừng chị Hường, mẹ của “ba” lớp."), person)
    for _ in range(2):
        with post.settings(), post.open(), django_capture_on_commit_callbacks(execute=True):
            call_command("run_scheduler", "--once")
    assert post.recipients == [MAIL, MAIL]
    letter = post.letters[1]
    assert letter["Subject"].strip() == f"{NAME} trả lời ý kiến của bạn"
    assert "Xin chúc mừng chị Hường, mẹ của “ba” lớp." in html.unescape(letter.get_content())
    assert letter["List-Unsubscribe-Post"] == ONE_CLICK
    url = letter["List-Unsubscribe"].replace("\r\n", "").replace(" ", "").strip("<>")
    Client(enforce_csrf_checks=True).post(urlsplit(url).path, ONE_CLICK, content_type=FORM)
    assert not Follow.objects.exists()
