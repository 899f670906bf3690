"""From one machine to production: the rows of an embedded portal's backup into PostgreSQL.

Row for row, keys and all, through Django's fields, which know how each database writes a value. Used by
``deploy.restore`` when the backup is of SQLite and the configuration is of PostgreSQL; Django must be set up.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, connections, models, transaction
from psycopg2.extras import execute_values

from deploy.databases import Counts, Postgres, refuse_difference
from scripts.environment import Refusal

EMBEDDED = "embedded"
AT_A_TIME = 500
# What Wagtail's own search makes beside its table on SQLite; the portal does not use it.
SQLITE_ONLY = "wagtailsearch_indexentry_fts"


def bring_over(source: Path, expected: Counts, database: Postgres) -> None:
    """Replace every row of the default database, a PostgreSQL, by those of a SQLite file; whole or not at all.

    Raises ``Refusal`` when the file was made by another version of the portal or a row count differs.
    """
    settings = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(source)}
    connections.databases[EMBEDDED] = connections.configure_settings({"default": settings})["default"]
    call_command("migrate", interactive=False, verbosity=0)
    if _migrations(EMBEDDED) != _migrations("default"):
        raise Refusal(
            "Bản sao lưu từ phiên bản khác của cổng: nâng cấp bản chạy một máy, sao lưu rồi làm lại · "
            "The backup is of another version: upgrade the embedded portal, back it up and try again"
        )
    with transaction.atomic():
        _empty()
        moved = [model for model in _stored_models() if _copy(model, expected)]
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), moved):
                cursor.execute(statement)
    wanted = {name: rows for name, rows in expected.items() if not name.startswith(SQLITE_ONLY)}
    refuse_difference(wanted, database.counts())


def _migrations(alias: str) -> set[tuple[str, str]]:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        return set(cursor.fetchall())


def _empty() -> None:
    tables = ", ".join(map(connection.ops.quote_name, connection.introspection.table_names()))
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {tables}")


def _stored_models() -> Iterator[type[models.Model]]:
    """Yield a model for each table; a table shared by several is given once."""
    seen = set()
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and model._meta.db_table not in seen:
            seen.add(model._meta.db_table)
            yield model
    yield _migration_model()


def _migration_model() -> type[models.Model]:
    from django.db.migrations.recorder import MigrationRecorder

    return MigrationRecorder.Migration


def _copy(model: type[models.Model], expected: Counts) -> bool:
    """Copy a model's own table; tell whether there was anything in it."""
    table = model._meta.db_table
    if not expected.get(table):
        return False
    fields = model._meta.local_concrete_fields
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    statement = f"INSERT INTO {connection.ops.quote_name(table)} ({columns}) VALUES %s"  # noqa: S608
    rows = (
        tuple(field.get_db_prep_save(value, connection) for field, value in zip(fields, row, strict=True))
        for row in model._base_manager.using(EMBEDDED)
        .order_by()
        .values_list(*(field.attname for field in fields))
        .iterator(AT_A_TIME)
    )
    with connection.cursor() as cursor:
        while some := list(islice(rows, AT_A_TIME)):
            execute_values(cursor.cursor, statement, some)
    return True
