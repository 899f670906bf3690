"""App registration."""

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.delivery.health import register_part
from portal.vietnamese.numbers import whole_number


class SearchConfig(AppConfig):
    """Finding everything public, with or without accents."""

    name = "search"
    label = "search"
    verbose_name = _("Tìm kiếm")

    def ready(self) -> None:
        """Register the pages, the facets every entry has, the staff's index; listen to the page tree."""
        from search import indexes, registry, signals  # noqa: F401
        from search.engines import search_server
        from search.sources import PageSource, section_titles
        from search.staff.index import STAFF
        from search.staff.signals import follow

        registry.register(PageSource())
        registry.register_facet(registry.Facet("kind", _("Loại"), registry.kind_labels, order=10))
        registry.register_facet(registry.Facet("section", _("Chuyên mục"), section_titles, order=40))
        registry.register_facet(registry.Facet("year", _("Năm"), years, newest_first=True, order=15))
        if settings.ELASTICSEARCH_URL:
            register_part("search", lambda: (server := search_server()) is not None and server.is_up())
        indexes.register(STAFF)
        follow()


def years(values):
    """Return those of ``values`` that are years."""
    return {value: value for value in values if len(value) == 4 and whole_number(value) is not None}
