"""What pages name, and when names changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.base.models import BasePage


class Mention(models.Model):
    """A page names something. Rows are made at publish from the text and replaced by the next publish.

    ``target`` is a primary key in the table of its kind's source (``search.mentions.names``); ``offset`` counts
    characters of the page's text from its title on.
    """

    page = models.ForeignKey(BasePage, on_delete=models.CASCADE, related_name="mentions")
    kind = models.CharField(max_length=20)
    target = models.PositiveBigIntegerField()
    words = models.CharField(_("Viết trong bài"), max_length=300)
    offset = models.PositiveIntegerField()
    count = models.PositiveIntegerField(_("Số lần"), default=1)

    class Meta:
        verbose_name = _("nhắc đến")
        verbose_name_plural = _("nhắc đến")
        ordering: ClassVar[list[str]] = ["page", "offset"]
        indexes: ClassVar[list] = [models.Index(fields=["kind", "target"], name="mention_target")]
        constraints: ClassVar[list] = [
            models.UniqueConstraint(fields=["page", "kind", "target"], name="one_mention_per_target")
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def key(self) -> str:
        """What is named, as it stands in an entry: "exemplar:12"."""
        return f"{self.kind}:{self.target}"


class NamedTarget(models.Model):
    """By what names something went when it was last saved.

    ``stamp`` is drawn anew with each change; the sum of a kind's stamps tells every process whether the names it
    keeps in memory are still those of the database.
    """

    kind = models.CharField(max_length=20)
    target = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=32)
    stamp = models.PositiveBigIntegerField()

    class Meta:
        constraints: ClassVar[list] = [
            models.UniqueConstraint(fields=["kind", "target"], name="one_name_record_per_target")
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.target}"
