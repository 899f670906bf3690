"""``manage.py compile_messages``: compile our .po catalogues into the .mo files that Django loads.

Django reads compiled catalogues only, and its own ``compilemessages`` needs the GNU gettext tools. This does the
same with polib alone, so that ``make run`` works on a machine that has nothing but Python.
"""

import os
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


def compile_catalogue(source: Path, target: Path) -> int:
    """Write ``source`` (.po) compiled to ``target`` (.mo) and return the number of messages in it.

    Entries without a translation or marked fuzzy are left out. The file is put in place whole: a server that starts
    meanwhile reads the old catalogue or the new one. Raises OSError when ``source`` is not a readable catalogue.
    """
    catalogue = polib.pofile(str(source), encoding="utf-8")
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f"{target.name}.{os.getpid()}")
    try:
        draft.write_bytes(catalogue.to_binary())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return len(catalogue.translated_entries())


def compile_folder(locale_dir: Path, out_dir: Path | None = None) -> dict[Path, int]:
    """Compile every catalogue below ``locale_dir``, beside its source or into the same tree below ``out_dir``.

    Returns {source: number of messages}.
    """
    return {
        source: compile_catalogue(source, (out_dir or locale_dir) / source.relative_to(locale_dir).with_suffix(".mo"))
        for source in sorted(locale_dir.glob("*/LC_MESSAGES/*.po"))
    }


class Command(BaseCommand):
    """Compile what lies in LOCALE_PATHS; a running server reads it at its next start."""

    help = "Compile the translations in locale/ (needs no gettext tools)"
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line per catalogue. Raises CommandError, naming the file and line, for one that is broken."""
        for folder in map(Path, settings.LOCALE_PATHS):
            try:
                done = compile_folder(folder)
            except OSError as error:
                raise CommandError(str(error)) from error
            for source, count in done.items():
                self.stdout.write(f"{source.relative_to(folder)}: {count}")
