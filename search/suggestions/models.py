"""The table suggestions are read from. Derived like the index: ``rebuild_index`` makes it anew."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Suggestion(models.Model):
    """One thing that may be suggested: the title of a public entry, or a question many have asked."""

    entry = models.CharField(max_length=60, unique=True)
    """The id of its entry ("page:12"), or "question:" and a key."""
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    url = models.CharField(max_length=500, db_index=True)
    """Empty for a question."""
    digest = models.CharField(max_length=16)
    """What the row was made of: an entry that did not change is not written again."""

    class Meta:
        verbose_name = _("gợi ý")
        verbose_name_plural = _("gợi ý")

    def __str__(self) -> str:
        return self.title


class Beginning(models.Model):
    """A title from one of its words on, folded, in bytes: both databases compare bytes alike, and find a prefix in an
    index on them whatever their collation.
    """

    suggestion = models.ForeignKey(Suggestion, on_delete=models.CASCADE, related_name="beginnings")
    text = models.BinaryField(max_length=60)

    class Meta:
        verbose_name = _("đầu gợi ý")
        verbose_name_plural = _("đầu gợi ý")
        indexes: ClassVar[list] = [models.Index(fields=["text", "suggestion"], name="beginning_text")]

    def __str__(self) -> str:
        return bytes(self.text).decode("utf-8", "replace")
