"""The base page: what every page of the portal has, so that mixed lists are one query."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import connections, models, transaction
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Prefetch, QuerySet, prefetch_related_objects
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import (
    AbstractPage,
    PageManager,
    PageViewRestriction,
)
from wagtail.models.pages import AbstractPageMeta, DefaultBasePageMixin
from wagtail.query import PageQuerySet
from wagtail.url_routing import RouteResult

from portal.base.images import CARD_SPECS, SHARE_SPEC
from portal.base.models.images import PortalImage
from portal.base.routing import find_route

LIVE = models.Q(live=True)


def _pictures() -> Prefetch:
    """Fetch main pictures with the sizes cards and feeds show: two queries for any number of pages."""
    return Prefetch("main_image", queryset=PortalImage.objects.prefetch_renditions(*CARD_SPECS, SHARE_SPEC))


class BasePageQuerySet(PageQuerySet):
    """Lists of pages of any kind, drawn without asking for each page's own table."""

    def descendant_of_q(self, other: AbstractPage, inclusive: bool = False) -> models.Q:
        """Return Wagtail's condition for the pages below another, in a form SQLite has an index for.

        SQLite compares beginnings (LIKE) row by row: for an editor's list of twenty pages, whose every row asks what
        is published below it, that was twelve seconds at 100,000 pages.
        """
        below = super().descendant_of_q(other, inclusive)
        if connections[self.db].vendor == "sqlite":
            # Digits and capitals, the letters of a path, stand before "~".
            below &= models.Q(path__gte=other.path, path__lt=f"{other.path}~")
        return below

    def with_privacy(self) -> BasePageQuerySet:
        """Annotate ``is_private``: whether a view restriction stands on the page or above it."""
        path = ExpressionWrapper(OuterRef("path"), output_field=models.CharField())
        above = PageViewRestriction.objects.annotate(_path=path).filter(_path__startswith=F("page__path"))
        return self.annotate(is_private=Exists(above))

    def public(self) -> BasePageQuerySet:
        """Leave out pages at or below a view restriction, inside the same query."""
        return self.with_privacy().filter(is_private=False)

    def public_rows(self) -> BasePageQuerySet:
        """Return live, public pages with what a line of text needs: title, date, section."""
        return self.live().public().select_related("section")

    def public_cards(self) -> BasePageQuerySet:
        """Return live, public pages with all a card needs: section, picture and its cut sizes."""
        return self.public_rows().prefetch_related(_pictures())

    def newest_first(self) -> BasePageQuerySet:
        """Order by the date shown to readers, the page id breaking ties."""
        return self.order_by("-display_date", "-pk")


class BasePageManager(PageManager.from_queryset(BasePageQuerySet)):
    """``PageManager`` answering with :class:`BasePageQuerySet`."""

    def get_queryset(self) -> BasePageQuerySet:
        """Return all pages in tree order."""
        return BasePageQuerySet(self.model, using=self._db).order_by("path")


class BasePage(AbstractPage, DefaultBasePageMixin):
    """A page of any kind (WAGTAIL_PAGE_MODEL).

    The fields a list shows stand here and not on the kinds, so that home, section, search result and related
    articles are each one query.
    """

    kind: ClassVar[str] = ""
    schema_type: ClassVar[str] = "WebPage"
    takes_comments: ClassVar[bool] = False
    """Whether readers may comment on pages of this kind (news.comments); where they may now, staff say."""

    way: list[BasePage] = []
    """The pages from the home page to this one, when routing found it."""
    known_public: bool = False
    """Whether routing saw that no view restriction stands above."""

    lead = models.TextField(
        _("Sapo"),
        blank=True,
        max_length=600,
        help_text=_("Một, hai câu nói điều chính của bài: ai, việc gì, ở đâu, khi nào. Tốt nhất 20 đến 60 chữ."),
    )
    display_date = models.DateTimeField(
        _("Ngày hiển thị"),
        null=True,
        blank=True,
        help_text=_("Ngày giờ ghi trên bài. Để trống thì lấy lúc đăng."),
    )
    main_image = models.ForeignKey(
        PortalImage, verbose_name=_("Ảnh chính"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    image_caption = models.CharField(_("Chú thích ảnh"), max_length=300, blank=True)
    image_credit = models.CharField(_("Tác giả ảnh"), max_length=120, blank=True, help_text=_("Ví dụ: K.K"))
    section = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="section_pages"
    )
    section.wagtail_reference_index_ignore = True

    objects = BasePageManager()

    search_fields = AbstractPage.search_fields + DefaultBasePageMixin.search_fields
    promote_panels = DefaultBasePageMixin.promote_panels
    image_panel = MultiFieldPanel(
        [FieldPanel("main_image"), FieldPanel("image_caption"), FieldPanel("image_credit")], heading=_("Ảnh chính")
    )

    class Meta(AbstractPageMeta):
        verbose_name = _("trang")
        verbose_name_plural = _("trang")
        indexes: ClassVar[list] = [
            # Partial, and not led by "live": Django writes WHERE "live", which SQLite matches to a partial index only.
            models.Index(fields=["section", "-display_date", "-id"], condition=LIVE, name="page_section_newest"),
            models.Index(fields=["content_type", "-display_date", "-id"], condition=LIVE, name="page_kind_newest"),
            models.Index(fields=["-display_date", "-id"], condition=LIVE, name="page_newest"),
            models.Index(fields=["url_path"], name="page_url_path"),
            # Wagtail's menu asks for the root by its depth on every page of the admin.
            models.Index(fields=["depth"], name="page_depth"),
        ]

    def _set_core_field_defaults(self) -> None:
        """Give the page an ASCII slug from our own table before Wagtail would drop every letter it cannot write.

        Drafts pass through here too, which are not validated in full.
        """
        from portal.vietnamese.slug import slugify_vi
        from portal.vietnamese.text import squash

        self.title = squash(self.title)
        parent_is_known = bool(self.path or getattr(self, "_cached_parent_obj", None))
        if not self.slug and self.title and parent_is_known:
            self.slug = self._get_autogenerated_slug(slugify_vi(self.title))
        super()._set_core_field_defaults()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a new page learns its section, a page going live without a date gets the moment it went live."""
        if self._state.adding and self.path:
            self.section = self.find_section()
        if self.live and self.display_date is None:
            self.display_date = (self.first_published_at or timezone.now()).replace(microsecond=0)
            self._also_update(kwargs, "display_date")
        super().save(*args, **kwargs)

    @staticmethod
    def add_pictures(pages: list[BasePage]) -> None:
        """Give pages already fetched, from several lists, their pictures in two queries."""
        prefetch_related_objects(pages, _pictures())

    def find_section(self) -> BasePage | None:
        """Return the nearest section above, read from the parent (which knows its own)."""
        parent = self.get_parent()
        if parent is None:
            return None
        return parent if getattr(parent.specific_class, "kind", "") == "section" else parent.section

    @staticmethod
    def _also_update(kwargs: dict[str, Any], field: str) -> None:
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], field}

    def publish(self, *args: Any, **kwargs: Any):
        """Publish in one transaction: the page, its audit entry and all that follows from it, or nothing."""
        with transaction.atomic():
            return super().publish(*args, **kwargs)

    def unpublish(self, *args: Any, **kwargs: Any):
        """Unpublish in one transaction."""
        with transaction.atomic():
            return super().unpublish(*args, **kwargs)

    @property
    def shown_caption(self) -> str:
        """The caption under the main picture: the page's own, or the picture's."""
        return self.image_caption or (self.main_image.caption if self.main_image else "")

    @property
    def shown_credit(self) -> str:
        """The credit under the main picture: the page's own, or the picture's."""
        return self.image_credit or (self.main_image.credit if self.main_image else "")

    @property
    def description(self) -> str:
        """The sentence machines show for this page."""
        return self.search_description or self.lead

    @property
    def creator(self) -> str:
        """Who made the page, for machines; empty means the office. Kinds with authors override it."""
        return ""

    def structured_data(self, context: dict[str, Any]) -> dict[str, Any]:
        """Return what this kind adds to its schema.org description."""
        return {}

    @staticmethod
    def route_for_request(request: HttpRequest, path: str) -> RouteResult | None:
        """Find page and arguments for an address (see :mod:`portal.base.routing`), once a request."""
        if not hasattr(request, "_wagtail_route_for_request"):
            try:
                request._wagtail_route_for_request = find_route(request, path)
            except Http404:
                request._wagtail_route_for_request = None
        return request._wagtail_route_for_request

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """Return the restrictions above this page; none are asked for when routing saw there are none."""
        return PageViewRestriction.objects.none() if self.known_public else super().get_view_restrictions()

    def breadcrumbs(self, request: HttpRequest) -> list[dict[str, str]]:
        """Return the way from below the home page to here as ``title`` and ``url``; this page comes last, unlinked."""
        way = self.way or [*self.get_ancestors().filter(depth__gt=1), self]
        steps = [{"title": page.title, "url": page.get_url(request) or ""} for page in way[1:-1]]
        return [*steps, {"title": self.title, "url": ""}]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the breadcrumb; fetch the cut sizes of all the page's pictures at once."""
        context = super().get_context(request, *args, **kwargs)
        prefetch_related_objects(self.images_to_cut(), "renditions")
        context["breadcrumbs"] = self.breadcrumbs(request)
        return context

    def images_to_cut(self) -> list[PortalImage]:
        """Return the pictures this page shows, for cutting at publish. Kinds with bodies add theirs."""
        images = [self.main_image] if self.main_image else []
        body = getattr(self, "body", None)
        if body is not None:
            from portal.base.blocks import images_in

            images += images_in(body)
        return images
