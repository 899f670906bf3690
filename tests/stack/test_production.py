"""The production configuration, started for real: nginx, two application servers, worker, PostgreSQL, Redis."""

from __future__ import annotations

import re
import ssl
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.stack.elastic import Server
from tests.stack.postgres import stopped
from tests.stack.production import HOST, Production, wait_until
from tests.stack.reader import Reader
from tests.tools import needs_tool

pytestmark = pytest.mark.xdist_group("production")

ADDRESS = re.compile(r'href="(/static/css/portal\.[0-9a-f]{12}\.css)"')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
TITLE = "Ngày hội đổi mới của các chi hội ở Mường Lát"
ARTICLE = f"""{TITLE}

05/03/2024

Các thôn bản trong xã góp công làm đường, mỗi hộ một ngày mỗi tháng, đến cuối năm đã rải đá xong mười hai cây số.

Ban Chấp hành hội phân công từng ủy viên giúp một chi hội yếu; sau hai năm, cả bốn chi hội đều được xếp loại tốt.
"""
# One deletes a file in a transaction that comes to nothing, one in a transaction that is committed.
TASKS = """
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from wagtail.tasks import delete_file_from_storage_task as delete
storage = ("django.core.files.storage.FileSystemStorage", [], {})
class Stop(Exception): pass
for name in ("con-lai.txt", "bi-xoa.txt"):
    default_storage.save(name, ContentFile(b"x"))
try:
    with transaction.atomic():
        delete.enqueue(storage, "con-lai.txt")
        raise Stop
except Stop:
    pass
with transaction.atomic():
    delete.enqueue(storage, "bi-xoa.txt")
"""


FOUND = "Chuyện trồng"
NOTICE = "lấy từ chỉ mục dự phòng"
SEARCHED = """
from tests.factories import make_bulletin
make_bulletin("Chuyện trồng cây quế Trà My")
"""
TAKEN_DOWN = """
from news.bulletins.models import BulletinPage
BulletinPage.objects.get(title="Chuyện trồng cây quế Trà My").unpublish()
"""


@pytest.fixture
def reader(running: Production) -> Reader:
    """Somebody who has never been here."""
    return running.reader()


def _cached(reader: Reader, path: str, **headers: str) -> str:
    return reader.get(path, headers).headers["X-Cache"]


def test_pages_are_kept_for_everybody(reader: Reader) -> None:
    """The second reader gets the first one's page, compressed or plain as he asks, and no cookie."""
    for encoding in ("gzip", ""):
        wanted = {"Accept-Encoding": encoding} if encoding else {}
        reader.get("/", wanted)
        page = wait_until(lambda wanted=wanted: (page := reader.get("/", wanted)).headers["X-Cache"] == "HIT" and page)
        assert page.status == 200
        assert page.headers["Content-Encoding"] == (encoding or None)
        assert "Gương Sáng" in page.text
        assert page.headers["Cache-Control"] == "public, max-age=2"
        assert page.headers["Strict-Transport-Security"] == "max-age=31536000"
        assert page.headers["X-Content-Type-Options"] == "nosniff"
    # Browsers word it differently; the page kept is the same one.
    assert _cached(reader, "/", **{"Accept-Encoding": "gzip, deflate, br, zstd"}) == "HIT"
    assert not reader.cookies


def test_static_files_are_compressed_beforehand_and_kept_for_ever(running: Production, reader: Reader) -> None:
    """Brotli where the browser knows it, gzip where not, for the hashed name only."""
    address = ADDRESS.search(reader.get("/").text)[1]
    for encoding, ending in (("br", ".br"), ("gzip", ".gz")):
        answer = reader.get(address, {"Accept-Encoding": encoding})
        assert answer.headers["Content-Encoding"] == encoding
        assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.body == (running.var / f"{address.lstrip('/')}{ending}").read_bytes()
    assert reader.get("/static/css/portal.css").headers["Cache-Control"] == "public, max-age=60"


def test_of_uploads_only_cut_pictures_have_an_address(running: Production, reader: Reader) -> None:
    """Documents go through the view that asks who may read them; originals and keys stay inside."""
    picture = reader.get(running.content["cut"])
    assert picture.status == 200
    assert picture.headers["Content-Type"] == "image/webp"
    assert picture.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    document = reader.get(running.content["document"])
    assert document.status == 200
    assert document.body.startswith(b"%PDF")
    stored = running.content["stored"]
    assert (running.var / "media" / stored).exists()
    hidden = (
        f"/media/{stored}",
        f"/media/images/../{stored}",
        f"/media/images/%2e%2e/{stored}",
        f"/static/../media/{stored}",
        running.content["original"],
        "/static/../503.html",
        "/media/",
        "/media/images/",
    )
    assert {address: reader.get(address).status for address in hidden} == dict.fromkeys(hidden, 404)


def test_staff_log_in_through_the_proxy(reader: Reader) -> None:
    """Secure cookies, the form's token and origin hold, and nothing of it is kept for others."""
    form = reader.get("/quan-tri/login/")
    assert form.set_cookies["csrftoken"]["secure"]
    fields = {
        "username": "quan-tri",
        "password": "mat-khau-thu",
        "csrfmiddlewaretoken": TOKEN.search(form.text)[1],
    }
    assert reader.post("/quan-tri/login/", fields, {"Origin": "https://example.org"}).status == 403
    answer = reader.post("/quan-tri/login/", fields)
    assert answer.status == 302, answer.text
    assert answer.headers["Location"] == "/quan-tri/"
    session = answer.set_cookies["sessionid"]
    assert session["secure"]
    assert session["httponly"]
    assert session["samesite"] == "Lax"
    staff = reader.get("/quan-tri/")
    assert staff.status == 200
    assert "private" in staff.headers["Cache-Control"]
    # Staff see every page fresh, and leave nothing of theirs behind.
    assert _cached(reader, "/tin-tuc/?nhan-vien") == "BYPASS"
    assert "Cache-Control" not in reader.get("/tin-tuc/?nhan-vien").headers
    reader.cookies.clear()
    assert _cached(reader, "/tin-tuc/?nhan-vien") == "MISS"


def test_passwords_cannot_be_tried_for_long(running: Production) -> None:
    """The front door stops a guesser before the application has to think."""
    guesser = running.reader(source="127.0.0.66")
    answers = [guesser.post("/quan-tri/login/", {"username": "x"}).status for _ in range(25)]
    assert answers[0] == 403
    assert answers[-1] == 429
    assert guesser.get("/quan-tri/login/").status == 200


def test_everybody_comes_by_https_and_by_name(running: Production) -> None:
    """One redirect from http, none after it; other names get nothing."""
    plain = HTTPConnection("127.0.0.1", running.http, timeout=10)
    plain.request("GET", "/tin-tuc/?page=2", headers={"Host": HOST})
    answer = plain.getresponse()
    assert answer.status == 301
    assert answer.headers["Location"] == f"https://{HOST}/tin-tuc/?page=2"
    assert running.reader().get("/tin-tuc/").status == 200
    with pytest.raises((ssl.SSLError, ConnectionError)):
        running.reader("example.org").get("/")
    # Past nginx, the application itself sends to https; only health answers.
    direct = HTTPConnection("127.0.0.1", running.ports[0], timeout=10)
    direct.request("GET", "/tin-tuc/", headers={"Host": HOST})
    assert direct.getresponse().headers["Location"] == f"https://{HOST}/tin-tuc/"


def test_what_one_process_publishes_all_show(running: Production, reader: Reader, tmp_path: Path) -> None:
    """Within the seconds a page is kept, whichever application server answers."""
    assert TITLE not in reader.get("/tin-tuc/").text
    file = tmp_path / "bai.txt"
    file.write_text(ARTICLE, encoding="utf-8")
    running.python("manage.py", "import_articles", str(file), "--publish", "--section", "tin-tuc")
    wait_until(lambda: TITLE in reader.get("/tin-tuc/").text, 6)
    for number in range(6):
        assert TITLE in reader.get(f"/tin-tuc/?lan={number}").text


def test_tasks_are_part_of_the_transaction(running: Production) -> None:
    """Rolled back: never run. Committed: run by the worker."""
    running.shell(TASKS)
    media = running.var / "media"
    running.wait_for_worker(lambda: not (media / "bi-xoa.txt").exists(), 60)
    assert (media / "con-lai.txt").exists()


def test_one_of_two_may_restart(running: Production) -> None:
    """No request is lost while one application server is away; with both away readers get the page for that."""
    one, other = running.ports
    running.stop(f"web-{one}")
    statuses = [running.reader().get(f"/?vang-mot={number}").status for number in range(8)]
    assert statuses == [200] * 8
    running.stop(f"web-{other}")
    answer = running.reader().get("/?vang-ca-hai")
    assert answer.status == 503
    assert "Cổng đang bảo trì" in answer.text
    assert answer.headers["Retry-After"] == "60"
    for port in running.ports:
        running.start_web(port)
    for port in running.ports:
        wait_until(lambda port=port: running.health(port) == 200)
    wait_until(lambda: running.reader().get("/suc-khoe/").status == 200, 15)


def test_health_tells_when_the_database_is_away(running: Production, reader: Reader) -> None:
    """503 for the watcher, the last page for readers; all is well again by itself when it is back."""
    assert reader.get("/suc-khoe/").status == 200
    assert reader.get("/").status == 200
    with stopped(needs_tool("postgres"), running.env["DATABASE_URL"]):
        assert reader.get("/suc-khoe/").status == 503
        stale = wait_until(lambda: (page := reader.get("/")).headers["X-Cache"] == "STALE" and page, 10)
        assert stale.status == 200
    wait_until(lambda: reader.get("/suc-khoe/").status == 200, 15)
    assert [running.health(port) for port in running.ports] == [200, 200]
    assert reader.get("/tin-tuc/?tro-lai").status == 200


def test_a_reader_loses_no_word_while_the_database_is_away(running: Production, reader: Reader) -> None:
    """503 with what was sent in a form; the front door passes it on as it is, and keeps none of it."""
    words = {"deeds": "Chị dạy chữ cho bà con suốt ba mươi năm.", "submit_key": "f" * 32}
    with stopped(needs_tool("postgres"), running.env["DATABASE_URL"]):
        for path in ("/gioi-thieu-guong/", "/y-kien/gui/1/"):
            sent, shown = reader.post(path, words), reader.get(path)
            assert [answer.status for answer in (sent, shown)] == [503, 503]
            assert sent.headers["Retry-After"] == shown.headers["Retry-After"] == "120"
            assert "no-store" in sent.headers["Cache-Control"]
            assert all(value in sent.text for value in words.values())
            assert "Gửi lại" in sent.text
            assert not sent.set_cookies
    wait_until(lambda: reader.get("/gioi-thieu-guong/").status == 200, 15)


def test_the_portal_does_without_its_cache(running: Production, reader: Reader) -> None:
    """Readers notice nothing while Redis is away; health names it."""
    assert '"cache": "up"' in reader.get("/suc-khoe/").text
    running.stop("redis")
    assert [reader.get(address).status for address in ("/?khong-redis", "/tin-tuc/?khong-redis")] == [200, 200]
    health = reader.get("/suc-khoe/")
    assert health.status == 200
    assert '"cache": "down"' in health.text
    running.start_redis()
    wait_until(lambda: '"cache": "up"' in reader.get("/suc-khoe/").text, 15)


def test_search_goes_on_without_its_server(running: Production, reader: Reader, elastic: Server) -> None:
    """What the worker indexed is found on the server; with that silent, on the stand-by, and the page says so."""
    assert '"search": "up"' in reader.get("/suc-khoe/").text
    running.shell(SEARCHED)
    running.wait_until_idle()
    question = "/tim-kiem/?q=cay+que+tra+my"
    wait_until(lambda: FOUND in reader.get(f"{question}&sort=date").text, 10)
    assert NOTICE not in reader.get(f"{question}&sort=date").text
    if elastic.process is None:
        return
    with elastic.standing_still():
        pages = [reader.get(f"{question}&page={number}") for number in range(1, 4)]
        assert [page.status for page in pages] == [200] * 3
        assert all(FOUND in page.text and NOTICE in page.text for page in pages)
        assert '"search": "down"' in reader.get("/suc-khoe/").text
        # Taking it down goes through, and quickly, while the server is silent.
        running.shell(TAKEN_DOWN)
        assert FOUND not in reader.get(f"{question}&kind=bulletin").text
    running.python("manage.py", "check_index")
    wait_until(lambda: NOTICE not in (page := reader.get(f"{question}&lan=2").text) and FOUND not in page, 30)


def test_the_environment_passes_the_deployment_check(running: Production) -> None:
    """Without a word."""
    said = running.python("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert "no issues" in said
