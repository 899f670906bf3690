"""The log of decisions: nothing becomes public, hidden or withdrawn without a row here."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from exemplars.registry.models.exemplar import Exemplar
from exemplars.registry.models.state import State


class ExemplarDecision(models.Model):
    """One change of state: who decided it, when and why. Rows are only ever added."""

    exemplar = models.ForeignKey(Exemplar, on_delete=models.CASCADE, related_name="decisions")
    from_state = models.CharField(_("Từ"), max_length=12, choices=State, blank=True)
    to_state = models.CharField(_("Thành"), max_length=12, choices=State)
    reason = models.TextField(_("Lý do"))
    public_reason = models.CharField(
        _("Lý do công bố"), max_length=300, blank=True, help_text=_("Bạn đọc thấy câu này khi hồ sơ đã rút.")
    )
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("quyết định về gương điển hình")
        verbose_name_plural = _("quyết định về gương điển hình")
        ordering: ClassVar[list[str]] = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_from_state_display()} → {self.get_to_state_display()}"
