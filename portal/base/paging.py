"""Page numbers as people type them."""

from django.core.paginator import Page, Paginator


def page_of(paginator: Paginator, asked: str | None) -> tuple[Page, bool]:
    """Return the page asked for, and whether the number made no sense (then page 1, or the last, is given)."""
    if asked is None or asked == "":
        return paginator.page(1), False
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 9 else 0
    if 1 <= number <= paginator.num_pages:
        return paginator.page(number), False
    return paginator.page(paginator.num_pages if number > 1 else 1), True
