"""Registers the staff side with Wagtail."""

from news.bulletins import admin  # noqa: F401
