"""What somebody says about a list: private, and sealed where it lies."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from exemplars.consultations.models.candidate import Candidate
from exemplars.consultations.models.consultation import Consultation


class Opinion(models.Model):
    """A signed opinion. Name, telephone, address and words are sealed; only those with ``read_opinion`` open them."""

    class Stance(models.TextChoices):
        """What it comes to; counted in the result notice."""

        AGREES = "agrees", _("Đồng ý với đề nghị")
        DISAGREES = "disagrees", _("Không đồng ý, phản ánh")
        OTHER = "other", _("Ý kiến khác")

    class State(models.TextChoices):
        """How far staff are with it."""

        NEW = "new", _("Chưa xem")
        READ = "read", _("Đã xem")
        HANDLED = "handled", _("Đã tổng hợp")
        WITHDRAWN = "withdrawn", _("Người góp ý đã rút")

    consultation = models.ForeignKey(
        Consultation, verbose_name=_("Đợt"), on_delete=models.PROTECT, related_name="opinions"
    )
    candidate = models.ForeignKey(
        Candidate, verbose_name=_("Về"), null=True, blank=True, on_delete=models.PROTECT, related_name="opinions"
    )
    reference = models.CharField(_("Mã"), max_length=20, unique=True)
    stance = models.CharField(_("Ý kiến"), max_length=10, choices=Stance)
    state = models.CharField(_("Tình trạng"), max_length=10, choices=State, default=State.NEW)
    sealed = models.TextField(blank=True)
    """Name, telephone, address and words as JSON, sealed; empty when they were erased."""
    submit_key = models.CharField(max_length=64, unique=True)
    receipt_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("Nhận lúc"), auto_now_add=True)
    erased_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("ý kiến góp ý")
        verbose_name_plural = _("ý kiến góp ý")
        ordering: ClassVar[list[str]] = ["-created_at", "-pk"]
        default_permissions: ClassVar[list[str]] = []
        indexes: ClassVar[list] = [models.Index(fields=["consultation", "state"], name="opinion_by_state")]

    def __str__(self) -> str:
        return self.reference
