"""The page that tells an exemplar: its words are the editor's, its facts the registry's."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from portal.base.blocks import BodyBlock
from portal.base.fields import BodyField
from portal.base.models import BasePage


class StoryPage(BasePage):
    """A story (bài về gương điển hình) of one exemplar or several; an exemplar may have many."""

    kind = "story"
    schema_type = "NewsArticle"
    takes_comments = True

    body = BodyField(BodyBlock(), verbose_name=_("Nội dung"), blank=True)
    byline = models.CharField(_("Tác giả, bút danh"), max_length=120, blank=True)
    unit = models.CharField(_("Đơn vị gửi bài"), max_length=200, blank=True)
    source_text = models.CharField(_("Nguồn"), max_length=250, blank=True)
    source_url = models.URLField(_("Liên kết nguồn"), max_length=500, blank=True)

    template = "stories/story_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.SectionPage"]
    subpage_types: ClassVar[list[str]] = []

    content_panels = [
        *BasePage.content_panels,
        InlinePanel("subjects", heading=_("Gương được kể"), label=_("Gương"), min_num=1),
        FieldPanel("lead"),
        BasePage.image_panel,
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("byline"), FieldPanel("unit"), FieldPanel("source_text"), FieldPanel("source_url")],
            heading=_("Tác giả và nguồn"),
        ),
    ]
    settings_panels = [FieldPanel("display_date"), *BasePage.settings_panels]

    class Meta:
        verbose_name = _("bài về gương điển hình")
        verbose_name_plural = _("bài về gương điển hình")

    @property
    def creator(self) -> str:
        """The pen name, else the unit that sent the story."""
        return self.byline or self.unit

    def structured_data(self, context: dict[str, Any]) -> dict[str, Any]:
        """Return headline, dates and author of a NewsArticle, and whom it is about."""
        from exemplars.stories.describing import structured_data

        return structured_data(self, context)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the exemplars with their facts and honours, and what the section carried before."""
        from exemplars.stories.describing import story_context

        told = story_context(self, previewed=getattr(request, "is_preview", False))
        return {**super().get_context(request, *args, **kwargs), **told}


class StorySubject(Orderable):
    """An exemplar told in a story."""

    page = ParentalKey(StoryPage, on_delete=models.CASCADE, related_name="subjects")
    exemplar = models.ForeignKey(
        "registry.Exemplar", verbose_name=_("Gương"), on_delete=models.CASCADE, related_name="story_subjects"
    )

    panels = [FieldPanel("exemplar")]

    class Meta(Orderable.Meta):
        constraints: ClassVar[list] = [
            models.UniqueConstraint(fields=["page", "exemplar"], name="one_subject_per_exemplar")
        ]
