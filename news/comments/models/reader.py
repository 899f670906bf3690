"""What readers ask about comments: to look at one again, or at a decision, and to be told of answers."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from news.comments.models.comment import Comment
from news.comments.models.decision import Decision

CONFIRM_WITHIN = timedelta(days=7)
"""How long a wish to be told of answers waits for its confirmation."""


class Report(models.Model):
    """A reader's report of a public comment; one of each network counts."""

    class Why(models.TextChoices):
        """What a reader finds wrong."""

        INSULT = "insult", _("Xúc phạm, thô tục")
        UNTRUE = "untrue", _("Sai sự thật")
        PERSONAL = "personal", _("Lộ thông tin cá nhân")
        ADVERT = "advert", _("Quảng cáo, lừa đảo")
        UNLAWFUL = "unlawful", _("Trái pháp luật")
        OTHER = "other", _("Lý do khác")

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reports")
    why = models.CharField(_("Lý do"), max_length=8, choices=Why)
    note = models.CharField(_("Nói rõ hơn"), max_length=500, blank=True)
    net_hash = models.CharField(max_length=64, null=True)
    at = models.DateTimeField(default=timezone.now)
    settled = models.BooleanField(default=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("báo cáo ý kiến")
        verbose_name_plural = _("báo cáo ý kiến")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(fields=["comment", "net_hash"], name="one_report_per_network")
        ]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.get_why_display()}"


class Appeal(models.Model):
    """A writer's appeal (khiếu nại) against one decision; somebody else than who took it decides."""

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", _("Chờ giải quyết")
        GRANTED = "granted", _("Chấp nhận")
        REFUSED = "refused", _("Giữ nguyên quyết định")

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="appeal")
    text = models.TextField(_("Nội dung khiếu nại"))
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.TextField(_("Trả lời"), blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("khiếu nại")
        verbose_name_plural = _("khiếu nại")
        ordering: ClassVar[list[str]] = ["at"]

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.get_state_display()}"


class FollowQuerySet(models.QuerySet):
    """Wishes to be told of answers."""

    def alive(self) -> FollowQuerySet:
        """Return those that are on and those that may still be confirmed."""
        return self.filter(Q(confirmed_at__isnull=False) | Q(created__gt=timezone.now() - CONFIRM_WITHIN))


class Follow(models.Model):
    """A writer's wish to be told by mail of answers to one comment; nothing is told before it is confirmed.

    It has an address of its own: that of the comment goes 30 days after the outcome, this one when the wish ends.
    """

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, related_name="follow")
    email_sealed = models.TextField()
    created = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)
    # Rows and no moment: an answer taken down and published again is no news, whenever it comes back.
    told = models.ManyToManyField(Comment, related_name="+")

    objects = FollowQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("người theo dõi câu trả lời")
        verbose_name_plural = _("người theo dõi câu trả lời")

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.confirmed_at or '–'}"

    @property
    def is_on(self) -> bool:
        """Whether the owner of the address confirmed it."""
        return self.confirmed_at is not None
