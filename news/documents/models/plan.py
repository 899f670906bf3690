"""Plans (kế hoạch): a page over an official document, with its targets and milestones."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable

from news.documents.models.official import OfficialDocument
from portal.base.blocks import BodyBlock
from portal.base.fields import BodyField
from portal.base.models import BasePage


class PlanPage(BasePage):
    """A plan: what the document sets out to reach, by when, and how far it has come."""

    kind = "plan"
    schema_type = "Article"
    takes_comments = True

    document = models.ForeignKey(
        OfficialDocument,
        verbose_name=_("Văn bản"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="plans",
        help_text=_("Văn bản ban hành kế hoạch này, trong thư viện văn bản."),
    )
    period = models.CharField(_("Thời gian thực hiện"), max_length=80, blank=True, help_text=_("Ví dụ: 2022 - 2025"))
    body = BodyField(BodyBlock(), verbose_name=_("Nội dung"), blank=True)

    template = "documents/plan_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.SectionPage"]
    subpage_types: ClassVar[list[str]] = []

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("document"),
        FieldPanel("period"),
        BasePage.image_panel,
        FieldPanel("body"),
        InlinePanel("targets", heading=_("Chỉ tiêu"), label=_("Chỉ tiêu")),
        InlinePanel("milestones", heading=_("Mốc thời gian"), label=_("Mốc")),
        InlinePanel("files", heading=_("Tệp kèm theo"), label=_("Tệp")),
    ]
    settings_panels = [FieldPanel("display_date"), *BasePage.settings_panels]

    class Meta:
        verbose_name = _("kế hoạch")
        verbose_name_plural = _("kế hoạch")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add document, targets, milestones, files, a count of milestones done and the other documents cited."""
        from news.documents.addresses import learn_library_address
        from news.documents.citations.shown import cited_documents
        from search.related.shown import related_rows

        context = super().get_context(request, *args, **kwargs)
        learn_library_address(request)
        milestones = list(self.milestones.all())
        context["targets"] = list(self.targets.all())
        context["milestones"] = milestones
        context["milestones_done"] = sum(milestone.state == MilestoneState.DONE for milestone in milestones)
        context["files"] = list(self.files.select_related("file"))
        context["cited"] = [document for document in cited_documents(self) if document.pk != self.document_id]
        # Its files are not shown here: the plan has its own.
        document = OfficialDocument.objects.for_listing().prefetch_related(None).filter(pk=self.document_id)
        context["document"] = document.first() if self.document_id else None
        context["related"] = related_rows(self)
        return context


class PlanTarget(Orderable):
    """One target (chỉ tiêu): what is counted, how much, by when, by whom."""

    page = ParentalKey(PlanPage, on_delete=models.CASCADE, related_name="targets")
    criterion = models.CharField(_("Chỉ tiêu"), max_length=300)
    unit = models.CharField(_("Đơn vị tính"), max_length=60, blank=True, help_text=_("Ví dụ: %, tập thể, mô hình"))
    value = models.CharField(_("Mức phấn đấu"), max_length=60, help_text=_("Ví dụ: 100 hoặc từ 80 trở lên"))
    deadline = models.DateField(_("Hoàn thành trước"), null=True, blank=True)
    responsible = models.CharField(_("Đơn vị chủ trì"), max_length=200, blank=True)

    panels = [FieldPanel(name) for name in ("criterion", "value", "unit", "deadline", "responsible")]

    class Meta(Orderable.Meta):
        verbose_name = _("chỉ tiêu")
        verbose_name_plural = _("chỉ tiêu")


class MilestoneState(models.TextChoices):
    """How far a milestone is."""

    PLANNED = "planned", _("Chưa đến hạn")
    ACTIVE = "active", _("Đang làm")
    DONE = "done", _("Xong")
    OVERDUE = "overdue", _("Quá hạn")


class PlanMilestone(Orderable):
    """One milestone (mốc): a thing to be done by a date."""

    page = ParentalKey(PlanPage, on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField(_("Việc"), max_length=300)
    starts_on = models.DateField(_("Bắt đầu"), null=True, blank=True)
    due_on = models.DateField(_("Hạn"))
    done_on = models.DateField(_("Xong ngày"), null=True, blank=True)
    state_override = models.CharField(
        _("Trạng thái"),
        max_length=8,
        choices=MilestoneState,
        blank=True,
        help_text=_("Để trống thì tính theo ngày."),
    )
    note = models.CharField(_("Ghi chú"), max_length=300, blank=True)

    panels = [FieldPanel(name) for name in ("title", "starts_on", "due_on", "done_on", "state_override", "note")]

    class Meta(Orderable.Meta):
        verbose_name = _("mốc thời gian")
        verbose_name_plural = _("mốc thời gian")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse a milestone that is due before it starts."""
        super().clean()
        if self.starts_on and self.due_on and self.due_on < self.starts_on:
            raise ValidationError({"due_on": _("Hạn trước ngày bắt đầu.")})

    def state_on(self, day: date) -> MilestoneState:
        """The state on a day: what staff said, else done, overdue, under way or not yet due."""
        if self.state_override:
            return MilestoneState(self.state_override)
        if self.done_on and self.done_on <= day:
            return MilestoneState.DONE
        if self.due_on < day:
            return MilestoneState.OVERDUE
        if self.starts_on and self.starts_on <= day:
            return MilestoneState.ACTIVE
        return MilestoneState.PLANNED

    @property
    def state(self) -> MilestoneState:
        """Today's state."""
        return self.state_on(timezone.localdate())


class PlanFile(Orderable):
    """A file of the plan, for download."""

    page = ParentalKey(PlanPage, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey("base.PortalDocument", verbose_name=_("Tệp"), on_delete=models.CASCADE, related_name="+")
    title = models.CharField(_("Tên hiện ra"), max_length=200, blank=True, help_text=_("Ví dụ: Phụ lục chỉ tiêu"))

    panels = [FieldPanel("file"), FieldPanel("title")]

    class Meta(Orderable.Meta):
        verbose_name = _("tệp")

    @property
    def shown_title(self) -> str:
        """What the download is called."""
        return self.title or self.file.title
