"""Polls, what can be chosen, votes, and votes that were refused."""

from news.polls.models.poll import Option, Poll
from news.polls.models.vote import Refusal, Vote

__all__ = ["Option", "Poll", "Refusal", "Vote"]
