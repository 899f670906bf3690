"""Bulletins (tin, bài): the page, its topics and the articles editors pin beside it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Orderable

from news.bulletins.neighbours import neighbours
from portal.base.blocks import BodyBlock
from portal.base.fields import BodyField
from portal.base.models import BasePage
from portal.vietnamese.names import sort_key
from portal.vietnamese.slug import slugify_vi


class Topic(models.Model):
    """A topic (chủ đề) readers can follow across sections."""

    name = models.CharField(_("Tên chủ đề"), max_length=100, unique=True)
    slug = models.SlugField(_("Đường dẫn"), max_length=120, unique=True, blank=True)
    sort_key = models.CharField(max_length=255, editable=False, db_index=True)

    class Meta:
        verbose_name = _("chủ đề")
        verbose_name_plural = _("chủ đề")
        ordering: ClassVar[list[str]] = ["sort_key"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Fill the address once; keep the Vietnamese sort key in step with the name."""
        self.slug = self.slug or slugify_vi(self.name)
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)


class BulletinPage(BasePage):
    """A bulletin (tin, bài): title, sapo, body, who wrote it and where it was taken from."""

    kind = "bulletin"
    schema_type = "NewsArticle"
    takes_comments = True

    body = BodyField(BodyBlock(), verbose_name=_("Nội dung"), blank=True)
    byline = models.CharField(
        _("Tác giả, bút danh"), max_length=120, blank=True, help_text=_("Ví dụ: Thanh Thuyên, KIM KIM hoặc P.V")
    )
    unit = models.CharField(_("Đơn vị gửi bài"), max_length=200, blank=True)
    source_text = models.CharField(
        _("Nguồn"), max_length=250, blank=True, help_text=_("Ví dụ: Theo tài liệu của Ban Tuyên giáo và Dân vận")
    )
    source_url = models.URLField(_("Liên kết nguồn"), max_length=500, blank=True)
    topics = ParentalManyToManyField(Topic, verbose_name=_("Chủ đề"), blank=True, related_name="bulletins")
    import_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)

    template = "bulletins/bulletin_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    exclude_fields_in_copy: ClassVar[list[str]] = ["import_key"]

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("lead"),
        BasePage.image_panel,
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("byline"), FieldPanel("unit"), FieldPanel("source_text"), FieldPanel("source_url")],
            heading=_("Tác giả và nguồn"),
        ),
        FieldPanel("topics"),
        InlinePanel("pinned_related", heading=_("Tin liên quan (ghim)"), label=_("Tin"), max_num=10),
    ]
    settings_panels = [FieldPanel("display_date"), *BasePage.settings_panels]

    class Meta:
        verbose_name = _("tin, bài")
        verbose_name_plural = _("tin, bài")

    @property
    def creator(self) -> str:
        """The pen name, else the unit that sent the article."""
        return self.byline or self.unit

    def structured_data(self, context: dict[str, Any]) -> dict[str, Any]:
        """Return headline, dates, author and section of a NewsArticle."""
        author = {"@type": "Person", "name": self.byline} if self.byline else None
        modified = self.last_published_at or self.display_date
        data = {
            "headline": self.title[:110],
            "mainEntityOfPage": context["canonical"],
            "datePublished": self.display_date.isoformat() if self.display_date else None,
            "dateModified": modified.isoformat() if modified else None,
            "author": author or {"@type": "Organization", "name": self.unit or context["portal"].office_name},
            "articleSection": self.section.title if self.section else None,
            "isAccessibleForFree": True,
        }
        return {name: value for name, value in data.items() if value is not None}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add topics, related articles and the older ones of the section."""
        context = super().get_context(request, *args, **kwargs)
        context["topics"] = list(self.topics.all())
        return context | neighbours(self, previewed=getattr(request, "is_preview", False))


class RelatedPin(Orderable):
    """An article an editor pinned under “Tin liên quan”."""

    page = ParentalKey(BulletinPage, on_delete=models.CASCADE, related_name="pinned_related")
    related = models.ForeignKey(BasePage, verbose_name=_("Bài"), on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(_("Lý do"), max_length=120, blank=True, help_text=_("Ví dụ: Cùng đợt phát động"))

    panels = [PageChooserPanel("related"), FieldPanel("reason")]

    class Meta(Orderable.Meta):
        constraints: ClassVar[list] = [
            models.UniqueConstraint(fields=["page", "related"], name="one_pin_per_related_page")
        ]

    def clean(self) -> None:
        """Refuse a page pinned under itself."""
        super().clean()
        if self.related_id and self.related_id == self.page_id:
            raise ValidationError({"related": _("Không ghim bài vào chính nó.")})
