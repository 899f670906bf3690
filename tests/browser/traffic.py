"""What a page fetches: every request, from whom, and how many bytes crossed the wire."""

from collections import defaultdict
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Page


@dataclass
class Request:
    """One request: its address, its kind as Chromium names it (Document, Image, …), the sizes it was told.

    Chromium's own sum leaves out the headers of some requests; so they are counted apart, and the body by
    its declared length where there is one.
    """

    url: str = ""
    kind: str = "Other"
    head: int = 0
    length: int = 0
    received: int = 0

    @property
    def transferred(self) -> int:
        """Return the bytes of the answer on the wire: headers and body, compressed as it was sent."""
        return self.head + (self.length or self.received)

    @property
    def is_photo(self) -> bool:
        """Tell whether this is a picture that is not drawn (SVG)."""
        return self.kind == "Image" and not urlsplit(self.url).path.endswith(".svg")


@dataclass
class Traffic:
    """All requests of one page since recording began; addresses that need no network are left out."""

    by_id: defaultdict[str, Request] = field(default_factory=lambda: defaultdict(Request))

    @property
    def requests(self) -> list[Request]:
        """Return the requests that went over the network, in order."""
        return [request for request in self.by_id.values() if request.url.startswith("http")]

    @property
    def hosts(self) -> set[str]:
        """Return host and port of every address asked."""
        return {urlsplit(request.url).netloc for request in self.requests}

    def table(self) -> str:
        """Return the requests as lines, largest first, for messages."""
        rows = sorted(self.requests, key=lambda request: -request.transferred)
        return "\n".join(f"{row.transferred:8} {row.kind:11} {row.url}" for row in rows)


def record_traffic(page: Page) -> Traffic:
    """Start recording what the page asks for; read the result when the page has come to rest."""
    traffic = Traffic()
    session = page.context.new_cdp_session(page)

    def asked(event: dict) -> None:
        request = traffic.by_id[event["requestId"]]
        request.url, request.kind = event["request"]["url"], event.get("type", "Other")

    def answered(event: dict) -> None:
        request = traffic.by_id[event["requestId"]]
        headers = {name.lower(): value for name, value in event["headers"].items()}
        request.length = int(headers.get("content-length", 0))
        request.head = len(event.get("headersText", ""))

    def arrived(event: dict) -> None:
        traffic.by_id[event["requestId"]].received = int(event["encodedDataLength"])

    session.on("Network.requestWillBeSent", asked)
    session.on("Network.responseReceivedExtraInfo", answered)
    session.on("Network.loadingFinished", arrived)
    session.send("Network.enable")
    return traffic
