"""``manage.py wagtail_update_index``: Wagtail's other name for ``update_index``."""

from search.management.commands.update_index import Command

__all__ = ["Command"]
