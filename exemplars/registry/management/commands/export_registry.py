"""``manage.py export_registry FILE``: the whole registry, private parts included, as one file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from exemplars.registry.transfer.archive.writing import WRITERS
from portal.base.refusal import Refusal


class Command(BaseCommand):
    """Write a full copy."""

    help = "Write the whole registry into FILE: .zip (CSV files with pictures and papers), .json or .xlsx."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the name of the file."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write beside the file and put it in place whole; only its owner may read it."""
        path: Path = options["file"]
        write = WRITERS.get(path.suffix.lower())
        if write is None:
            raise CommandError(f"The name must end in {', '.join(WRITERS)}.")
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            draft.touch(mode=0o600)
            with draft.open("wb") as target:
                write(target)
            draft.replace(path)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            raise CommandError(f"Cannot write {path}: {error.strerror}.") from error
        finally:
            draft.unlink(missing_ok=True)
        self.stdout.write(f"{path}: {path.stat().st_size} bytes")
