"""What somebody told us about somebody else, all of it private until it becomes an exemplar of the registry."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from exemplars.nominations.models.state import OPEN, State
from exemplars.registry.models import Exemplar, Field
from portal.vietnamese.text import fold


class Nomination(models.Model):
    """A nomination (phiếu giới thiệu gương người tốt, việc tốt).

    Nothing of it is public, ever: what is published is the exemplar made of it, under a consent of its own. Erasing
    leaves reference, dates and state.
    """

    class Relation(models.TextChoices):
        """What the proposer is to the nominee."""

        NONE = "none", _("Chỉ biết việc làm, không quen riêng")
        NEIGHBOUR = "neighbour", _("Hàng xóm, người cùng địa phương")
        COLLEAGUE = "colleague", _("Cùng cơ quan, đơn vị")
        FAMILY = "family", _("Người trong gia đình, họ hàng")
        UNIT = "unit", _("Thay mặt đơn vị, đoàn thể")
        SELF = "self", _("Chính tôi, hoặc tập thể của tôi")

    class Asked(models.TextChoices):
        """What the proposer knows of the nominee's consent; it stands for no consent."""

        AGREES = "agrees", _("Đã hỏi, người ấy đồng ý được giới thiệu")
        NOT_ASKED = "not_asked", _("Chưa hỏi")
        UNWILLING = "unwilling", _("Đã hỏi, người ấy ngại hoặc không muốn")

    reference = models.CharField(_("Mã phiếu"), max_length=20, unique=True)
    submit_key = models.CharField(max_length=32, unique=True, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    token_sealed = models.TextField(blank=True, editable=False)
    """The key of the receipt's address, sealed: letters to the proposer name it."""

    kind = models.CharField(_("Giới thiệu ai"), max_length=10, choices=Exemplar.Kind)
    name = models.CharField(_("Họ và tên, tên gọi"), max_length=200, blank=True)
    name_key = models.CharField(max_length=200, db_index=True, editable=False)
    birth_year = models.PositiveSmallIntegerField(
        _("Năm sinh"), null=True, blank=True, validators=[MinValueValidator(1850), MaxValueValidator(2100)]
    )
    unit = models.CharField(_("Đơn vị"), max_length=200, blank=True)
    place_text = models.CharField(_("Địa phương"), max_length=160, blank=True)
    place = models.ForeignKey(
        "places.Place", verbose_name=_("Địa phương"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    field = models.ForeignKey(
        Field, verbose_name=_("Lĩnh vực"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    deeds = models.TextField(_("Việc làm tốt"), blank=True)
    since = models.CharField(_("Từ bao giờ"), max_length=100, blank=True)
    witnesses = models.TextField(_("Ai xác nhận được"), blank=True)
    asked = models.CharField(_("Người được giới thiệu đã biết chưa"), max_length=9, choices=Asked)

    proposer_name = models.CharField(_("Người giới thiệu"), max_length=60, blank=True)
    email_sealed = models.TextField(blank=True, editable=False)
    phone_sealed = models.TextField(blank=True, editable=False)
    relation = models.CharField(_("Quan hệ"), max_length=9, choices=Relation, blank=True)
    has_interest = models.BooleanField(_("Có quyền lợi liên quan"), default=False)

    state = models.CharField(_("Trạng thái"), max_length=10, choices=State, default=State.NOMINATED)
    question = models.TextField(_("Câu hỏi cho người giới thiệu"), blank=True)
    question_answer = models.TextField(_("Trả lời của người giới thiệu"), blank=True)
    result = models.TextField(_("Kết quả báo cho người giới thiệu"), blank=True)
    exemplar = models.ForeignKey(
        Exemplar, null=True, editable=False, on_delete=models.SET_NULL, related_name="nominations"
    )
    """The dossier made of it, or the one it turned out to be about."""
    is_suspect = models.BooleanField(default=False, editable=False)
    """Whether the field for robots was filled in: a person looks."""
    net_hash = models.CharField(max_length=64, blank=True, editable=False)
    is_demo = models.BooleanField(editable=False, default=False)
    created_at = models.DateTimeField(_("Nhận lúc"), auto_now_add=True)
    decided_at = models.DateTimeField(_("Xong lúc"), null=True, editable=False)
    erased_at = models.DateTimeField(_("Xóa lúc"), null=True, editable=False)

    class Meta:
        verbose_name = _("phiếu giới thiệu")
        verbose_name_plural = _("phiếu giới thiệu")
        ordering: ClassVar[list[str]] = ["-pk"]
        permissions: ClassVar[list] = [("decide_nomination", "Quyết định về phiếu giới thiệu")]
        indexes: ClassVar[list] = [models.Index(fields=["state", "decided_at"], name="nomination_state")]

    def __str__(self) -> str:
        return self.reference

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the key by which namesakes are found."""
        self.name_key = fold(self.name)
        super().save(*args, **kwargs)

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something about it."""
        return self.state in OPEN and self.erased_at is None

    @property
    def title(self) -> str:
        """Whom it is about; the reference once that was erased."""
        return self.name or self.reference


class NominationDecision(models.Model):
    """One change of state: who decided it, when and why. Rows are only ever added."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="decisions")
    from_state = models.CharField(_("Từ"), max_length=10, choices=State, blank=True)
    to_state = models.CharField(_("Thành"), max_length=10, choices=State)
    reason = models.TextField(_("Lý do"), blank=True)
    told = models.TextField(_("Báo cho người giới thiệu"), blank=True)
    actor = models.ForeignKey("base.User", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("quyết định về phiếu giới thiệu")
        verbose_name_plural = _("quyết định về phiếu giới thiệu")
        ordering: ClassVar[list[str]] = ["-at", "-pk"]

    def __str__(self) -> str:
        if not self.from_state:
            return self.get_to_state_display()
        return f"{self.get_from_state_display()} → {self.get_to_state_display()}"
