"""Draw the page nginx shows while nobody behind it answers: ``python -m deploy.maintenance_page``.

It names the hashed static files, so it is drawn anew whenever those are collected.
"""

import os
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

import django
from django.conf import settings
from django.template.loader import render_to_string


def draw(folder: Path) -> Path:
    """Write ``503.html`` into a folder in one step, and return it."""
    page = folder / "503.html"
    draft = page.with_suffix(".draft")
    draft.write_text(render_to_string("503.html"), encoding="utf-8")
    draft.replace(page)
    return page


if __name__ == "__main__":
    django.setup()
    draw(Path(settings.STATIC_ROOT))
