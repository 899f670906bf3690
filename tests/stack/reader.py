"""A reader's browser for tests of the production parts: TLS, a host name nobody resolves, cookies."""

from __future__ import annotations

import gzip
import http.client
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlencode


@dataclass(frozen=True)
class Answer:
    """What came back; ``headers`` is case-insensitive, ``set_cookies`` as they were set."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        """The body as text, uncompressed."""
        body = gzip.decompress(self.body) if self.headers["Content-Encoding"] == "gzip" else self.body
        return body.decode()

    @property
    def set_cookies(self) -> SimpleCookie:
        """The cookies this answer sets, with their attributes."""
        cookies: SimpleCookie = SimpleCookie()
        for line in self.headers.get_all("Set-Cookie", []):
            cookies.load(line)
        return cookies


class _Connection(http.client.HTTPSConnection):
    """HTTPS to a port of this machine, under the portal's name."""

    def __init__(self, host: str, port: int, source: str) -> None:
        context = ssl._create_unverified_context()
        super().__init__(host, timeout=30, context=context)
        self._here = ("127.0.0.1", port)
        self._source = (source, 0)

    def connect(self) -> None:
        plain = socket.create_connection(self._here, 30, source_address=self._source)
        self.sock = self._context.wrap_socket(plain, server_hostname=self.host)


class Reader:
    """Asks for pages at ``https://host`` on a local port and keeps the cookies it is given.

    ``source`` is the reader's own address (all of 127.0.0.0/8 is this machine).
    """

    def __init__(self, host: str, port: int, source: str = "127.0.0.1") -> None:
        self.host, self.port, self.source = host, port, source
        self.cookies: dict[str, str] = {}

    def get(self, path: str, headers: Mapping[str, str] | None = None, method: str = "GET") -> Answer:
        """GET a path."""
        return self._ask(method, path, None, dict(headers or {}))

    def post(self, path: str, fields: Mapping[str, str], headers: Mapping[str, str] | None = None) -> Answer:
        """POST a form as a browser does from a page of the same site."""
        origin = f"https://{self.host}"
        about = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": origin,
            "Referer": f"{origin}{path}",
        }
        return self._ask("POST", path, urlencode(fields), about | dict(headers or {}))

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answer:
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection = _Connection(self.host, self.port, self.source)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            answer = Answer(response.status, response.headers, response.read())
        finally:
            connection.close()
        self.cookies.update({name: morsel.value for name, morsel in answer.set_cookies.items()})
        return answer
