"""Official documents (văn bản): what they are called, what became of them, their files."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from news.documents import identity
from news.documents.addresses import document_address
from news.documents.models.status import OfficialDocumentQuerySet, Status, status_of
from news.documents.models.vocabulary import DocumentType, Issuer

DUPLICATE = _("Văn bản này đã có: trùng cơ quan, loại, số, ký hiệu và năm hoặc nhiệm kỳ.")


class OfficialDocumentManager(models.Manager.from_queryset(OfficialDocumentQuerySet)):
    """Documents with type and issuer: no label can be written without them."""

    def get_queryset(self) -> OfficialDocumentQuerySet:
        """Return documents, type and issuer joined."""
        return super().get_queryset().select_related("type", "issuer")


class OfficialDocument(ClusterableModel):
    """An official document.

    Its identity is issuer, type, number, symbol and the year or Party term in which that number was
    given out: "21/KH-UBND" exists in every province and every year, "34-CT/TW" in every term.
    """

    type = models.ForeignKey(
        DocumentType, verbose_name=_("Loại văn bản"), on_delete=models.PROTECT, related_name="documents"
    )
    issuer = models.ForeignKey(
        Issuer, verbose_name=_("Cơ quan ban hành"), on_delete=models.PROTECT, related_name="documents"
    )
    co_issuers = ParentalManyToManyField(
        Issuer, verbose_name=_("Cơ quan cùng ban hành"), blank=True, related_name="co_documents"
    )
    number = models.CharField(
        _("Số"), max_length=40, blank=True, help_text=_("Ví dụ: 21. Dán cả “21/KH-UBND” cũng được, ký hiệu sẽ tự tách.")
    )
    symbol = models.CharField(_("Ký hiệu"), max_length=60, blank=True, help_text=_("Ví dụ: KH-UBND, NĐ-CP, CT/TW"))
    is_normative = models.BooleanField(
        _("Số có ghi năm"),
        default=False,
        help_text=_("Văn bản quy phạm pháp luật, như 31/2020/QĐ-UBND."),
    )
    year = models.PositiveSmallIntegerField(
        _("Năm"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1930)],
        help_text=_("Năm của số văn bản Nhà nước. Để trống thì lấy theo ngày ban hành."),
    )
    term = models.CharField(
        _("Khóa, nhiệm kỳ"),
        max_length=12,
        blank=True,
        help_text=_("Của văn bản Đảng: XIII, 2020-2025. Để trống thì tính theo ngày ban hành."),
    )
    name = models.CharField(
        _("Tên gọi"),
        max_length=250,
        blank=True,
        help_text=_("Tên của luật, bộ luật, đề án: “Luật Thi đua, khen thưởng”."),
    )
    summary = models.TextField(_("Trích yếu"), max_length=1000, help_text=_("Về việc gì, như ghi trên văn bản."))
    issued_on = models.DateField(_("Ngày ban hành"), null=True, blank=True)
    effective_on = models.DateField(_("Ngày có hiệu lực"), null=True, blank=True)
    expires_on = models.DateField(_("Ngày hết hiệu lực"), null=True, blank=True)
    signer = models.CharField(_("Người ký"), max_length=120, blank=True)
    signer_position = models.CharField(_("Chức vụ người ký"), max_length=160, blank=True)
    status = models.CharField(
        _("Hiệu lực"),
        max_length=10,
        choices=Status,
        blank=True,
        help_text=_("Để trống thì tính theo ngày và các văn bản sửa đổi, thay thế, bãi bỏ."),
    )
    source_url = models.URLField(_("Bản gốc trên mạng"), max_length=500, blank=True)
    public = models.BooleanField(_("Hiện trong thư viện văn bản"), default=True)
    slug = models.SlugField(_("Đường dẫn"), max_length=140, unique=True, blank=True)

    number_key = models.CharField(max_length=40, blank=True, editable=False)
    symbol_key = models.CharField(max_length=60, blank=True, editable=False)
    law_key = models.CharField(max_length=250, blank=True, editable=False)
    listing_year = models.PositiveSmallIntegerField(null=True, editable=False, db_index=True)
    search_text = models.TextField(blank=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = OfficialDocumentManager()

    class Meta:
        verbose_name = _("văn bản")
        verbose_name_plural = _("văn bản")
        ordering: ClassVar[list] = [models.F("issued_on").desc(nulls_last=True), "-id"]
        indexes: ClassVar[list] = [
            models.Index(fields=["number_key", "symbol_key"], name="document_number"),
            models.Index(fields=["public", "-issued_on", "-id"], name="document_newest"),
            models.Index(fields=["law_key"], name="document_law"),
        ]
        constraints: ClassVar[list] = [
            # NULL years would make every row differ; they count as 0 here.
            models.UniqueConstraint(
                "issuer",
                "type",
                "is_normative",
                "number_key",
                "symbol_key",
                Coalesce("year", 0),
                "term",
                condition=~models.Q(number_key=""),
                name="one_document_per_identity",
                violation_error_message=DUPLICATE,
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_party(self) -> bool:
        """Whether the document is numbered in the Party's way."""
        return self.issuer.system == "party"

    @property
    def code(self) -> str:
        """Number and symbol as printed on the document: "98/2023/NĐ-CP", "34-CT/TW"; "" without a number."""
        return identity.printed_number(self)

    @property
    def label(self) -> str:
        """The document in one phrase: "Kế hoạch số 21/KH-UBND", "Luật Thi đua, khen thưởng số 06/2022/QH15"."""
        return identity.label(self)

    @property
    def dated_label(self) -> str:
        """The label with the date of issue, where it is known."""
        return identity.dated_label(self)

    @property
    def issuers(self) -> list[Issuer]:
        """The issuer and those who issued it together."""
        return [self.issuer, *(issuer for issuer in self.co_issuers.all() if issuer.pk != self.issuer_id)]

    @property
    def status_now(self) -> str:
        """Today's status (a `Status` value): from the query's annotation, else worked out."""
        return self.__dict__.get("_status_now") or status_of(self)

    @status_now.setter
    def status_now(self, value: str) -> None:
        self.__dict__["_status_now"] = value

    @property
    def status_label(self) -> str:
        """Today's status in words."""
        return str(Status(self.status_now).label)

    def get_absolute_url(self) -> str:
        """The address of its page in the library; "" while there is no library."""
        return document_address(self.slug)

    def clean(self) -> None:
        """Split a pasted "21/KH-UBND", fill year or term, refuse impossible dates."""
        super().clean()
        if self.type_id and self.issuer_id:
            identity.complete(self)
        if self.issued_on and self.expires_on and self.expires_on < self.issued_on:
            raise ValidationError({"expires_on": _("Ngày hết hiệu lực trước ngày ban hành.")})
        # The database constraint leans on derived columns, which forms leave out of their own check.
        if self.type_id and self.issuer_id and identity.is_taken(self):
            raise ValidationError(DUPLICATE)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with keys, slug and search text in step, and re-resolve the citations it may answer."""
        from news.documents.citations.refresh import document_changed

        identity.complete(self)
        if not self.slug:
            self.slug = identity.free_slug(self)
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], *identity.DERIVED}
        with transaction.atomic():
            super().save(*args, **kwargs)
            document_changed(self)


class DocumentFile(Orderable):
    """A file of the document, for download."""

    document = ParentalKey(OfficialDocument, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey("base.PortalDocument", verbose_name=_("Tệp"), on_delete=models.CASCADE, related_name="+")
    title = models.CharField(_("Tên hiện ra"), max_length=200, blank=True, help_text=_("Ví dụ: Phụ lục I"))

    class Meta(Orderable.Meta):
        verbose_name = _("tệp")

    @property
    def shown_title(self) -> str:
        """What the download is called."""
        return self.title or self.file.title


class DocumentRelation(Orderable):
    """What this document does to another."""

    class Kind(models.TextChoices):
        """The kinds of relation."""

        AMENDS = "amends", _("Sửa đổi, bổ sung")
        REPLACES = "replaces", _("Thay thế")
        REPEALS = "repeals", _("Bãi bỏ")
        GUIDES = "guides", _("Hướng dẫn, quy định chi tiết")
        IMPLEMENTS = "implements", _("Triển khai thực hiện")

    source = ParentalKey(OfficialDocument, on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(_("Quan hệ"), max_length=10, choices=Kind)
    target = models.ForeignKey(
        OfficialDocument, verbose_name=_("Văn bản"), on_delete=models.CASCADE, related_name="relations_in"
    )
    note = models.CharField(_("Ghi chú"), max_length=200, blank=True, help_text=_("Ví dụ: một phần, Điều 3"))

    class Meta(Orderable.Meta):
        verbose_name = _("quan hệ")
        constraints: ClassVar[list] = [
            models.UniqueConstraint(fields=["source", "kind", "target"], name="one_relation_of_a_kind")
        ]

    def clean(self) -> None:
        """Refuse a document related to itself."""
        super().clean()
        if self.target_id and self.target_id == self.source_id:
            raise ValidationError({"target": _("Văn bản không thể quan hệ với chính nó.")})


class DocumentAlias(Orderable):
    """Another way the document is cited: "Nghị quyết Trung ương 4 khóa XII", "1479/BTĐKT-VIII"."""

    document = ParentalKey(OfficialDocument, on_delete=models.CASCADE, related_name="aliases")
    text = models.CharField(_("Cách gọi"), max_length=200)
    key = models.CharField(max_length=200, editable=False, db_index=True)

    class Meta(Orderable.Meta):
        verbose_name = _("cách gọi khác")

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the comparable form."""
        self.key = identity.alias_key(self.text)
        super().save(*args, **kwargs)
