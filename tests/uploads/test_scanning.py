"""A scanner's word is asked for over its socket; while it is away nothing is clean."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.test import override_settings

from portal.intake.uploads import Verdict, is_scanning, scan


@contextmanager
def clamd(folder: Path, answer: bytes) -> Iterator[list[bytes]]:
    """Speak clamd's side of INSTREAM once; yield what was sent to it."""
    path, heard = folder / "clamd.sock", []
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    server.bind(str(path))
    server.listen(1)

    def talk() -> None:
        asker, _address = server.accept()
        with asker, asker.makefile("rb") as stream:
            heard.append(stream.read(10))
            while size := struct.unpack("!L", stream.read(4))[0]:
                heard.append(stream.read(size))
            asker.sendall(answer)

    thread = threading.Thread(target=talk)
    thread.start()
    with override_settings(CLAMAV_SOCKET=str(path)):
        yield heard
    thread.join(timeout=10)
    server.close()


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (b"stream: OK\0", Verdict.CLEAN),
        (b"stream: Eicar-Signature FOUND\0", Verdict.INFECTED),
        (b"INSTREAM size limit exceeded. ERROR\0", Verdict.UNKNOWN),
        (b"", Verdict.UNKNOWN),
    ],
)
def test_the_scanner_decides(tmp_path: Path, answer: bytes, verdict: Verdict) -> None:
    with clamd(tmp_path, answer) as heard:
        assert is_scanning()
        assert scan(b"0123456789" * 20_000) == verdict
    assert heard[0] == b"zINSTREAM\0"
    assert b"".join(heard[1:]) == b"0123456789" * 20_000


def test_a_scanner_that_is_away_calls_nothing_clean(tmp_path: Path) -> None:
    with override_settings(CLAMAV_SOCKET=str(tmp_path / "nobody.sock")):
        assert scan(b"x") == Verdict.UNKNOWN
