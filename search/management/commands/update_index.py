"""``manage.py update_index``: Wagtail's name for building the index of its own search."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    """Builds the staff's index anew, as ``rebuild_index --index staff``; Wagtail's options are taken and not needed."""

    help = "Build the index of Wagtail's own search anew (the same as rebuild_index --index staff)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take Wagtail's options."""
        parser.add_argument("--backend", dest="backend_name", help="not needed: there is one")
        parser.add_argument("--schema-only", action="store_true", help="not needed: the index is made whole")
        parser.add_argument("--chunk_size", type=int, help="not needed: objects are read in portions")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild."""
        call_command("rebuild_index", index="staff", verbosity=options["verbosity"])
