"""The search server away, slow, and back: what readers see, what publishing does, what is never forgotten."""

from __future__ import annotations

import socket
from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django_tasks_db.models import DBTaskResult

from portal.delivery import health
from search import engines
from search.engines.base import ServerAway
from search.engines.breaker import Breaker
from search.engines.elastic import ElasticEngine
from search.engines.guarded import GuardedEngine
from search.indexing import refresh, refresh_entries
from search.question import parse
from tests import factories
from tests.search.engines import entry
from tests.stack.elastic import Server

NOTICE = "kết quả dưới đây lấy từ chỉ mục dự phòng"


@pytest.fixture
def dead(settings, index_folder) -> None:
    """Name a search server nobody is at."""
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"


@pytest.fixture
def with_server(settings, index_folder, elastic: Server, elastic_prefix: str) -> None:
    """Have the portal use the real server."""
    settings.ELASTICSEARCH_URL = elastic.url
    settings.ELASTICSEARCH_INDEX = elastic_prefix
    settings.ELASTICSEARCH_TIMEOUT = 5.0


@pytest.fixture
def queue(settings) -> None:
    """Put tasks into the database's queue, as production does."""
    settings.TASK_QUEUE = "database"
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def _planted() -> None:
    factories.make_site()
    with pytest.raises(CommandError, match="Elasticsearch"):
        call_command("rebuild_index", verbosity=0)


def test_with_the_server_away_the_standby_answers_and_the_page_says_so(
    db, dead, committed: Callable, client: Client
) -> None:
    _planted()
    with committed():
        factories.make_bulletin("Hiến đất làm thủy lợi")
    page = client.get("/tim-kiem/?q=thuy+loi")
    assert page.status_code == 200
    text = page.content.decode()
    assert NOTICE in text
    assert "Hiến đất làm" in text
    assert page.headers["Cache-Control"] == "no-store"


def test_without_any_index_at_all_the_page_says_that(db, dead, client: Client) -> None:
    factories.make_site()
    page = client.get("/tim-kiem/?q=thuy+loi")
    assert page.status_code == 200
    assert "Tìm kiếm đang tạm dừng" in page.content.decode()


def test_the_standby_shows_nothing_that_another_machine_took_down(db, dead, found, committed) -> None:
    """Its index may not have heard: what it finds is read again from the database."""
    _planted()
    with committed():
        page = factories.make_bulletin("Hiến đất làm thủy lợi")
    assert found("thuy loi") == ["Hiến đất làm thủy lợi"]
    type(page).objects.filter(pk=page.pk).update(live=False)
    assert found("thuy loi") == []


def test_being_found_comes_first_in_the_queue(db, queue, committed) -> None:
    """Whatever was put there before: other readers of what is new can wait longer than its searchers."""
    factories.make_site()
    with committed():
        factories.make_bulletin("Bài một")
    paths = list(DBTaskResult.objects.ready().values_list("task_path", flat=True))
    first = "search.indexing.refresh_entries"
    assert paths[0] == first
    assert set(paths) > {first}
    assert paths == sorted(paths, key=lambda path: path != first)


def test_what_the_server_missed_stays_in_the_queue(db, dead, queue) -> None:
    _planted()
    ids = [f"page:{factories.make_bulletin('Bài một').pk}"]
    before = DBTaskResult.objects.count()
    refresh_entries.call(ids)
    waiting = DBTaskResult.objects.order_by("-enqueued_at").first()
    assert DBTaskResult.objects.count() == before + 1
    assert waiting.args_kwargs["args"] == [ids]
    assert waiting.run_after is not None


def test_withdrawing_does_not_fail_and_is_left_to_the_queue(db, dead, queue, committed) -> None:
    _planted()
    with committed():
        page = factories.make_bulletin("Bài một")
    before = DBTaskResult.objects.count()
    with committed():
        page.unpublish()
    assert DBTaskResult.objects.count() > before
    with pytest.raises(ServerAway):
        refresh([f"page:{page.pk}"])


def test_checking_says_which_index_cannot_be_read(db, dead) -> None:
    _planted()
    with pytest.raises(CommandError, match="Elasticsearch: no usable index"):
        call_command("check_index")
    call_command("check_index", "--standby")


def test_a_silent_server_is_asked_once_and_then_left_alone(index_folder) -> None:
    """It takes connections and says nothing: the first reader waits for the time allowed, the next ones do not."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        main = ElasticEngine(f"http://127.0.0.1:{silent.getsockname()[1]}", "test", timeout=0.2)
        standby = engines.get_engine()
        standby.rebuild([entry("water")], lambda ids: ())
        guarded = GuardedEngine(main, standby, lambda ids: [entry("water")])
        for _ in range(5):
            answer = guarded.ask(parse("thủy lợi"))
            assert answer.from_standby
            assert [hit.entry.id for hit in answer.hits(0, 10)] == ["test:water"]
            assert answer.total == 1
        silent.setblocking(False)
        connections = 0
        while True:
            try:
                silent.accept()[0].close()
            except BlockingIOError:
                break
            connections += 1
        assert connections == 1


def test_after_a_pause_one_tries_and_the_others_go_on_without() -> None:
    breaker = Breaker(pause=0.0)
    with pytest.raises(ServerAway, match="first"), breaker.passing():
        raise ServerAway("first")
    breaker._pause = 60.0
    with breaker.passing(), pytest.raises(ServerAway, match="a moment ago"), breaker.passing():
        pytest.fail("a second one was let through")
    with breaker.passing(), breaker.passing():
        pass


def test_health_names_the_search_server(db, dead, client: Client, monkeypatch) -> None:
    monkeypatch.setattr(health, "_more_parts", {})
    assert "search" not in client.get("/suc-khoe/").json()
    monkeypatch.setattr(health, "_more_parts", {"search": lambda: engines.search_server().is_up()})
    answer = client.get("/suc-khoe/")
    assert answer.status_code == 200
    assert answer.json()["search"] == "down"


@pytest.mark.xdist_group("production")
def test_a_server_that_stops_and_comes_back(db, with_server, elastic: Server, committed, client: Client) -> None:
    """Found on the server, found on the stand-by, found on the server again, with what was published meanwhile."""
    if elastic.process is None:
        pytest.skip("a server at a given address is not stopped")
    factories.make_site()
    call_command("rebuild_index", verbosity=0)
    with committed():
        page = factories.make_bulletin("Hiến đất làm thủy lợi")
    assert engines.search_server().is_up()
    answer = engines.get_engine().ask(parse("thuy loi"))
    assert ([hit.entry.title for hit in answer.hits(0, 9)], answer.from_standby) == ([page.title], False)
    with elastic.standing_still():
        with committed():
            late = factories.make_bulletin("Tin thủy lợi giờ chót")
        text = client.get("/tim-kiem/?q=thuy+loi").content.decode()
        assert NOTICE in text
        assert "giờ chót" in text
        with committed():
            page.unpublish()
        assert page.title not in client.get("/tim-kiem/?q=hien+dat").content.decode()
    engines.get_engine().breaker._closed_until = 0.0
    call_command("check_index")
    answer = engines.get_engine().ask(parse("thuy loi"))
    assert ([hit.entry.title for hit in answer.hits(0, 9)], answer.from_standby) == ([late.title], False)


@pytest.mark.xdist_group("production")
def test_what_is_taken_down_is_gone_at_once_on_the_server(db, with_server, committed, found) -> None:
    factories.make_site()
    call_command("rebuild_index", verbosity=0)
    with committed():
        page = factories.make_bulletin("Hiến đất làm thủy lợi")
    assert found("thuy loi") == [page.title]
    with committed():
        page.unpublish()
    assert found("thuy loi") == []
    call_command("check_index", "--dry-run")
