"""The admin as the people of the registry see it."""

from __future__ import annotations

import pytest
from django.test import Client, override_settings

from portal.desk.roles import CURATOR, EDITOR
from tests.factories import make_user


@pytest.fixture(autouse=True)
def _private_papers(tmp_path):
    """Keep papers of dossiers away from var/."""
    with override_settings(PRIVATE_ROOT=tmp_path / "private"):
        yield


@pytest.fixture
def curator(client: Client) -> Client:
    """A curator of the Ban Tuyên giáo và Dân vận."""
    client.force_login(make_user(CURATOR.name, "tuyen-giao"))
    return client


@pytest.fixture
def editor() -> Client:
    """An editor."""
    client = Client()
    client.force_login(make_user(EDITOR.name, "bien-tap"))
    return client
