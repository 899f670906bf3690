"""Page numbers as people type them, and counts known beforehand."""

from typing import Any

from django.core.paginator import Page, Paginator

from portal.vietnamese.numbers import whole_number


class CountedPaginator(Paginator):
    """A paginator told how many there are, sparing the COUNT over a table that grows."""

    def __init__(self, object_list: Any, per_page: int, count: int) -> None:
        super().__init__(object_list, per_page)
        self.count = count


def page_of(paginator: Paginator, asked: str | None) -> tuple[Page, bool]:
    """Return the page asked for, and whether the number made no sense (then page 1, or the last, is given)."""
    if asked is None or asked == "":
        return paginator.page(1), False
    number = whole_number(asked) or 0
    if 1 <= number <= paginator.num_pages:
        return paginator.page(number), False
    return paginator.page(paginator.num_pages if number > 1 else 1), True
