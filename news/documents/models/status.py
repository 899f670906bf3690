"""Whether a document is in force, worked out from its dates and from what later documents did to it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, Exists, OuterRef, Prefetch, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from news.documents.models.official import OfficialDocument


class Status(models.TextChoices):
    """The states of a document."""

    IN_FORCE = "in_force", _("Còn hiệu lực")
    AMENDED = "amended", _("Được sửa đổi, bổ sung")
    PENDING = "pending", _("Chưa có hiệu lực")
    EXPIRED = "expired", _("Hết hiệu lực")
    REPLACED = "replaced", _("Đã được thay thế")
    REPEALED = "repealed", _("Đã bị bãi bỏ")


# What ends a document wins over what only changes it.
_BY_RELATION = (("repeals", Status.REPEALED), ("replaces", Status.REPLACED))


def _done_to(kind: str, day: date) -> Exists:
    """Whether a public document in force on `day` stands in that relation to the outer one."""
    from news.documents.models.official import DocumentRelation

    started = Q(source__effective_on__lte=day) | Q(source__effective_on=None)
    return Exists(
        DocumentRelation.objects.filter(started, target=OuterRef("pk"), kind=kind, source__public=True).filter(
            Q(source__issued_on__lte=day) | Q(source__issued_on=None)
        )
    )


class OfficialDocumentQuerySet(models.QuerySet):
    """Lists of documents."""

    def public(self) -> OfficialDocumentQuerySet:
        """Those shown to readers."""
        return self.filter(public=True)

    def with_status(self, day: date | None = None) -> OfficialDocumentQuerySet:
        """Annotate `status_now` (a `Status` value), so that lists can show and filter it."""
        day = day or timezone.localdate()
        return self.annotate(
            status_now=Case(
                When(~Q(status=""), then="status"),
                *(When(_done_to(kind, day), then=Value(state.value)) for kind, state in _BY_RELATION),
                When(expires_on__lt=day, then=Value(Status.EXPIRED.value)),
                When(effective_on__gt=day, then=Value(Status.PENDING.value)),
                When(_done_to("amends", day), then=Value(Status.AMENDED.value)),
                default=Value(Status.IN_FORCE.value),
                output_field=models.CharField(),
            )
        )

    def for_listing(self) -> OfficialDocumentQuerySet:
        """Public documents with all that a row of the library shows, in two queries."""
        from news.documents.models.official import DocumentFile

        files = Prefetch("files", queryset=DocumentFile.objects.select_related("file"))
        return self.public().with_status().select_related("type", "issuer").prefetch_related(files)


def status_of(document: OfficialDocument, day: date | None = None) -> str:
    """The status of one document on a day (today), asking the database once when it is not stated."""
    if document.status or document.pk is None:
        return document.status or Status.IN_FORCE.value
    found = type(document).objects.filter(pk=document.pk).with_status(day).values_list("status_now", flat=True).first()
    return found or Status.IN_FORCE.value
