"""Exemplars (điển hình tiên tiến): individuals, collectives, households and models."""

from __future__ import annotations

import random
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel

from exemplars.movements.models import Movement
from exemplars.registry.identity import derive
from exemplars.registry.models.state import PUBLIC, State
from portal.base.slugs import free_slug
from portal.vietnamese.names import sort_key

IS_PUBLIC = Q(is_public=True)
ATTEMPTS = 10
"""How often a number is looked for that nobody else takes meanwhile."""


class Field(models.Model):
    """A field of life in which somebody sets an example (lĩnh vực); staff may edit the list."""

    code = models.SlugField(_("Mã"), max_length=60, unique=True)
    name = models.CharField(_("Tên"), max_length=120, unique=True)
    rank = models.PositiveSmallIntegerField(_("Thứ tự"), default=100)
    sort_key = models.CharField(max_length=400, editable=False)

    class Meta:
        verbose_name = _("lĩnh vực")
        verbose_name_plural = _("lĩnh vực")
        ordering: ClassVar[list[str]] = ["rank", "sort_key"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the sort key in step."""
        self.sort_key = sort_key(self.name)[:400]
        super().save(*args, **kwargs)


class ExemplarQuerySet(models.QuerySet):
    """Lists of exemplars."""

    def public(self) -> ExemplarQuerySet:
        """Return those readers may see."""
        return self.filter(is_public=True)

    def with_card(self) -> ExemplarQuerySet:
        """Fetch what a row or card shows: field, places, organisation, portrait with its cut sizes."""
        from portal.base.images import PORTRAIT_SPECS
        from portal.base.models import PortalRendition

        cuts = PortalRendition.objects.filter(filter_spec__in=PORTRAIT_SPECS)
        joined = self.select_related("field", "place__province", "place_now__province", "organisation", "portrait")
        return joined.prefetch_related(
            models.Prefetch("portrait__renditions", queryset=cuts, to_attr="prefetched_renditions")
        )


class Exemplar(ClusterableModel):
    """An exemplar.

    Never kept: numbers of identity cards; ethnicity and religion (sensitive by Decree 356/2025/NĐ-CP, and of no use
    here). Which fields are public is declared in ``exemplars.registry.fields``; a test fails for one that is not.
    """

    class Kind(models.TextChoices):
        """Who or what sets the example."""

        INDIVIDUAL = "individual", _("Cá nhân")
        COLLECTIVE = "collective", _("Tập thể")
        HOUSEHOLD = "household", _("Hộ gia đình")
        MODEL = "model", _("Mô hình")

    class Gender(models.TextChoices):
        """For forms of address and for reports."""

        FEMALE = "female", _("Nữ")
        MALE = "male", _("Nam")

    reference = models.CharField(
        _("Mã hồ sơ"),
        max_length=20,
        unique=True,
        blank=True,
        help_text=_("Ví dụ: GS-2024-0012. Để trống thì tự cấp. Nhập và xuất tệp nhận ra hồ sơ bằng mã này."),
    )
    kind = models.CharField(_("Đối tượng"), max_length=10, choices=Kind, default=Kind.INDIVIDUAL)
    name = models.CharField(_("Họ và tên, tên gọi"), max_length=200)
    family_name = models.CharField(_("Họ"), max_length=60, blank=True)
    middle_name = models.CharField(_("Đệm"), max_length=80, blank=True)
    given_name = models.CharField(_("Tên"), max_length=80, blank=True)
    name_by_hand = models.BooleanField(
        _("Họ, đệm, tên nhập tay"),
        default=False,
        help_text=_("Chọn khi họ kép hoặc tên dân tộc thiểu số không tách theo quy tắc chung."),
    )
    other_names = models.CharField(_("Bí danh, tên khác"), max_length=200, blank=True)
    gender = models.CharField(_("Giới tính"), max_length=6, choices=Gender, blank=True)
    birth_date = models.DateField(_("Ngày sinh"), null=True, blank=True)
    birth_year = models.PositiveSmallIntegerField(
        _("Năm sinh"), null=True, blank=True, validators=[MinValueValidator(1850), MaxValueValidator(2100)]
    )
    death_year = models.PositiveSmallIntegerField(
        _("Năm mất"), null=True, blank=True, validators=[MinValueValidator(1850), MaxValueValidator(2100)]
    )
    position = models.CharField(_("Chức vụ, nghề nghiệp"), max_length=200, blank=True)
    organisation = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("Đơn vị"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="exemplars",
    )
    place = models.ForeignKey(
        "places.Place",
        verbose_name=_("Địa phương khi được nêu gương"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="exemplars",
    )
    place_now = models.ForeignKey(
        "places.Place",
        verbose_name=_("Địa phương hiện nay"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Để trống nếu vẫn ở nơi ấy: tên mới của nơi ấy sau sáp nhập được tự tìm."),
    )
    field = models.ForeignKey(
        Field, verbose_name=_("Lĩnh vực"), null=True, blank=True, on_delete=models.PROTECT, related_name="exemplars"
    )
    year = models.PositiveSmallIntegerField(
        _("Năm nêu gương"), validators=[MinValueValidator(1945), MaxValueValidator(2100)]
    )
    direct_worker = models.BooleanField(
        _("Người trực tiếp lao động"),
        default=False,
        help_text=_("Trực tiếp công tác, lao động, học tập, chiến đấu; không giữ chức vụ quản lý."),
    )
    movements = models.ManyToManyField(Movement, verbose_name=_("Phong trào"), blank=True, related_name="exemplars")
    summary = models.TextField(
        _("Tóm tắt thành tích"),
        max_length=600,
        blank=True,
        help_text=_("Một, hai câu có số liệu: làm gì, ở đâu, kết quả ra sao."),
    )
    achievements = models.TextField(_("Thành tích"), blank=True)
    portrait = models.ForeignKey(
        "base.PortalImage", verbose_name=_("Ảnh"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Of a model (mô hình).
    owner = models.CharField(_("Chủ thể thực hiện"), max_length=200, blank=True)
    started_on = models.DateField(_("Bắt đầu từ"), null=True, blank=True)
    method = models.TextField(_("Cách làm"), blank=True)
    resources = models.TextField(_("Nguồn lực"), blank=True)
    results = models.TextField(_("Kết quả bằng số"), blank=True)
    reach = models.CharField(_("Phạm vi áp dụng"), max_length=250, blank=True)
    # Private.
    contact = models.CharField(_("Liên hệ"), max_length=200, blank=True, help_text=_("Không công bố."))
    notes = models.TextField(_("Ghi chú nội bộ"), blank=True, help_text=_("Không công bố."))
    source = models.CharField(_("Nguồn giới thiệu"), max_length=250, blank=True, help_text=_("Không công bố."))

    state = models.CharField(_("Trạng thái"), max_length=12, choices=State, default=State.NOMINATED, editable=False)
    is_public = models.BooleanField(editable=False, default=False)
    # What consent allows to show, worked out by exemplars.registry.consents.
    shows_face = models.BooleanField(editable=False, default=False)
    shows_place = models.BooleanField(editable=False, default=False)
    published_at = models.DateTimeField(_("Công bố lúc"), null=True, editable=False)
    review_due = models.DateField(_("Hạn rà soát"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, editable=False, on_delete=models.SET_NULL, related_name="merged_from"
    )
    is_demo = models.BooleanField(editable=False, default=False)
    slug = models.SlugField(_("Đường dẫn"), max_length=140, unique=True, blank=True)
    name_key = models.CharField(max_length=200, editable=False)
    given_key = models.CharField(max_length=80, editable=False)
    sort_key = models.CharField(max_length=600, editable=False)
    letter = models.CharField(max_length=1, editable=False, blank=True)
    honour_level = models.PositiveSmallIntegerField(editable=False, default=0)
    honour_rank = models.PositiveIntegerField(editable=False, default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = models.Manager.from_queryset(ExemplarQuerySet)()

    class Meta:
        verbose_name = _("gương điển hình")
        verbose_name_plural = _("gương điển hình")
        ordering: ClassVar[list[str]] = ["-pk"]
        permissions: ClassVar[list] = [
            ("decide_exemplar", "Quyết định trạng thái gương điển hình"),
            ("withdraw_exemplar", "Rút gương điển hình"),
            ("merge_exemplar", "Gộp hồ sơ trùng"),
            ("import_exemplar", "Nhập sổ gương điển hình từ tệp"),
            ("export_exemplar", "Xuất sổ gương điển hình, kể cả phần không công bố"),
        ]
        indexes: ClassVar[list] = [
            # Partial: Django writes WHERE "is_public", which SQLite matches to a partial index only.
            models.Index(fields=["-published_at", "-id"], condition=IS_PUBLIC, name="exemplar_newest"),
            models.Index(fields=["sort_key", "id"], condition=IS_PUBLIC, name="exemplar_by_name"),
            models.Index(fields=["-honour_rank", "-published_at", "-id"], condition=IS_PUBLIC, name="exemplar_honour"),
            models.Index(fields=["name_key"], name="exemplar_name"),
            models.Index(fields=["given_key", "birth_year"], name="exemplar_namesake"),
            models.Index(fields=["state", "review_due"], name="exemplar_state"),
        ]
        constraints: ClassVar[list] = [
            models.CheckConstraint(
                # Nothing is public before a person decided, whatever the code does.
                condition=Q(is_public=False) | Q(state__in=PUBLIC),
                name="public_only_when_published",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The address of its public page."""
        return reverse("exemplar", args=[self.slug])

    @property
    def is_person(self) -> bool:
        """Whether it is one person, with parts to the name."""
        return self.kind == self.Kind.INDIVIDUAL

    def clean(self) -> None:
        """Refuse dates that contradict each other; a person's name in parts must be the name."""
        super().clean()
        derive(self)
        if self.birth_year and self.death_year and self.death_year < self.birth_year:
            raise ValidationError({"death_year": _("Năm mất trước năm sinh.")})
        if self.birth_year and self.year and self.year < self.birth_year:
            raise ValidationError({"year": _("Năm nêu gương trước năm sinh.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with what is derived from the name, a reference and an address, and all that follows, or nothing."""
        derive(self)
        given = (self.slug, self.reference)
        for attempt in range(ATTEMPTS):
            # Those who met once would meet again at the next number: each goes on by a chance of its own.
            self._number(*given, skip=random.randrange(1 + 5 * attempt))  # noqa: S311 - no secret
            try:
                with transaction.atomic():
                    super().save(*args, **kwargs)
                break
            except IntegrityError:
                # Somebody else took the same next number or address in this moment; what was given is not ours to
                # change.
                if all(given) or attempt == ATTEMPTS - 1:
                    raise

    def _number(self, slug: str, reference: str, skip: int) -> None:
        from exemplars.registry.references import next_reference

        self.slug = slug or free_slug(type(self), self.name, skip=skip)
        self.reference = reference or next_reference(self.year, skip)
