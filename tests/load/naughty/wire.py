"""Requests as a hostile program sends them: any bytes in any field, from as many networks as are wanted."""

from __future__ import annotations

import http.client
import itertools
import json
import secrets
import threading
from collections.abc import Iterable, Mapping
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote_plus, urlencode

from tests.load.naughty.reading import Page, read
from tests.load.served import BROWSER

CLOSED = 0
"""Stands for a status where the server hung up before it had read much, as it may: the answer got lost on the way."""
MUCH = 100_000
_LONGEST_WAIT = 300
_networks = itertools.count(1)


@dataclass(frozen=True)
class File:
    """A file of a form: any name, any content."""

    field: str
    name: str
    content: bytes


@dataclass(frozen=True)
class Asked:
    """One request. A form with files goes out in parts, another one encoded like an address."""

    path: str
    form: Mapping[str, str] | None = None
    files: tuple[File, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @cached_property
    def text(self) -> str:
        """The body; what is no UTF-8 raises an error, for the portal sends none."""
        return self.body.decode("utf-8")

    @cached_property
    def page(self) -> Page:
        """The body as a browser reads it."""
        return read(self.text)

    @property
    def is_html(self) -> bool:
        """Whether it is a page."""
        return self.headers.get_content_type() == "text/html"

    @property
    def is_json(self) -> bool:
        """Whether it is for a script."""
        return self.headers.get_content_type() == "application/json"

    @property
    def problems(self) -> list[str]:
        """What it says is wrong, as a page or to a script."""
        return [str(json.loads(self.text).get("problem", ""))] if self.is_json else self.page.problems

    @property
    def location(self) -> str:
        """Where it leads to."""
        return self.headers.get("Location", "")


class Wire:
    """A way to the portal: a connection for each thread, kept open; each POST comes from a network of its own."""

    def __init__(self, port: int, cookies: Mapping[str, str] | None = None) -> None:
        self._port = port
        self._cookie = "; ".join(f"{name}={value}" for name, value in (cookies or {}).items())
        self._kept = threading.local()

    def ask(self, asked: Asked) -> Answer:
        """Send a request; return the answer. A connection the server closed meanwhile is opened anew, once."""
        method, body, headers = _packed(asked)
        headers |= {"User-Agent": BROWSER, "X-Forwarded-For": _address(), **asked.headers}
        if self._cookie:
            headers["Cookie"] = self._cookie
        for attempt in (1, 2):
            connection = self._connection(fresh=attempt == 2)
            try:
                _send(connection, method, asked.path, body, headers)
                answer = connection.getresponse()
                return Answer(answer.status, answer.headers, answer.read())
            except (http.client.HTTPException, ConnectionError):
                connection.close()
                if attempt == 2 and len(body or b"") > MUCH:
                    return Answer(CLOSED, http.client.HTTPMessage(), b"")
                if attempt == 2:
                    raise
        raise AssertionError("unreachable")

    def get(self, path: str, parameters: Mapping[str, str] | None = None) -> Answer:
        """Ask for a page."""
        return self.ask(Asked(f"{path}?{encoded(parameters)}" if parameters else path))

    def _connection(self, *, fresh: bool) -> http.client.HTTPConnection:
        if fresh or not hasattr(self._kept, "connection"):
            self._kept.connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=_LONGEST_WAIT)
        return self._kept.connection


def _send(
    connection: http.client.HTTPConnection, method: str, path: str, body: bytes | None, headers: dict[str, str]
) -> None:
    """Send a request; who has answered already need not read all of it."""
    with suppress(BrokenPipeError, ConnectionResetError) if len(body or b"") > MUCH else nullcontext():
        connection.request(method, path, body, headers)


def _address() -> str:
    number = next(_networks)
    return f"{10 + (number >> 16)}.{number >> 8 & 255}.{number & 255}.7"


def encoded(pairs: Mapping[str, str]) -> str:
    """Return pairs as a form or an address sends them; half a surrogate as the three bytes that are no UTF-8."""
    return urlencode(pairs, errors="surrogatepass")


def in_path(text: str) -> str:
    """Return a text as one part of an address."""
    return quote_plus(text, safe="", errors="surrogatepass").replace("+", "%20").replace(".", "%2E")


def _packed(asked: Asked) -> tuple[str, bytes | None, dict[str, str]]:
    if asked.form is None:
        return "GET", None, {}
    if not asked.files:
        return "POST", encoded(asked.form).encode(), {"Content-Type": "application/x-www-form-urlencoded"}
    boundary = secrets.token_hex(16)
    body = b"".join(_parts(asked.form, asked.files, boundary))
    return "POST", body, {"Content-Type": f"multipart/form-data; boundary={boundary}"}


def _parts(form: Mapping[str, str], files: Iterable[File], boundary: str) -> Iterable[bytes]:
    for name, value in form.items():
        yield f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode()
        yield value.encode("utf-8", "surrogatepass") + b"\r\n"
    for file in files:
        # As browsers do (HTML, "multipart form data"): these three are escaped, all else goes out as it is.
        name = file.name.replace("\r", "%0D").replace("\n", "%0A").replace('"', "%22")
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{file.field}"; filename="{name}"\r\n'
        yield head.encode("utf-8", "surrogatepass") + b"Content-Type: application/octet-stream\r\n\r\n"
        yield file.content + b"\r\n"
    yield f"--{boundary}--\r\n".encode()
