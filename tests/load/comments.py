"""1,000 comments, each sent twice, all requests in flight together, at a real server.

    .venv/bin/python -m tests.load.comments [--postgres] [--comments 1000]

Prints what came back and ends with 1 unless there are exactly as many rows as comments, the counter and the chain of
decisions agree, nothing answered 5xx and the server's log knows of no locked database.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import resource
import sys
import time
from collections import Counter
from typing import Any
from urllib.parse import urlencode

from tests.load.served import open_article, portal, served

SECONDS = 600


def _request(number: int, path: str, guard: dict[str, str]) -> bytes:
    body = urlencode({"name": f"Bạn đọc {number}", "body": f"Ý kiến thứ {number} về tấm gương này.", **guard}).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        f"X-Forwarded-For: 10.{number >> 8}.{number & 255}.7\r\nUser-Agent: Mozilla/5.0 (load)\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def _send(port: int, request: bytes, begin: asyncio.Event) -> tuple[str, str, float]:
    """Send one request when all are ready; return its status, where it leads, and the seconds it took."""
    await begin.wait()
    started = time.monotonic()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request)
    await writer.drain()
    answer = await asyncio.wait_for(reader.read(), SECONDS)
    writer.close()
    head = answer.partition(b"\r\n\r\n")[0].decode("latin-1")
    location = next((line for line in head.split("\r\n") if line.lower().startswith("location:")), "")
    return head.split(" ", 2)[1] if head else "nothing", location, time.monotonic() - started


async def _all(port: int, requests: list[bytes]) -> list[tuple[str, str, float]]:
    begin = asyncio.Event()
    waiting = [asyncio.create_task(_send(port, request, begin)) for request in requests]
    await asyncio.sleep(0)
    begin.set()
    return await asyncio.gather(*waiting)


def _requests(page: Any, comments: int) -> list[bytes]:
    from django.urls import reverse

    from portal.intake.forms import fresh_guard

    path = reverse("comment_form", args=[page.pk])
    opened = int(time.time()) - 60
    requests = [_request(number, path, fresh_guard(opened)) for number in range(comments)] * 2
    random.shuffle(requests)
    return requests


def _problems(comments: int, answers: list[tuple[str, str, float]], log: str) -> list[str]:
    from news.comments import chain
    from news.comments.models import Comment, Decision, Thread

    counted = {
        "rows": Comment.objects.count(),
        "counter": Thread.objects.get().received,
        "decisions": Decision.objects.count(),
        "receipts": len({location for status, location, _seconds in answers if status == "302"}),
    }
    print(", ".join(f"{name}: {number}" for name, number in counted.items()))
    problems = [f"{name}: {number}, not {comments}" for name, number in counted.items() if number != comments]
    problems += [f"answered {status}" for status, _location, _seconds in answers if status != "302"]
    problems += ["the log speaks of a locked database"] if "locked" in log else []
    return problems + chain.verify()


def main(arguments: list[str]) -> int:
    """Run it; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.load.comments")
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--comments", type=int, default=1000)
    options = parser.parse_args(arguments)
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    # Readers come from a thousand networks: the script writes the proxy's header.
    with portal(postgres=options.postgres, BEHIND_PROXY="1") as made, served(made) as log:
        requests = _requests(open_article(), options.comments)
        started = time.monotonic()
        answers = asyncio.run(_all(made.port, requests))
        seconds = time.monotonic() - started
        times = sorted(took for _status, _location, took in answers)
        print("PostgreSQL" if options.postgres else "SQLite", end=": ")
        print(f"{len(requests)} requests in {seconds:.1f} s, {dict(Counter(status for status, *_rest in answers))}")
        print(f"median {times[len(times) // 2]:.1f} s, slowest {times[-1]:.1f} s")
        problems = _problems(options.comments, answers, log.read_text(encoding="utf-8"))
        print("\n".join(problems[:20]) or "as promised")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
