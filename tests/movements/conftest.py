"""Fixtures of the tests of movements and clusters."""

import pytest
from django.test import Client

from tests.movements.desk import keeper


@pytest.fixture
def curator(client: Client) -> Client:
    """The admin as one who keeps clusters sees it."""
    client.force_login(keeper())
    return client
