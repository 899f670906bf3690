"""The log of decisions: a chain, in which a row changed or taken out by SQL shows."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from news.comments.models.comment import Comment
from news.comments.models.state import Reason, State


class Decision(models.Model):
    """One step of one comment: from where to where, who, why. Rows are only added (a trigger of the database)."""

    n = models.PositiveBigIntegerField(unique=True)
    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="decisions")
    from_state = models.CharField(_("Từ"), max_length=16, choices=State, blank=True)
    to_state = models.CharField(_("Thành"), max_length=16, choices=State)
    # No constraint: an account may be deleted, what it did may not.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    actor_name = models.CharField(_("Người quyết định"), max_length=150, blank=True)
    reason_code = models.CharField(_("Lý do"), max_length=12, choices=Reason)
    note_internal = models.TextField(_("Ghi chú nội bộ"), blank=True)
    note_public = models.TextField(_("Lời nhắn cho người viết"), blank=True)
    revision_n = models.PositiveSmallIntegerField(default=1)
    revision_digest = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)
    prev_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("quyết định về ý kiến")
        verbose_name_plural = _("quyết định về ý kiến")
        ordering: ClassVar[list[str]] = ["n"]
        indexes: ClassVar[list] = [models.Index(fields=["comment", "-n"], name="decision_of_comment")]

    def __str__(self) -> str:
        return f"{self.n}: {self.get_from_state_display()} → {self.get_to_state_display()}"

    def own_hash(self) -> str:
        """Return the hash of this row as it stands, with the hash of the row before in it."""
        said = [
            self.n,
            self.comment_id,
            self.from_state,
            self.to_state,
            self.actor_id,
            self.actor_name,
            self.reason_code,
            self.note_internal,
            self.note_public,
            self.revision_n,
            self.revision_digest,
            self.at.astimezone(UTC).isoformat(),
            self.prev_hash,
        ]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


class ChainHead(models.Model):
    """The last link of the chain; whoever adds one locks this row first."""

    n = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.n} {self.hash}"
