"""Mail about answers: asked for with a tick, confirmed from a letter, forgotten in time."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from cryptography.fernet import Fernet
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from news.comments import following
from news.comments.models import Comment, Follow, Reason, State
from news.comments.states import decide
from portal.intake.forgetting import forget_all
from portal.intake.sealing import unseal
from portal.mail.models import Letter
from tests.comments.factories import BODY, MAIL, NAME, answered, follow_path, followed, publish, send
from tests.comments.test_public import address, filled, open_page, text_of
from tests.intake.hostile import BROKEN, NAUGHTY, OTHERS

pytestmark = pytest.mark.django_db
ONE_CLICK = "List-Unsubscribe=One-Click"
FORM = "application/x-www-form-urlencoded"


class TestAsking:
    """The tick in the form and the letter that asks for confirmation."""

    def test_the_tick_has_a_label_and_an_explanation(self, client: Client) -> None:
        form = text_of(client.get(address(open_page())))
        assert '<label class="choice" for="id_follow">' in form
        assert "Báo cho tôi qua thư khi có người trả lời" in form
        assert 'aria-describedby="id_follow_helptext"' in form
        assert 'id="id_follow_helptext"' in form

    def test_ticked_without_an_address_it_asks_for_one_and_nothing_typed_is_lost(self, client: Client) -> None:
        page = open_page()
        response = client.post(address(page), filled(follow="on"))
        shown = text_of(response)
        assert response.status_code == 422
        assert "xin điền địa chỉ thư" in shown
        assert BODY in shown
        assert f'value="{NAME}"' in shown
        assert re.search(r'<input type="checkbox" name="follow"[^>]* checked', shown)
        assert not Comment.objects.exists()
        wrong = text_of(client.post(address(page), filled(follow="on", email="sai")))
        assert "Địa chỉ thư chưa đúng" in wrong
        assert "xin điền địa chỉ thư" not in wrong

    def test_sent_twice_it_asks_the_address_once(self, client: Client, django_capture_on_commit_callbacks: Any) -> None:
        page, data = open_page(), filled(follow="on", email=MAIL)
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(address(page), data).url == client.post(address(page), data).url
        follow = Follow.objects.get()
        assert MAIL not in follow.email_sealed
        assert unseal(follow.email_sealed) == MAIL
        assert not follow.is_on
        (letter,) = mail.outbox
        assert letter.to == [MAIL]
        assert settings.SITE_URL + follow_path(follow.comment) in letter.body
        assert page.title in letter.body
        # To whom the address belongs is not known yet: nobody's words are carried there.
        assert BODY not in letter.body + letter.subject
        assert NAME not in letter.body + letter.subject

    def test_without_the_tick_nothing_is_asked(self, client: Client) -> None:
        client.post(address(open_page()), filled(email=MAIL))
        assert Comment.objects.exists()
        assert not Follow.objects.exists()
        assert not Letter.objects.exists()

    def test_what_nobody_can_answer_cannot_be_followed(self, client: Client, person: Any) -> None:
        page = open_page()
        second = answered(publish(send(page), person), person)
        form = f"{address(page)}?tra-loi={second.public_id}"
        assert 'name="follow"' not in text_of(client.get(form))
        client.post(form, filled(follow="on", email=MAIL, body="Sâu nhất rồi đấy nhé."))
        assert Comment.objects.latest("pk").depth == 3
        assert not Follow.objects.exists()

    def test_an_address_is_not_asked_without_end(self) -> None:
        page = open_page()
        for number in range(following.PER_ADDRESS.most + 2):
            send(page, body=f"Ý kiến thứ {number}.", email=MAIL.upper() if number % 2 else MAIL, follow=True)
        assert Comment.objects.count() == following.PER_ADDRESS.most + 2
        assert Follow.objects.count() == Letter.objects.count() == following.PER_ADDRESS.most


class TestConfirming:
    """The page the letter leads to."""

    def test_looking_writes_nothing_and_the_button_confirms(self, client: Client, person: Any) -> None:
        comment = followed(person, confirmed=False)
        path = follow_path(comment)
        for look in (client.get, client.head):
            response = look(path)
            assert response.status_code == 200
        shown = text_of(client.get(path))
        assert "Chờ bạn xác nhận" in shown
        assert BODY not in shown
        assert not Follow.objects.get().is_on
        response = client.post(path, {"viec": "xac-nhan"})
        assert (response.status_code, response.url) == (302, path)
        assert "Đang nhận" in text_of(client.get(path))
        since = Follow.objects.get().confirmed_at
        client.post(path, {"viec": "xac-nhan"})
        assert Follow.objects.get().confirmed_at == since

    def test_the_page_is_private(self, client: Client, person: Any) -> None:
        response = client.get(follow_path(followed(person)))
        assert "no-store" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "no-referrer"
        assert "noindex" in response["X-Robots-Tag"]
        assert not response.cookies

    def test_it_stops_there_too_and_pressing_twice_is_no_mistake(self, client: Client, person: Any) -> None:
        path = follow_path(followed(person))
        for _ in range(2):
            assert "Đã ngừng" in text_of(client.post(path, {"viec": "dung"}))
        assert not Follow.objects.exists()
        response = client.get(path)
        assert response.status_code == 404
        assert "không dùng được nữa" in text_of(response)
        assert client.post(path, {"viec": "xac-nhan"}).status_code == 404

    def test_an_unknown_wish_changes_nothing(self, client: Client, person: Any) -> None:
        path = follow_path(followed(person, confirmed=False))
        for raw in ("", "xoa", *NAUGHTY[::40], *OTHERS):
            response = client.post(path, {"viec": raw})
            assert response.status_code in (200, 400), ascii(raw[:40])
        assert not Follow.objects.get().is_on

    def test_tampered_and_hostile_tokens_are_answered_politely(self, client: Client, person: Any) -> None:
        good = following.token_of(followed(person).follow)
        other = f"{int(good.split('.')[0]) + 1}.{good.split('.')[1]}"
        for token in (other, good[:-1], f"{good}x", good.swapcase(), "1", ".", "1:2", good.replace(".", ":")):
            for name in ("comment_follow", "comment_unfollow"):
                for send_it in (client.get, client.post):
                    response = send_it(reverse(name, args=[token]))
                    assert response.status_code == 404, (token, name)
                    assert "không dùng được nữa" in text_of(response)
        for raw in [*NAUGHTY[::20], *OTHERS]:
            path = f"/y-kien/theo-doi/{quote(raw[:2000], safe='')}/"
            assert client.get(path).status_code in (301, 400, 404), ascii(raw[:40])
            assert client.post(f"{path}dung/", ONE_CLICK, content_type=FORM).status_code in (400, 404), ascii(raw[:40])
        assert [following.read(raw) for raw in (*BROKEN, *OTHERS, "")] == [None] * (len(BROKEN) + len(OTHERS) + 1)
        assert Follow.objects.get().is_on

    def test_a_token_of_another_secret_key_is_none(self, client: Client, person: Any) -> None:
        path = follow_path(followed(person))
        with override_settings(SECRET_KEY="khac" * 20):
            assert client.get(path).status_code == 404


class TestForgetting:
    """How long the address stays."""

    def test_unconfirmed_ones_go_after_seven_days(self, client: Client, person: Any) -> None:
        old, fresh = followed(person, confirmed=False), followed(person, confirmed=False, body="Ý kiến khác.")
        path = follow_path(old)
        Follow.objects.filter(comment=old).update(created=timezone.now() - timedelta(days=7, minutes=1))
        # Over is over, also before the clock comes round.
        assert client.get(path).status_code == 404
        assert client.post(path, {"viec": "xac-nhan"}).status_code == 404
        assert forget_all()["comments: follows"] == 1
        assert [follow.comment for follow in Follow.objects.all()] == [fresh]
        assert not Letter.objects.filter(key__startswith=following.letters_about(old.pk)).exists()

    def test_while_it_is_on_its_address_outlives_that_of_the_comment(self, person: Any, deliver: Any) -> None:
        comment = followed(person)
        long_ago = timezone.now() - timedelta(days=90)
        Comment.objects.update(decided=long_ago)
        Follow.objects.update(created=long_ago, confirmed_at=long_ago)
        forget_all()
        comment.refresh_from_db()
        assert comment.email_sealed == ""
        answered(comment, person)
        assert [letter.to for letter in deliver()] == [[MAIL]]

    def test_it_outlives_a_key_too(self, person: Any, deliver: Any) -> None:
        old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
        with override_settings(FIELD_KEY=old):
            comment = followed(person)
            answered(comment, person)
        said = io.StringIO()
        with override_settings(FIELD_KEY=f"{new},{old}"):
            call_command("reseal_followers", stdout=said)
        assert "lại 1 địa chỉ; không mở được 0" in said.getvalue()
        with override_settings(FIELD_KEY=new):
            assert [letter.to for letter in deliver()] == [[MAIL]]

    def test_where_nothing_will_be_answered_it_goes_thirty_days_after_the_outcome(self, person: Any) -> None:
        refused = send(open_page(), email=MAIL, follow=True)
        following.confirm(refused.follow)
        decide(refused, State.REJECTED, actor=person, reason=Reason.OFF_TOPIC)
        assert forget_all()["comments: follows"] == 0
        Comment.objects.update(decided=timezone.now() - timedelta(days=31))
        assert forget_all()["comments: follows"] == 1

    def test_the_letter_about_the_outcome_tells_how_long(self, person: Any, deliver: Any) -> None:
        for follow in (True, False):
            publish(send(open_page(), email=MAIL, follow=follow, body=f"Theo dõi: {follow}."), person)
        Comment.objects.update(outcome_due=timezone.now())
        first, second = deliver()
        assert "hoặc khi bạn ngừng nhận thư về câu trả lời" in first.body
        assert "hoặc khi bạn ngừng nhận" not in second.body
