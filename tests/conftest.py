"""What every test stands on: databases like the real ones, own folders, a plain report of what was skipped."""

import json
import os
from collections import Counter
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import override_settings

from tests.databases import planted, provide
from tests.stack.elastic import Server, elasticsearch
from tests.stack.served_site import begin_preparing, prepared_folder

TRANSACTIONAL_FIXTURES = {"transactional_db", "live_server"}
DATABASE_FIXTURES = {"db", "django_db_setup", "admin_user", "admin_client", *TRANSACTIONAL_FIXTURES}
# Servers that take half a minute to start: what asks for them runs in one process, the xdist_group ``production``.
DEAR_FIXTURES = {"elastic", "running"}
DEAR_GROUP = "production"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option with which the suite is run a second time, on PostgreSQL."""
    parser.addoption(
        "--database-tests-only",
        action="store_true",
        help="run only tests in which the kind of database has a part",
    )


def _marker(item: pytest.Item) -> pytest.Mark | None:
    return item.get_closest_marker("django_db")


def _is_transactional(item: pytest.Item) -> bool:
    marker = _marker(item)
    return bool(marker and marker.kwargs.get("transaction")) or not TRANSACTIONAL_FIXTURES.isdisjoint(
        getattr(item, "fixturenames", ())
    )


def _uses_database(item: pytest.Item) -> bool:
    return _marker(item) is not None or not DATABASE_FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))


def _belongs_to_second_run(item: pytest.Item) -> bool:
    """Tell whether a test is run on PostgreSQL too: for SQL, locks, sorting, JSON and constraints.

    Left out are those without a database, those in the browser (they look at pages), those marked ``any_database``
    (who is let through to which view; what the demo's texts say), those that start a portal of their own on a
    database they name, and those that wait for servers: a search server beside PostgreSQL is what the production
    parts of the first run are (``tests/stack/test_production.py``).
    """
    group = item.get_closest_marker("xdist_group")
    return (
        _uses_database(item)
        and not item.get_closest_marker("browser")
        and not item.get_closest_marker("any_database")
        and (group is None or group.args != (DEAR_GROUP,))
    )


def _wants_portal(item: pytest.Item) -> bool:
    return "prepared_site" in getattr(item, "fixturenames", ())


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Generator[None]:
    """Mark browser tests; put those of a filled portal late, and tests that empty the database last.

    The random order is kept otherwise. The portal is filled meanwhile: waiting for it would leave processors idle.
    """
    browser_tests = Path(__file__).parent / "browser"
    for item in items:
        if item.path.is_relative_to(browser_tests):
            item.add_marker("browser")
        if not DEAR_FIXTURES.isdisjoint(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.xdist_group(DEAR_GROUP))
    yield
    if config.getoption("--database-tests-only"):
        chosen = [item for item in items if _belongs_to_second_run(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
        items[:] = chosen
    for item in filter(_is_transactional, items):
        # The site's frame is put back before each of these.
        item.fixturenames.append("django_db_serialized_rollback")
    items.sort(key=lambda item: (_is_transactional(item), _wants_portal(item)))
    if any(map(_wants_portal, items)) and os.environ.get("PYTEST_XDIST_WORKER") and not config.option.collectonly:
        begin_preparing(config._tmp_path_factory.getbasetemp().parent)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """Test on a SQLite file, not in memory: only so do locks and WAL behave as on a real site.

    TEST_DATABASE names a file to keep: with ``--reuse-db`` the next run begins without the migrations.
    """
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        kept = os.environ.get("TEST_DATABASE")
        database.setdefault("TEST", {})["NAME"] = kept or str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(scope="session", autouse=True)
def _test_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what the portal writes away from var/, serve static files from the sources, hash passwords fast."""
    with override_settings(
        VAR_DIR=tmp_path_factory.mktemp("var"),
        MEDIA_ROOT=str(tmp_path_factory.mktemp("media")),
        # An address in the environment is that of a server to test with, not of the portal under test.
        ELASTICSEARCH_URL="",
        SEARCH_INDEX_DIR=tmp_path_factory.mktemp("no-search-index"),
        STORAGES={
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
        WHITENOISE_AUTOREFRESH=True,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        # Where pytest-django has Django's own letters go.
        MAIL_TRANSPORT="django.core.mail.backends.locmem.EmailBackend",
        # 25,000 rows put back one by one after each test that empties the database would take longer than the
        # test; such a test loads the places itself if it needs them.
        TEST_NON_SERIALIZED_APPS=["portal.places"],
    ):
        yield


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_db_blocker: Any,
    django_db_modify_db_settings: None,
    _test_settings: None,
    shared_folder: Path,
) -> Iterator[None]:
    """Migrate and plant the site's frame once for all processes; the others begin with a copy."""

    def make() -> None:
        request.getfixturevalue("django_db_setup")

    with django_db_blocker.unblock():
        done_with = provide(request.config, shared_folder, make)
    yield
    with django_db_blocker.unblock():
        done_with()


@pytest.fixture
def planted_url(db: None, shared_folder: Path, tmp_path: Path) -> Iterator[str]:
    """The DATABASE_URL of a database with nothing but the site's frame in it, for a portal in a process of its own."""
    with planted(shared_folder, tmp_path) as url:
        yield url


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Let no test see what another one cached (Wagtail keeps the addresses of sites there)."""
    cache.clear()


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The temporary folder of all processes of this run."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@pytest.fixture(scope="session")
def prepared_site(shared_folder: Path) -> Path:
    """The data folder of a filled demo portal, ready to be served; copy it before writing to it."""
    return prepared_folder(shared_folder)


@pytest.fixture(scope="session")
def elastic() -> Iterator[Server]:
    """A search server, started once (see DEAR_FIXTURES). What asks for it by name while running marks itself."""
    with elasticsearch() as server:
        yield server


def _reason(report: pytest.TestReport) -> str:
    if isinstance(report.longrepr, tuple):
        return report.longrepr[2].removeprefix("Skipped: ")
    return str(report.longrepr)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say plainly what was skipped and why; hand it on to ``make test`` as well."""
    if hasattr(terminalreporter.config, "workerinput"):
        return
    reasons = Counter(_reason(report) for report in terminalreporter.stats.get("skipped", []))
    if reasons:
        terminalreporter.section("Bỏ qua · Skipped")
        for reason, count in reasons.most_common():
            terminalreporter.write_line(f"{count:4} × {reason}")
    report_file = os.environ.get("SKIP_REPORT")
    if report_file:
        with Path(report_file).open("a", encoding="utf-8") as report:
            report.write(json.dumps(reasons) + "\n")
