"""Citations (viện dẫn): a page names a document, which the library has, has not, or cannot tell."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from news.documents.models.official import OfficialDocument
from portal.base.models import BasePage


class Citation(models.Model):
    """One way in which one page cites one document, with the context that tells which one.

    Rows are made at publish from the text and replaced by the next publish; only what staff decided
    by hand (`manual`) lasts, for as long as the same words stand on the page.
    """

    class State(models.TextChoices):
        """What became of the citation."""

        LINKED = "linked", _("Đã nối")
        MISSING = "missing", _("Chưa có văn bản")
        AMBIGUOUS = "ambiguous", _("Chưa rõ văn bản nào")
        IGNORED = "ignored", _("Bỏ qua")

    class Form(models.TextChoices):
        """How it is written (see `citations.mention.Form`); a reference is chosen by an editor."""

        STATE = "state", _("Số ký hiệu Nhà nước")
        PARTY = "party", _("Số ký hiệu của Đảng")
        LAW = "law", _("Tên luật")
        BARE = "bare", _("Chỉ có số")
        PLENUM = "plenum", _("Nghị quyết hội nghị Trung ương")
        REFERENCE = "reference", _("Khung dẫn văn bản")

    page = models.ForeignKey(BasePage, on_delete=models.CASCADE, related_name="citations")
    document = models.ForeignKey(
        OfficialDocument,
        verbose_name=_("Văn bản"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="citations",
    )
    state = models.CharField(_("Tình trạng"), max_length=10, choices=State, default=State.MISSING)
    manual = models.BooleanField(_("Quyết định bằng tay"), default=False)
    position = models.PositiveIntegerField(default=0)
    count = models.PositiveSmallIntegerField(default=1)

    raw = models.CharField(_("Viết trong bài"), max_length=300)
    tail = models.CharField(max_length=300, blank=True)
    articles = models.CharField(max_length=200, blank=True)
    form = models.CharField(_("Dạng"), max_length=10, choices=Form)
    type_code = models.CharField(max_length=40, blank=True)
    number = models.CharField(max_length=40, blank=True)
    symbol = models.CharField(max_length=100, blank=True)
    number_key = models.CharField(max_length=40, blank=True)
    symbol_key = models.CharField(max_length=100, blank=True)
    dated_number = models.BooleanField(default=False)
    year = models.PositiveSmallIntegerField(null=True)
    year_hint = models.PositiveSmallIntegerField(null=True)
    issued_on = models.DateField(null=True)
    issuer_code = models.CharField(max_length=60, blank=True)
    level = models.CharField(max_length=12, blank=True)
    place = models.CharField(max_length=100, blank=True)
    term = models.CharField(max_length=12, blank=True)
    law_key = models.CharField(max_length=250, blank=True)
    alias_key = models.CharField(max_length=250, blank=True)
    page_date = models.DateField(null=True)
    group_key = models.CharField(max_length=400, blank=True)

    class Meta:
        verbose_name = _("viện dẫn")
        verbose_name_plural = _("viện dẫn")
        ordering: ClassVar[list[str]] = ["page", "position"]
        indexes: ClassVar[list] = [
            models.Index(fields=["number_key", "symbol_key"], name="citation_number"),
            models.Index(fields=["state", "group_key"], name="citation_worklist"),
            models.Index(fields=["alias_key"], name="citation_alias"),
            models.Index(fields=["law_key"], name="citation_law"),
        ]
        constraints: ClassVar[list] = [
            models.UniqueConstraint(fields=["page", "raw", "tail"], name="one_citation_per_wording"),
            models.CheckConstraint(
                condition=models.Q(state="linked", document__isnull=False)
                | (~models.Q(state="linked") & models.Q(document__isnull=True)),
                name="linked_means_a_document",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.raw}{self.tail}"
