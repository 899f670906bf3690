"""Votes: none is lost, whatever becomes of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from news.polls.models.poll import Option, Poll


class Vote(models.Model):
    """One vote of one browser."""

    class State(models.TextChoices):
        """Whether it counts."""

        COUNTED = "counted", _("Được tính")
        HELD = "held", _("Tạm giữ")
        DISCARDED = "discarded", _("Không tính")

    class Reason(models.TextChoices):
        """Why it was held."""

        NONE = "", _("Không")
        BURST = "burst", _("Dồn dập bất thường")
        NETWORK = "network", _("Quá nhiều từ một nơi")
        ROBOT = "robot", _("Có dấu hiệu máy tự gửi")

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="votes")
    option = models.ForeignKey(Option, on_delete=models.RESTRICT, related_name="votes")
    token_hash = models.CharField(max_length=64)
    submit_key = models.CharField(max_length=64)
    network = models.CharField(max_length=64, blank=True)
    """Hash of the network under the key of the day; emptied when the key is gone."""
    state = models.CharField(_("Tình trạng"), max_length=10, choices=State)
    reason = models.CharField(_("Lý do"), max_length=10, choices=Reason, blank=True)
    created_at = models.DateTimeField(_("Lúc"))

    class Meta:
        verbose_name = _("phiếu")
        verbose_name_plural = _("phiếu")
        default_permissions: ClassVar[list[str]] = []
        constraints: ClassVar[list] = [
            models.UniqueConstraint(fields=["poll", "token_hash"], name="one_vote_of_a_browser"),
            # Two clicks on one form, before the first answer brought the cookie.
            models.UniqueConstraint(fields=["poll", "submit_key"], name="one_vote_of_a_form"),
        ]
        indexes: ClassVar[list] = [
            models.Index(fields=["poll", "state", "option"], name="vote_counting"),
            models.Index(fields=["poll", "created_at"], name="vote_minutes"),
            models.Index(fields=["poll", "network", "created_at"], name="vote_networks"),
        ]

    def __str__(self) -> str:
        return f"{self.poll_id} {self.get_state_display()}"


class Refusal(models.Model):
    """How many votes of a poll were refused, and why: each is counted, none is kept."""

    class Why(models.TextChoices):
        """Why a vote was refused."""

        AGAIN = "again", _("Đã bỏ phiếu rồi")
        CLOSED = "closed", _("Gửi khi đã đóng")
        FORGED = "forged", _("Dấu nhận biết bị sửa")

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="refusals")
    why = models.CharField(_("Lý do"), max_length=10, choices=Why)
    times = models.PositiveIntegerField(_("Số lần"), default=0)

    class Meta:
        verbose_name = _("phiếu bị từ chối")
        verbose_name_plural = _("phiếu bị từ chối")
        default_permissions: ClassVar[list[str]] = []
        constraints: ClassVar[list] = [models.UniqueConstraint(fields=["poll", "why"], name="one_count_of_refusals")]

    def __str__(self) -> str:
        return f"{self.get_why_display()}: {self.times}"
