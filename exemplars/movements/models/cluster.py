"""Clusters and blocks (cụm, khối thi đua): members, heads, criteria and scores, a set of them for each year."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from portal.base.slugs import free_slug
from portal.vietnamese.names import sort_key
from portal.vietnamese.text import squash


class Cluster(models.Model):
    """A cluster (cụm: by place) or a block (khối: by function)."""

    class Kind(models.TextChoices):
        """By place or by function."""

        CLUSTER = "cum", _("Cụm thi đua")
        BLOCK = "khoi", _("Khối thi đua")

    class Level(models.TextChoices):
        """Whose council organises it."""

        NATIONAL = "national", _("Hội đồng Thi đua - Khen thưởng Trung ương")
        PROVINCE = "province", _("Hội đồng Thi đua - Khen thưởng tỉnh")
        COMMUNE = "commune", _("Hội đồng Thi đua - Khen thưởng cấp xã")

    name = models.CharField(_("Tên"), max_length=200, unique=True)
    kind = models.CharField(_("Loại"), max_length=4, choices=Kind, default=Kind.CLUSTER)
    level = models.CharField(_("Cấp tổ chức"), max_length=8, choices=Level, default=Level.PROVINCE)
    decision = models.ForeignKey(
        "documents.OfficialDocument",
        verbose_name=_("Quyết định thành lập"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    founded_on = models.DateField(_("Thành lập"), null=True, blank=True)
    dissolved_on = models.DateField(_("Kết thúc"), null=True, blank=True)
    summary = models.TextField(_("Giới thiệu"), blank=True)
    is_public = models.BooleanField(_("Công bố"), default=True)
    is_demo = models.BooleanField(editable=False, default=False)
    slug = models.SlugField(_("Đường dẫn"), max_length=140, unique=True, blank=True)
    sort_key = models.CharField(max_length=600, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("cụm, khối thi đua")
        verbose_name_plural = _("cụm, khối thi đua")
        ordering: ClassVar[list[str]] = ["sort_key", "pk"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with an address and a sort key in step with the name."""
        self.name = squash(self.name)
        self.sort_key = sort_key(self.name)[:600]
        self.slug = self.slug or free_slug(type(self), self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """The address of its page."""
        return reverse("cluster", args=[self.slug])

    @property
    def is_block(self) -> bool:
        """Whether it is a block: its head is then a "trưởng khối"."""
        return self.kind == self.Kind.BLOCK


class ClusterTerm(ClusterableModel):
    """One year of a cluster: who led it, who belonged to it, by what they were judged, how it ended."""

    cluster = models.ForeignKey(Cluster, verbose_name=_("Cụm, khối"), on_delete=models.CASCADE, related_name="terms")
    year = models.PositiveSmallIntegerField(_("Năm"), validators=[MinValueValidator(1990), MaxValueValidator(2100)])
    decision = models.ForeignKey(
        "documents.OfficialDocument",
        verbose_name=_("Quyết định công nhận"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    note = models.TextField(_("Ghi chú, kết quả chung"), blank=True)
    is_closed = models.BooleanField(
        _("Đã tổng kết"), default=False, help_text=_("Điểm và thứ hạng chỉ công bố khi đã tổng kết.")
    )
    # Goes up with each change of the table of scores: whoever saves an older one is told, and overwrites nobody.
    version = models.PositiveIntegerField(editable=False, default=0)

    class Meta:
        verbose_name = _("năm hoạt động của cụm, khối")
        verbose_name_plural = _("năm hoạt động của cụm, khối")
        ordering: ClassVar[list[str]] = ["-year", "cluster"]
        constraints: ClassVar[list] = [
            models.UniqueConstraint(
                fields=["cluster", "year"],
                name="one_term_a_year",
                violation_error_message=_("Cụm, khối này đã có năm ấy."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.cluster}, {self.year}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save as a new version, also against a save that goes on at the same moment."""
        if self.pk:
            self.version = models.F("version") + 1
        super().save(*args, **kwargs)
        if self.pk and not isinstance(self.version, int):
            self.refresh_from_db(fields=["version"])

    def get_absolute_url(self) -> str:
        """The address of the year's page."""
        return reverse("cluster_term", args=[self.cluster.slug, self.year])


class TermMember(Orderable):
    """A place or organisation in a cluster for a year, as it was called then."""

    class Role(models.TextChoices):
        """What it was in that year."""

        HEAD = "head", _("Trưởng cụm, khối")
        DEPUTY = "deputy", _("Phó cụm, khối")
        MEMBER = "member", _("Thành viên")

    class Result(models.TextChoices):
        """What the year-end meeting voted to propose it for (suy tôn): a nomination, not an honour."""

        NONE = "", _("Không")
        GOVERNMENT_FLAG = "co-chinh-phu", _("Suy tôn đề nghị tặng “Cờ thi đua của Chính phủ”")
        PROVINCE_FLAG = "co-tinh", _("Suy tôn đề nghị tặng Cờ thi đua của tỉnh")
        CERTIFICATE = "bang-khen", _("Đề nghị tặng Bằng khen")

    term = ParentalKey(ClusterTerm, on_delete=models.CASCADE, related_name="members")
    place = models.ForeignKey(
        "places.Place",
        verbose_name=_("Địa phương"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("Tổ chức"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    role = models.CharField(_("Vai trò"), max_length=6, choices=Role, default=Role.MEMBER)
    bonus = models.DecimalField(_("Điểm thưởng"), max_digits=6, decimal_places=2, default=Decimal(0))
    minus = models.DecimalField(_("Điểm trừ"), max_digits=6, decimal_places=2, default=Decimal(0))
    rank = models.PositiveSmallIntegerField(_("Xếp hạng"), null=True, blank=True)
    result = models.CharField(_("Kết quả bình xét"), max_length=12, choices=Result, blank=True, default=Result.NONE)

    class Meta(Orderable.Meta):
        verbose_name = _("thành viên cụm, khối")
        verbose_name_plural = _("thành viên cụm, khối")
        constraints: ClassVar[list] = [
            models.CheckConstraint(
                condition=models.Q(place__isnull=False, organisation__isnull=True)
                | models.Q(place__isnull=True, organisation__isnull=False),
                name="member_is_a_place_or_an_organisation",
                violation_error_message=_("Chọn một địa phương hoặc một tổ chức, không cả hai."),
            ),
            models.UniqueConstraint(
                fields=["term", "place"], condition=models.Q(place__isnull=False), name="one_place_a_term"
            ),
            models.UniqueConstraint(
                fields=["term", "organisation"],
                condition=models.Q(organisation__isnull=False),
                name="one_organisation_a_term",
            ),
        ]

    def __str__(self) -> str:
        return str(self.unit or "")

    @property
    def unit(self) -> Any:
        """The place or organisation."""
        return self.place or self.organisation


class Criterion(Orderable):
    """A line of the year's table of criteria (bảng tiêu chí), with the most points it can bring."""

    term = ParentalKey(ClusterTerm, on_delete=models.CASCADE, related_name="criteria")
    group = models.CharField(_("Nhóm"), max_length=160, blank=True)
    name = models.CharField(_("Tiêu chí"), max_length=250)
    max_points = models.DecimalField(
        _("Điểm tối đa"), max_digits=6, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )

    class Meta(Orderable.Meta):
        verbose_name = _("tiêu chí")
        verbose_name_plural = _("tiêu chí")

    def __str__(self) -> str:
        return self.name


class Score(models.Model):
    """What a member gave itself on a criterion (tự chấm), and what the cross-check gave (thẩm định)."""

    member = models.ForeignKey(TermMember, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="scores")
    own_points = models.DecimalField(_("Tự chấm"), max_digits=6, decimal_places=2, null=True, blank=True)
    checked_points = models.DecimalField(_("Thẩm định"), max_digits=6, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = _("điểm")
        verbose_name_plural = _("điểm")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(fields=["member", "criterion"], name="one_score_per_criterion")
        ]

    def __str__(self) -> str:
        return f"{self.member}, {self.criterion}"

    def clean(self) -> None:
        """Refuse points below zero or above the criterion's most."""
        super().clean()
        for field in ("own_points", "checked_points"):
            points = getattr(self, field)
            if points is not None and not 0 <= points <= self.criterion.max_points:
                raise ValidationError({field: _("Điểm phải từ 0 đến %(most)s.") % {"most": self.criterion.max_points}})
