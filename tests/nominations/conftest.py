"""Private files away from var/, and the people of the queue."""

from __future__ import annotations

import pytest
from django.test import Client, override_settings

from portal.desk.roles import CURATOR
from tests.factories import make_user


@pytest.fixture(autouse=True)
def _private_files(tmp_path):
    with override_settings(PRIVATE_ROOT=tmp_path / "private"):
        yield


@pytest.fixture
def curator() -> Client:
    """A curator of the Ban Tuyên giáo và Dân vận."""
    client = Client()
    client.force_login(make_user(CURATOR.name, "tuyen-giao"))
    return client
