"""Questions counted without personal data, suggested when many asked, forgotten in time."""

import re
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from search.question import parse
from search.questions.counting import DAYS_KEPT, MANY, MOST_AN_HOUR, count, forget_old
from search.questions.keys import key_of, may_be_kept
from search.questions.models import AskedDay, PastQuestion
from search.suggestions.finding import suggestions_for
from tests import factories
from tests.search.naughty import NAUGHTY

URL = "/tim-kiem/da-hoi/"


@pytest.fixture
def article(site):
    factories.make_bulletin("Lịch tiếp công dân")
    call_command("rebuild_index", verbosity=0)


def token(client, question: str) -> str:
    html = client.get("/tim-kiem/", {"q": question}).content.decode()
    found = re.search(r'data-asked="([^"]+)"', html)
    return found[1] if found else ""


def test_a_page_of_results_is_counted_when_its_script_says_so(client, article):
    sent = token(client, "lịch tiếp dân")
    assert not PastQuestion.objects.exists(), "a GET writes nothing"
    response = client.post(URL, {"token": sent})
    assert (response.status_code, response.content) == (204, b"")
    assert not response.cookies
    asked = PastQuestion.objects.get()
    assert (asked.text, asked.key, asked.found, asked.readers) == ("lịch tiếp dân", "lich tiep dan", 1, 1)


def test_a_reader_counts_once_a_day_whatever_he_sends_twice(client, article):
    for question in ("lịch tiếp dân", "LICH TIEP DAN", "lịch tiếp dân"):
        client.post(URL, {"token": token(client, question)})
    assert PastQuestion.objects.get().readers == 1
    client.post(URL, {"token": token(client, "lich tiep dan")}, REMOTE_ADDR="192.0.2.7")
    asked = PastQuestion.objects.get()
    assert asked.readers == 2
    assert asked.text == "lịch tiếp dân", "shown with its accents"
    assert AskedDay.objects.get().readers == 2


def test_what_no_page_of_ours_carried_is_refused(client, article):
    sent = token(client, "lịch tiếp dân")
    for body in ({}, {"token": ""}, {"token": sent[:-1] + "#"}, {"token": "x" * 5000}, {"q": "lich"}):
        assert client.post(URL, body).status_code == 400
    assert client.post(URL, {"token": sent}, headers={"Origin": "https://example.org"}).status_code == 400
    assert client.post(URL, {"token": sent}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 400
    assert client.get(URL).status_code == 405
    for typed in NAUGHTY:
        assert client.post(URL, {"token": typed}).status_code == 400
    assert not PastQuestion.objects.exists()


@pytest.mark.parametrize(
    "typed",
    [
        *[
            "0912 345 678",
            "gọi 0912.345.678",
            "+84 912 345 678",
            "cccd 001099012345",
            "an@example.vn",
            "www.example.vn",
        ],
        *["số nhà 12 ngõ 34 phường 5", "x" * 130, "một hai ba bốn năm sáu bảy tám chín mười " * 2, "🎉", "a"],
    ],
)
def test_what_may_be_somebodys_is_never_kept(client, article, typed):
    assert not may_be_kept(parse(typed))
    assert token(client, typed) == ""


@pytest.mark.parametrize("typed", ["1526/QĐ-TTg", "chỉ thị 34-CT/TW ngày 07/04/2014", "bằng khen 2025 2026", "thi đua"])
def test_numbers_of_documents_dates_and_years_are_kept(typed):
    assert may_be_kept(parse(typed))


def ask(question: str, readers: int, found: int = 3) -> PastQuestion:
    """Have so many readers ask, today and, already, yesterday."""
    for n in range(readers):
        count(parse(question), found, f"reader {n} of {question}")
    asked = PastQuestion.objects.get(key=key_of(question))
    asked.first_asked -= timedelta(days=1)
    asked.save()
    return asked


@pytest.mark.django_db
def test_only_questions_of_many_with_results_are_suggested():
    ask("lich tiep dan", MANY)
    ask("mức thưởng", MANY - 1)
    ask("khong co gi", MANY, found=0)
    assert [one.title for one in suggestions_for("lich")] == ["lich tiep dan"]
    assert suggestions_for("muc thuong") == []
    assert suggestions_for("khong co") == []


@pytest.mark.django_db
def test_a_suggested_question_leads_to_its_answers(client):
    ask("lịch tiếp dân", MANY)
    [row] = client.get("/tim-kiem/goi-y/", {"q": "lich t"}).json()["suggestions"]
    assert row["url"] == "/tim-kiem/?q=l%E1%BB%8Bch+ti%E1%BA%BFp+d%C3%A2n"


@pytest.mark.django_db
def test_a_question_that_many_ask_on_one_day_alone_is_not_suggested():
    for n in range(MANY * 2):
        count(parse("lich tiep dan"), 3, f"reader {n}")
    assert suggestions_for("lich tiep") == []


@pytest.mark.django_db
def test_one_reader_cannot_fill_the_table():
    kept = [count(parse(f"câu hỏi số {n}"), 0, "the same") for n in range(MOST_AN_HOUR + 10)]
    assert sum(kept) == MOST_AN_HOUR
    assert PastQuestion.objects.count() == MOST_AN_HOUR


@pytest.mark.django_db
def test_half_a_year_later_it_is_forgotten_but_what_staff_hid_stays_hidden():
    ask("lich tiep dan", MANY)
    hidden = ask("mức thưởng", MANY)
    hidden.is_hidden = True
    hidden.save()
    today = timezone.localdate()
    assert forget_old(today + timedelta(days=DAYS_KEPT)) == 0
    assert forget_old(today + timedelta(days=DAYS_KEPT + 1)) == 1
    assert [one.text for one in PastQuestion.objects.all()] == ["mức thưởng"]
    assert not AskedDay.objects.exists()
    assert suggestions_for("lich tiep") == suggestions_for("muc thu") == []


@pytest.mark.django_db
def test_older_days_no_longer_count():
    asked = ask("lich tiep dan", 3)
    AskedDay.objects.create(question=asked, day=date(2020, 1, 1), readers=7)
    asked.readers += 7
    asked.save()
    call_command("forget_questions")
    asked.refresh_from_db()
    assert asked.readers == 3
