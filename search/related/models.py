"""Links from a page to others, and links an editor does not want."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.base.models import BasePage


class RelatedLink(models.Model):
    """A page to read beside another. ``fact`` is what they share ("mention:exemplar:12"), "" when it is their words."""

    page = models.ForeignKey(BasePage, on_delete=models.CASCADE, related_name="related_links")
    related = models.ForeignKey(BasePage, on_delete=models.CASCADE, related_name="related_from")
    score = models.FloatField()
    pinned = models.BooleanField(default=False)
    reason = models.CharField(_("Lý do"), max_length=200, blank=True)
    fact = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = _("tin liên quan")
        verbose_name_plural = _("tin liên quan")
        ordering: ClassVar[list[str]] = ["page", "-pinned", "-score", "related"]
        indexes: ClassVar[list] = [models.Index(fields=["fact"], name="related_fact")]
        constraints: ClassVar[list] = [
            models.UniqueConstraint(fields=["page", "related"], name="one_link_per_related_page"),
            models.CheckConstraint(condition=~models.Q(page=models.F("related")), name="never_related_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.page} → {self.related}"


class RelatedBan(models.Model):
    """An editor does not want a page beside another."""

    page = models.ForeignKey(BasePage, on_delete=models.CASCADE, related_name="related_bans")
    related = models.ForeignKey(BasePage, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("tin không liên quan")
        verbose_name_plural = _("tin không liên quan")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(fields=["page", "related"], name="one_ban_per_related_page")
        ]

    def __str__(self) -> str:
        return f"{self.page} ↛ {self.related}"
