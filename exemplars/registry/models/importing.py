"""Imports of lists: what a file said, what staff agreed to, and what it changed, so that it can be undone."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from exemplars.registry.models.exemplar import Exemplar
from exemplars.registry.storage import import_name, private_storage


class ImportRun(models.Model):
    """One list, from upload to undo. All of it is private."""

    class State(models.TextChoices):
        """How far it is."""

        PREVIEWED = "previewed", _("Đang xem trước")
        COMMITTED = "committed", _("Đã nhập")
        UNDONE = "undone", _("Đã hoàn tác")

    file_name = models.CharField(_("Tệp"), max_length=200)
    file = models.FileField(storage=private_storage, upload_to=import_name, max_length=255, blank=True)
    state = models.CharField(_("Tình trạng"), max_length=10, choices=State, default=State.PREVIEWED)
    options = models.JSONField(default=dict)
    headings = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    warnings = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    new_organisations = models.JSONField(default=list)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Người nhập"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(_("Tải lên lúc"), auto_now_add=True)
    committed_at = models.DateTimeField(_("Nhập lúc"), null=True)
    undone_at = models.DateTimeField(_("Hoàn tác lúc"), null=True)

    class Meta:
        verbose_name = _("lần nhập từ tệp")
        verbose_name_plural = _("các lần nhập từ tệp")
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.created_at:%d/%m/%Y %H:%M})"


class ImportRow(models.Model):
    """One row of a list, as it was understood."""

    class Outcome(models.TextChoices):
        """What the row would do, or has done."""

        NEW = "new", _("Mới")
        SAME = "same", _("Đã có, không đổi")
        CHANGED = "changed", _("Thay đổi")
        DUPLICATE = "duplicate", _("Có thể trùng")
        ERROR = "error", _("Có lỗi")

    class Choice(models.TextChoices):
        """What staff decided on a row that may be a duplicate."""

        SKIP = "", _("Bỏ qua")
        NEW = "new", _("Thêm hồ sơ mới")
        SAME = "same", _("Cập nhật hồ sơ đã có")

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=9, choices=Outcome)
    choice = models.CharField(max_length=4, choices=Choice, blank=True, default=Choice.SKIP)
    name = models.CharField(max_length=200, blank=True)
    exemplar = models.ForeignKey(Exemplar, null=True, on_delete=models.SET_NULL, related_name="+")
    twin_row = models.PositiveIntegerField(null=True)
    values = models.JSONField(default=dict)
    changes = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    undo = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar[list[str]] = ["run", "number"]
        constraints: ClassVar[list] = [models.UniqueConstraint(fields=["run", "number"], name="one_row_per_number")]
        indexes: ClassVar[list] = [models.Index(fields=["run", "outcome", "number"], name="import_row_outcome")]

    def __str__(self) -> str:
        return f"{self.number}: {self.name}"
