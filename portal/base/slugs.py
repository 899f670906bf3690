"""Addresses of rows that are no pages."""

from itertools import count, islice

from django.db.models import Model

from portal.vietnamese.slug import slugify_vi


def free_slug(model: type[Model], text: str, *, taken: frozenset[str] = frozenset(), skip: int = 0) -> str:
    """Return the slug of a text, numbered when another row of the model, or one of ``taken``, has it already.

    ``skip`` passes over so many free ones: for another try when somebody took the first meanwhile.
    """
    base = slugify_vi(text, 120)
    used = taken | set(model._default_manager.filter(slug__startswith=base).values_list("slug", flat=True))
    turns = (base if turn == 1 else f"{base}-{turn}" for turn in count(1))
    free = (slug for slug in turns if slug not in used)
    return next(islice(free, skip, None))
