"""50 approvals, each in a process killed with ``kill -9`` at a random point of it.

    .venv/bin/python -m tests.load.killed_approvals [--postgres] [--approvals 50]

Ends with 1 unless every comment is as before or as after its approval, counters agree and the chain is whole.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import time
from typing import Any

from tests.load.served import database_from_environment, open_article, portal

WARMING = 5


def _forked(comment: Any, actor: Any) -> int:
    """Approve a comment in a process of its own; return its id."""
    child = os.fork()
    if child:
        return child
    from news.comments.models import Reason, State
    from news.comments.states import decide

    try:
        decide(comment, State.PUBLISHED, actor=actor, reason=Reason.FIT)
    finally:
        os._exit(0)


def _seconds_for_one(comments: list[Any], actor: Any) -> float:
    """Let some approvals end; return how long the one in the middle took."""
    times = []
    for comment in comments:
        started = time.monotonic()
        os.waitpid(_forked(comment, actor), 0)
        times.append(time.monotonic() - started)
    return sorted(times)[len(times) // 2]


def _kill_half_way(comments: list[Any], actor: Any, within: float) -> int:
    """Kill each approval after a random time; return how many were killed before they ended."""
    killed = 0
    for comment in comments:
        child = _forked(comment, actor)
        time.sleep(random.uniform(0, within))
        os.kill(child, signal.SIGKILL)
        _child, status = os.waitpid(child, 0)
        killed += os.WIFSIGNALED(status)
    return killed


def _check(comments: list[Any]) -> list[str]:
    from news.comments import chain
    from news.comments.models import Comment, State, Thread

    whole = {State.HELD: ["held"], State.PUBLISHED: ["held", "published"]}
    found = Comment.objects.in_bulk([comment.pk for comment in comments])
    steps = {pk: list(comment.decisions.values_list("to_state", flat=True)) for pk, comment in found.items()}
    good = [pk for pk, comment in found.items() if steps[pk] == whole.get(comment.state)]
    after = sum(found[pk].state == State.PUBLISHED for pk in good)
    print(f"{len(good)} of {len(comments)} old or new ({after} new)")
    counter, published = Thread.objects.get().published, Comment.objects.filter(state=State.PUBLISHED).count()
    problems = [f"comment {pk}: {found[pk].state}, {steps[pk]}" for pk in found if pk not in good]
    problems += [] if counter == published else [f"counter {counter}, published {published}"]
    return problems + chain.verify()


def main(arguments: list[str]) -> int:
    """Run it; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.load.killed_approvals")
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--approvals", type=int, default=50)
    options = parser.parse_args(arguments)
    with portal(database_from_environment(), postgres=options.postgres):
        from django.db import connection

        from tests.comments.factories import moderator, send

        actor, page = moderator(), open_article()
        bodies = [f"Ý kiến thứ {number}." for number in range(options.approvals + WARMING)]
        sent = [send(page, body=body, net_hash=f"{number:064}") for number, body in enumerate(bodies)]
        # A connection cannot be shared with a child.
        connection.close()
        within = _seconds_for_one(sent[:WARMING], actor)
        killed = _kill_half_way(sent[WARMING:], actor, within)
        print(f"{killed} of {options.approvals} killed within {within * 1000:.0f} ms")
        problems = _check(sent[WARMING:])
        print("\n".join(problems) or "chain whole")
    return bool(problems or not killed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
