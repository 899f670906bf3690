"""What was understood of a question beyond its words, said to the reader; and what he may have meant."""

from __future__ import annotations

from django.utils.translation import gettext as _

from search.question import Question
from search.spelling import suggest


def understood(question: Question) -> list[str]:
    """Return in words the words left out, the date and the phrases asked for; empty when there are only words."""
    said = []
    if question.excluded:
        said.append(_("không có: %s") % ", ".join(" ".join(one.exact) for one in question.excluded))
    if question.dates:
        said.append(_("ngày %s") % ", ".join(f"{day:%d/%m/%Y}" for day in question.dates))
    if question.phrases:
        said.append(_("đúng nguyên văn: %s") % ", ".join(f"“{' '.join(one.exact)}”" for one in question.phrases))
    return said


def did_you_mean(question: Question) -> str | None:
    """Return the question as it was probably meant: with accents, without slips; None when it is well as it is."""
    return None if question.is_empty else suggest(question)
