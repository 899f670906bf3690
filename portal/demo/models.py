"""What the demo put into the portal, so that it can be taken out again and nothing else with it."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db import models


class DemoRecord(models.Model):
    """One object the demo made, or one existing object whose fields it filled in.

    For a filled-in object `before` and `after` hold the fields: removal puts back those still as the demo left them.
    """

    key = models.CharField(max_length=120, unique=True)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    made = models.BooleanField(default=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["content_type", "object_id"], name="demo_record_object")]

    def __str__(self) -> str:
        return self.key
