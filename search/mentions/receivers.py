"""What a page names is read when it is published."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_published

from portal.base.models import BasePage
from search.mentions.storing import store_mentions


@receiver(page_published)
def extract_mentions(instance: BasePage, **kwargs: Any) -> None:
    """Read what a page names, inside the transaction that publishes it."""
    store_mentions(instance.specific)
