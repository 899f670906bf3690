"""What is to be forgotten in time: each app says how, the clock asks once a day."""

from __future__ import annotations

from collections.abc import Callable

_steps: dict[str, Callable[[], int]] = {}


def register(name: str, forget: Callable[[], int]) -> None:
    """Add a step: a function that may run at any time, again and again, and returns how many rows it forgot."""
    _steps[name] = forget


def forget_all() -> dict[str, int]:
    """Run every step; return how many rows each forgot, by name."""
    return {name: forget() for name, forget in _steps.items()}
