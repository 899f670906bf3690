"""A consultation: its days, its state, what came of it."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel

from portal.base.slugs import free_slug
from portal.vietnamese.text import normalise, squash


class ConsultationQuerySet(models.QuerySet):
    """Lists of consultations."""

    def public(self) -> ConsultationQuerySet:
        """Return what was published: it stays as a record after closing."""
        return self.filter(is_public=True)

    def open_on(self, day: date) -> ConsultationQuerySet:
        """Return those that take opinions on a day."""
        return self.public().filter(opens_on__lte=day, closes_on__gte=day)


class Consultation(ClusterableModel):
    """A list of those proposed for honours of the State, on which the people are heard.

    Decree 98/2023/NĐ-CP, article 46.2, kept by Decree 152/2025/NĐ-CP, article 60.3: before the council of the province
    meets, the list is shown on the province's own media for at least ten working days.
    """

    class Phase(models.TextChoices):
        """Where it stands on a day."""

        DRAFT = "draft", _("Bản nháp")
        COMING = "coming", _("Sắp mở")
        OPEN = "open", _("Đang lấy ý kiến")
        CLOSED = "closed", _("Đã đóng, chờ thông báo kết quả")
        CONCLUDED = "concluded", _("Đã có kết quả")

    title = models.CharField(
        _("Tên đợt"), max_length=250, help_text=_("Ví dụ: Lấy ý kiến về đề nghị tặng thưởng Huân chương Lao động đợt 2")
    )
    slug = models.SlugField(_("Đường dẫn"), max_length=140, unique=True, blank=True)
    intro = models.TextField(_("Lời dẫn"), blank=True, help_text=_("Căn cứ, cách góp ý, nơi tiếp nhận. Hai, ba câu."))
    document = models.ForeignKey(
        "documents.OfficialDocument",
        verbose_name=_("Văn bản"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Tờ trình, công văn đề nghị nếu có trong thư viện."),
    )
    opens_on = models.DateField(_("Mở từ ngày"), default=timezone.localdate)
    closes_on = models.DateField(_("Đến hết ngày"))
    retention_months = models.PositiveSmallIntegerField(
        _("Giữ thông tin người góp ý (tháng)"),
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text=_("Tính từ ngày đóng. Hết hạn, họ tên, điện thoại, địa chỉ và lời góp ý được xóa; con số còn lại."),
    )
    is_public = models.BooleanField(_("Công bố"), default=False, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    conclusion = models.TextField(_("Kết luận"), blank=True, editable=False)
    opinion_count = models.PositiveIntegerField(_("Số ý kiến"), null=True, editable=False)
    concluded_at = models.DateTimeField(null=True, editable=False)
    erased_at = models.DateTimeField(null=True, editable=False)
    is_demo = models.BooleanField(editable=False, default=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = _("đợt lấy ý kiến Nhân dân")
        verbose_name_plural = _("đợt lấy ý kiến Nhân dân")
        ordering: ClassVar[list[str]] = ["-opens_on", "-pk"]
        permissions: ClassVar[list] = [
            ("publish_consultation", _("Công bố, gia hạn, thông báo kết quả")),
            ("read_opinion", _("Đọc, xuất ý kiến kèm thông tin người góp ý")),
        ]
        constraints: ClassVar[list] = [
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on")),
                name="consultation_closes_after_it_opens",
                violation_error_message=_("Ngày đóng trước ngày mở."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with an address made once from the title."""
        self.title = squash(self.title)
        self.intro, self.conclusion = normalise(self.intro).strip(), normalise(self.conclusion).strip()
        self.slug = self.slug or free_slug(type(self), self.title)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse to move the days of what was published: only an extension may (:mod:`..publishing`).

        Nor are its writers remembered for longer than they were told.
        """
        super().clean()
        stored = type(self).objects.public().filter(pk=self.pk).first()
        if stored is None:
            return
        if (stored.opens_on, stored.closes_on) != (self.opens_on, self.closes_on):
            raise ValidationError(gettext("Đợt đã công bố: ngày mở, ngày đóng không sửa được nữa; hãy dùng Gia hạn."))
        if (self.retention_months or 0) > stored.retention_months:
            told = gettext("Người góp ý đã được hẹn xóa sau %(months)s tháng: chỉ rút ngắn được, không kéo dài.")
            raise ValidationError({"retention_months": told % {"months": stored.retention_months}})

    def get_absolute_url(self) -> str:
        """The address of its page."""
        return reverse("consultation", args=[self.slug])

    @property
    def phase(self) -> Consultation.Phase:
        """Where it stands today, Vietnamese time."""
        today = timezone.localdate()
        if not self.is_public:
            return self.Phase.DRAFT
        if today < self.opens_on:
            return self.Phase.COMING
        if today <= self.closes_on:
            return self.Phase.OPEN
        return self.Phase.CONCLUDED if self.concluded_at else self.Phase.CLOSED

    @property
    def is_open(self) -> bool:
        """Whether opinions are taken today."""
        return self.phase == self.Phase.OPEN


class Extension(models.Model):
    """The end moved further away, with the reason readers are told."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="extensions")
    closed_on = models.DateField(_("Hạn cũ"))
    closes_on = models.DateField(_("Hạn mới"))
    reason = models.CharField(_("Lý do"), max_length=300)
    actor = models.ForeignKey("base.User", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("lần gia hạn")
        verbose_name_plural = _("lần gia hạn")
        ordering: ClassVar[list[str]] = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.closed_on:%d/%m/%Y} → {self.closes_on:%d/%m/%Y}"
