"""Where the portal listens, and what is said when it cannot."""

import socket

import pytest

from scripts.environment import Refusal
from scripts.serve import ensure_port_free, listening_address


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1", "80 80", "١٢٣٤"])
def test_a_port_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, port: str) -> None:
    """A slip in PORT is named instead of failing later."""
    monkeypatch.setenv("PORT", port)
    with pytest.raises(Refusal, match="PORT="):
        listening_address()


def test_empty_variables_mean_the_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make hands on empty variables."""
    monkeypatch.setenv("PORT", "")
    monkeypatch.setenv("HOST", "")
    assert listening_address() == ("127.0.0.1", 8000)


def test_a_busy_port_is_refused_with_a_way_out() -> None:
    """The message names the port and the command for another one."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(Refusal, match=f"make run PORT={port + 1}"):
            ensure_port_free("127.0.0.1", port)


def test_an_address_of_another_machine_is_refused() -> None:
    """192.0.2.1 is reserved for examples: nobody can listen there."""
    with pytest.raises(Refusal, match=r"192\.0\.2\.1"):
        ensure_port_free("192.0.2.1", 8000)
