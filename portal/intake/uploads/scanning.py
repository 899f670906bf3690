"""Asking a virus scanner, where the office runs one (ClamAV, CLAMAV_SOCKET)."""

from __future__ import annotations

import enum
import logging
import socket
import struct

from django.conf import settings

log = logging.getLogger(__name__)

_PORTION = 64 * 1024
_SECONDS = 30


class Verdict(enum.Enum):
    """What the scanner said."""

    CLEAN = "clean"
    INFECTED = "infected"
    UNKNOWN = "unknown"
    """It could not be asked: the file stays in quarantine, and is asked about again."""


def is_scanning() -> bool:
    """Whether the office runs a scanner; without one no file waits for it."""
    return bool(settings.CLAMAV_SOCKET)


def scan(data: bytes) -> Verdict:
    """Ask clamd about a file over its socket (INSTREAM); nothing is raised when it is away."""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as clamd:
            clamd.settimeout(_SECONDS)
            clamd.connect(settings.CLAMAV_SOCKET)
            answer = _ask(clamd, data)
    except OSError as error:
        log.warning("the virus scanner cannot be asked: %s", type(error).__name__)
        return Verdict.UNKNOWN
    if answer.endswith(b"OK"):
        return Verdict.CLEAN
    if answer.endswith(b"FOUND"):
        return Verdict.INFECTED
    log.warning("the virus scanner answered with an error")
    return Verdict.UNKNOWN


def _ask(clamd: socket.socket, data: bytes) -> bytes:
    clamd.sendall(b"zINSTREAM\0")
    for start in range(0, len(data), _PORTION):
        portion = data[start : start + _PORTION]
        clamd.sendall(struct.pack("!L", len(portion)) + portion)
    clamd.sendall(struct.pack("!L", 0))
    answer = b""
    while not answer.endswith(b"\0") and (more := clamd.recv(4096)):
        answer += more
    return answer.rstrip(b"\0\n ")
