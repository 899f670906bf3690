"""A mail server nobody listens behind until a test opens it, and templates of the tests' own."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings

from tests.mail.server import Post


@pytest.fixture
def post() -> Iterator[Post]:
    """Return a mail server that is down; ``with post.open():`` starts it."""
    one = Post()
    with one.settings():
        yield one


@pytest.fixture
def _trial_templates() -> Iterator[None]:
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [*templates[0]["DIRS"], Path(__file__).parent / "templates"]
    with override_settings(TEMPLATES=templates):
        yield
