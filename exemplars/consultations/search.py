"""How consultations are found."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy

from exemplars.consultations.models import Candidate, Consultation
from search import registry
from search.entry import Entry
from search.sources import ModelSource


def public_consultations() -> QuerySet[Consultation]:
    """Return the consultations readers may find, with those proposed."""
    candidates = Candidate.objects.filter(is_withdrawn=False).select_related("honour").order_by("sort_order", "pk")
    return Consultation.objects.public().prefetch_related(Prefetch("candidates", queryset=candidates))


def consultation_entry(consultation: Consultation) -> Entry:
    """Return a consultation's entry: title, introduction, who is proposed for what."""
    lines = [f"{one.name}, {one.unit}: {one.proposal}" for one in consultation.candidates.all()]
    return Entry(
        kind="consultation",
        title=consultation.title,
        url=consultation.get_absolute_url(),
        lead=consultation.intro,
        body="\n".join([*lines, consultation.conclusion]),
        date=timezone.localtime(consultation.published_at) if consultation.published_at else None,
    )


def register() -> None:
    """Tell search about consultations."""
    registry.register(
        ModelSource(
            Consultation,
            kind="consultation",
            label=gettext_lazy("Lấy ý kiến Nhân dân"),
            public=public_consultations,
            entry=consultation_entry,
        )
    )
