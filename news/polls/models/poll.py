"""A poll and what can be chosen in it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from portal.base.slugs import free_slug
from portal.vietnamese.text import normalise, squash


class PollQuerySet(models.QuerySet):
    """Lists of polls."""

    def public(self) -> PollQuerySet:
        """Return what readers may find; one that opens later says when."""
        return self.filter(is_public=True)

    def open(self, now: datetime | None = None) -> PollQuerySet:
        """Return those that take votes."""
        now = now or timezone.now()
        return self.public().filter(Q(closes_at=None) | Q(closes_at__gt=now), opens_at__lte=now)


class Poll(ClusterableModel):
    """A question with options. Results are shown to who voted, and to everybody once it is closed."""

    class Place(models.TextChoices):
        """Where it stands by itself; articles may carry it anywhere."""

        NONE = "none", _("Chỉ ở trang riêng và trong bài")
        HOME = "home", _("Trang chủ")
        EVERYWHERE = "everywhere", _("Trang chủ và mọi chuyên mục")

    class Figures(models.TextChoices):
        """Which figures are published."""

        CLEANED = "cleaned", _("Số phiếu sau khi kiểm tra")
        BOTH = "both", _("Số phiếu sau khi kiểm tra và số phiếu nhận được")

    question = models.CharField(_("Câu hỏi"), max_length=250)
    slug = models.SlugField(_("Đường dẫn"), max_length=140, unique=True, blank=True)
    intro = models.TextField(_("Lời dẫn"), blank=True, max_length=1000)
    opens_at = models.DateTimeField(_("Mở từ"), default=timezone.now)
    closes_at = models.DateTimeField(_("Đóng lúc"), null=True, blank=True, help_text=_("Để trống khi chưa định ngày."))
    place = models.CharField(_("Hiện ở"), max_length=10, choices=Place, default=Place.NONE)
    is_public = models.BooleanField(_("Công bố"), default=False)
    figures = models.CharField(_("Con số công bố"), max_length=10, choices=Figures, default=Figures.BOTH)
    remark = models.TextField(
        _("Nhận xét khi đóng"), blank=True, max_length=2000, help_text=_("Hiện cùng kết quả, khi đã đóng.")
    )
    is_demo = models.BooleanField(editable=False, default=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = PollQuerySet.as_manager()

    class Meta:
        verbose_name = _("thăm dò ý kiến")
        verbose_name_plural = _("thăm dò ý kiến")
        ordering: ClassVar[list[str]] = ["-opens_at", "-pk"]
        permissions: ClassVar[list] = [("judge_vote", _("Xét phiếu tạm giữ"))]
        indexes: ClassVar[list] = [models.Index(fields=["-opens_at"], name="poll_newest")]

    def __str__(self) -> str:
        return self.question

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with an address made once from the question."""
        self.question = squash(self.question)
        self.intro, self.remark = normalise(self.intro).strip(), normalise(self.remark).strip()
        self.slug = self.slug or free_slug(type(self), self.question)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse an end before the beginning."""
        super().clean()
        if self.closes_at and self.opens_at and self.closes_at <= self.opens_at:
            raise ValidationError({"closes_at": gettext("Lúc đóng phải sau lúc mở.")})

    def get_absolute_url(self) -> str:
        """The address of its page."""
        return reverse("poll", args=[self.slug])

    @property
    def is_closed(self) -> bool:
        """Whether it takes no more votes."""
        return self.closes_at is not None and self.closes_at <= timezone.now()

    @property
    def is_open(self) -> bool:
        """Whether it takes votes."""
        return self.is_public and self.opens_at <= timezone.now() and not self.is_closed


class Option(Orderable):
    """What can be chosen."""

    poll = ParentalKey(Poll, on_delete=models.CASCADE, related_name="options")
    text = models.CharField(_("Phương án"), max_length=200)

    class Meta(Orderable.Meta):
        verbose_name = _("phương án")
        verbose_name_plural = _("phương án")

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save tidy text."""
        self.text = squash(self.text)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse new words for what somebody already chose."""
        super().clean()
        stored = type(self).objects.filter(pk=self.pk).exclude(text=squash(self.text))
        if stored.filter(votes__isnull=False).exists():
            raise ValidationError({"text": gettext("Đã có phiếu cho phương án này nên chữ của nó không sửa được nữa.")})
