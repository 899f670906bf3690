"""Keys that make networks unrecognisable, and counts of what each sent."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class NetworkKey(models.Model):
    """The random key of one purpose and period; once it is deleted, its hashes fit no network any more."""

    purpose = models.CharField(max_length=40)
    starts_on = models.DateField()
    key = models.BinaryField(max_length=32)

    class Meta:
        constraints: ClassVar[list] = [
            models.UniqueConstraint(fields=["purpose", "starts_on"], name="one_network_key_per_period")
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.starts_on}"


class Count(models.Model):
    """How often somebody (a hash) did something within one window of time."""

    what = models.CharField(max_length=40)
    who = models.CharField(max_length=64)
    seconds = models.PositiveIntegerField()
    window = models.PositiveBigIntegerField()
    ends_at = models.DateTimeField(db_index=True)
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list] = [
            models.UniqueConstraint(fields=["what", "who", "seconds", "window"], name="one_count_per_window")
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.window}: {self.times}"
