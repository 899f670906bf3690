"""Public consultation: what readers see of a list, and nothing of those who answered. In no file of the registry."""

from django.db.models import Q

from exemplars.registry.fields.shapes import Table, private, public

_PUBLIC = Q(is_public=True)

CONSULTATION_TABLES = (
    Table(
        "consultations.Consultation",
        "",
        rows=_PUBLIC,
        columns={
            "id": private(),
            **{name: public() for name in ("title", "slug", "intro", "document", "opens_on", "closes_on")},
            **{name: public() for name in ("published_at", "conclusion", "opinion_count", "concluded_at")},
            **{name: public() for name in ("retention_months", "is_demo", "updated_at")},
            "is_public": private(),
            "erased_at": private(),
        },
    ),
    Table(
        "consultations.Extension",
        "",
        rows=Q(consultation__is_public=True),
        columns={
            "id": private(),
            **{name: public() for name in ("consultation", "closed_on", "closes_on", "reason")},
            "actor": private(),
            "created_at": private(),
        },
    ),
    Table(
        "consultations.Candidate",
        "",
        rows=Q(consultation__is_public=True, is_withdrawn=False),
        columns={
            "id": private(),
            "sort_order": private(),
            **{name: public() for name in ("consultation", "kind", "name", "unit", "summary", "exemplar")},
            **{name: public() for name in ("honour", "honour_class", "verb", "is_withdrawn")},
        },
    ),
    Table(
        "consultations.Opinion",
        "",
        rows=None,
        columns={
            name: private()
            for name in (
                *("id", "consultation", "candidate", "reference", "stance", "state", "sealed"),
                *("submit_key", "receipt_hash", "created_at", "erased_at"),
            )
        },
    ),
    Table(
        "consultations.DayChange",
        "",
        rows=None,
        columns={name: private() for name in ("id", "day", "is_workday", "note")},
    ),
)
