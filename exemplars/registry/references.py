"""Reference numbers of dossiers (mã hồ sơ): GS-2024-0012."""

import re

from django.db.models import Max

_SHAPE = re.compile(r"GS-\d{4}-(\d+)")


def next_reference(year: int, skip: int = 0) -> str:
    """Return the next free number of a year, or one ``skip`` further on.

    Two at once get the same; the unique key makes one of them try again, further on.
    """
    from exemplars.registry.models import Exemplar

    prefix = f"GS-{year}-"
    # Numbers have at least four digits; longer ones are larger whatever their first digit.
    numbered = Exemplar.objects.filter(reference__startswith=prefix)
    longest = max((len(ref) for ref in [numbered.aggregate(last=Max("reference"))["last"]] if ref), default=0)
    last = 0
    for length in range(longest, longest + 4):
        found = numbered.filter(reference__regex=rf"^.{{{length}}}$").aggregate(last=Max("reference"))["last"]
        match = _SHAPE.fullmatch(found or "")
        last = max(last, int(match[1])) if match else last
    return f"{prefix}{last + 1 + skip:04d}"
