"""Triggers that keep the log and every wording as they were written, whoever asks the database to change them.

Decisions: nothing may be changed or deleted. Revisions: nothing but the words may go, and only altogether (erasing).
Rebuilding a table on SQLite (a later migration) drops its triggers: such a migration installs them again.
``manage.py verify_audit`` says when they are missing.
"""

from __future__ import annotations

from typing import Any

DECISION = "comments_decision"
REVISION = "comments_commentrevision"
TRIGGERS = {
    f"{DECISION}_is_final": DECISION,
    f"{DECISION}_stays": DECISION,
    f"{REVISION}_is_final": REVISION,
    f"{REVISION}_stays": REVISION,
}
_KEPT = (
    *("id", "comment_id", "n", "by", "moderator_id", "moderator_name", "reason_code", "share", "delicate", "created"),
    "digest",
)
_REFUSAL = "append-only"

_SQLITE_REFUSES = f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
_ERASED = "NEW.name = '' AND NEW.body = '' AND NEW.salt = ''"


def _unchanged(same: str) -> str:
    return " AND ".join(f'NEW."{column}" {same} OLD."{column}"' for column in _KEPT)


def _sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER {DECISION}_is_final BEFORE UPDATE ON {DECISION} {_SQLITE_REFUSES}",
        f"CREATE TRIGGER {DECISION}_stays BEFORE DELETE ON {DECISION} {_SQLITE_REFUSES}",
        f"CREATE TRIGGER {REVISION}_is_final BEFORE UPDATE ON {REVISION} "
        f"WHEN NOT ({_ERASED} AND {_unchanged('IS')}) {_SQLITE_REFUSES}",
        f"CREATE TRIGGER {REVISION}_stays BEFORE DELETE ON {REVISION} {_SQLITE_REFUSES}",
    ]


def _postgresql() -> list[str]:
    function = (
        "CREATE OR REPLACE FUNCTION comments_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
    )
    refuses = "EXECUTE FUNCTION comments_append_only()"
    return [
        function,
        f"CREATE TRIGGER {DECISION}_is_final BEFORE UPDATE ON {DECISION} FOR EACH ROW {refuses}",
        f"CREATE TRIGGER {DECISION}_stays BEFORE DELETE ON {DECISION} FOR EACH ROW {refuses}",
        f"CREATE TRIGGER {REVISION}_is_final BEFORE UPDATE ON {REVISION} FOR EACH ROW "
        f"WHEN (NOT ({_ERASED} AND {_unchanged('IS NOT DISTINCT FROM')})) {refuses}",
        f"CREATE TRIGGER {REVISION}_stays BEFORE DELETE ON {REVISION} FOR EACH ROW {refuses}",
    ]


def install(connection: Any) -> None:
    """Make the triggers, in place of any of the same name."""
    remove(connection)
    statements = {"sqlite": _sqlite, "postgresql": _postgresql}[connection.vendor]()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def remove(connection: Any) -> None:
    """Drop the triggers: for going back before the migration, and for tests that empty the tables."""
    with connection.cursor() as cursor:
        for name, table in TRIGGERS.items():
            where = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{where}")


def missing(connection: Any) -> list[str]:
    """Return the names of triggers the database does not have."""
    asked = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(asked)
        present = {row[0] for row in cursor.fetchall()}
    return sorted(set(TRIGGERS) - present)
