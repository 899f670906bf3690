"""Prepare the portal and serve it until Ctrl-C; runs inside the environment (see ``scripts.run``).

HOST (127.0.0.1), PORT (8000), VAR_DIR (var/) and the variables of portal/settings.py are respected.
``--prepare-only`` stops when everything is ready to be served.
"""

import errno
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from scripts.environment import ROOT, Refusal, say
from scripts.prepare import VAR_DIR, prepare

SECONDS_TO_START = 60


def listening_address() -> tuple[str, int]:
    """Return HOST and PORT from the environment. Raises ``Refusal`` for a port that is none."""
    given = os.environ.get("PORT") or "8000"
    if not (given.isascii() and given.isdecimal()) or not 0 < int(given) < 65536:
        raise Refusal(f"PORT={given}: không phải số cổng (1–65535) · not a port number (1–65535)")
    return os.environ.get("HOST") or "127.0.0.1", int(given)


def ensure_port_free(host: str, port: int) -> None:
    """Raise ``Refusal``, with the way out, when nothing could listen on this address."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise Refusal(
                f"Cổng {port} đang có chương trình khác dùng. Dừng chương trình đó, hoặc chọn cổng khác:"
                f" make run PORT={port + 1}\n"
                f"Port {port} is in use by another program. Stop it, or choose another port:"
                f" make run PORT={port + 1}"
            ) from None
        raise Refusal(f"Không mở được {host}:{port} · Cannot listen on {host}:{port}: {error.strerror}") from None


@contextmanager
def only_one() -> Iterator[None]:
    """Hold the data folder for this process: two starts at once would prepare the same database twice."""
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    with (VAR_DIR / "run.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refusal(f"Một lệnh make run khác đang dùng {VAR_DIR} · Another make run is using {VAR_DIR}") from None
        yield


def _answers(url: str) -> bool:
    """Tell whether the portal answers its home page (this also warms the first request)."""
    directly = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        directly.open(url, timeout=30).close()
    except urllib.error.HTTPError as error:
        if error.code >= 500:
            raise Refusal(f"{url} trả lời lỗi {error.code} · answers with error {error.code}") from None
    except OSError:
        return False
    return True


def _wait_until_ready(server: subprocess.Popen[bytes], url: str) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while not _answers(url):
        if server.poll() is not None:
            raise Refusal("Máy chủ không chạy được, lỗi ở trên · The server did not start, see above")
        if time.monotonic() > deadline:
            raise Refusal(f"Máy chủ chưa trả lời sau {SECONDS_TO_START} giây · The server does not answer")
        time.sleep(0.1)


def _show(address: str, accounts: str) -> None:
    print()
    say(f"Cổng Gương Sáng: {address}/", "the portal")
    say(f"Trang quản trị:  {address}/quan-tri/", "the staff side")
    if accounts.strip():
        print(f"\n{accounts.strip()}\n")
    say("Dừng: Ctrl-C", "stop: Ctrl-C")


def serve(host: str, port: int, accounts: str) -> int:
    """Run the server until it is told to stop; return 0 when it stopped because it was told to."""
    shown = "localhost" if host in {"127.0.0.1", "0.0.0.0", "::", "::1"} else host
    address = f"http://{shown}:{port}"
    environment = {"SITE_URL": address} | os.environ | {"HOST": host, "PORT": str(port)}
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", "scripts/gunicorn.conf.py"], cwd=ROOT, env=environment
    )
    told_to_stop = False

    def stop(signum: int, frame: FrameType | None) -> None:
        nonlocal told_to_stop
        told_to_stop = True
        server.terminate()

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    try:
        _wait_until_ready(server, f"{address}/")
        _show(address, accounts)
        code = server.wait()
    except Refusal:
        if not told_to_stop:
            raise
        code = server.wait()
    finally:
        if server.poll() is None:
            server.terminate()
            server.wait()
    if told_to_stop:
        say("\nĐã dừng.", "Stopped.")
        return 0
    return code


def main(arguments: list[str]) -> int:
    """Prepare, then serve unless told otherwise; return the exit code."""
    try:
        host, port = listening_address()
        if "--prepare-only" in arguments:
            with only_one():
                print(prepare())
            return 0
        ensure_port_free(host, port)
        with only_one():
            return serve(host, port, prepare())
    except Refusal as refusal:
        print(f"\n{refusal}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        say("\nĐã dừng giữa chừng; chạy lại make run để làm tiếp.", "Interrupted; make run goes on.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
