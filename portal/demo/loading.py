"""Loading the demo: everything in one transaction, everything through the same publish as an editor's page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from exemplars.stories.models import StoryPage, StorySubject
from news.bulletins.models import BulletinPage, RelatedPin, Topic
from portal.base.models import BasePage, PortalSettings
from portal.demo.comments import store_comments
from portal.demo.content import Article, Content
from portal.demo.ledger import Ledger
from portal.demo.library import Library
from portal.demo.media import Media
from portal.demo.nominations import store_nominations
from portal.demo.plans import plan_page
from portal.demo.registry.storing import RegistryLoader
from portal.demo.stream import Streamer
from portal.demo.voices import store_consultations, store_polls, store_views
from portal.home.models import HomePage, SectionPage, StaticPage
from portal.home.tree import plant_tree
from search.indexing import in_bulk

Step = Callable[[], None]
PLANS = "ke-hoach"
STORIES = "guong-dien-hinh"


def count_steps(content: Content) -> int:
    """Return how often `load` calls its step: for the progress bar."""
    return 2 * len(content.photos()) + 1 + content.registry.steps + sum(1 for _ in content.articles())


def load(content: Content, step: Step = lambda: None) -> int:
    """Load what is not there yet; return how many pages were made. All of it, or nothing."""
    ledger = Ledger()
    media = Media(ledger)
    photos = list(content.photos().values())
    media.draw(photos, step)
    try:
        with transaction.atomic(), in_bulk():
            loader = Loader(content, ledger, media)
            media.store(photos, content.shown(), step)
            return loader.load(step)
    except BaseException:
        media.take_back()
        raise


class Loader:
    """One run of the loading, inside one transaction."""

    def __init__(self, content: Content, ledger: Ledger, media: Media) -> None:
        self._content, self._ledger, self._media = content, ledger, media
        self._home: HomePage = plant_tree()
        self._pages: dict[str, BasePage] = {}
        self._fresh: set[str] = set()

    def load(self, step: Step) -> int:
        """Store settings, documents and pages, oldest first; return how many pages were made."""
        content = self._content
        self._fill_settings()
        library = Library(self._ledger, self._media, content.settings["province"])
        library.store([*content.documents, *content.registry.documents])
        step()
        registry = RegistryLoader(content.registry, self._ledger, self._media, library.documents)
        registry.store(step)
        if content.registry.people:
            store_nominations(self._ledger)
        self._exemplars = registry.exemplars
        store_polls(content.polls, self._ledger)
        store_consultations(content.consultations, registry.exemplars, self._ledger)
        self._streamer = Streamer(self._media.images, self._media.files, library.documents)
        self._documents = library.documents
        for article in content.pages:
            self._standing_page(article)
            step()
        for slug, article in self._by_date():
            self._dated_page(slug, article)
            step()
        self._pin()
        self._fill_home()
        store_views([self._pages[article.key] for _, article in self._by_date() if article.key in self._fresh])
        store_comments(content.comments, self._pages, self._ledger)
        return len(self._fresh)

    def _by_date(self) -> list[tuple[str, Article]]:
        dated = [(slug, article) for slug, group in self._content.bulletins.items() for article in group]
        dated += [(PLANS, article) for article in self._content.plans]
        dated += [(STORIES, article) for article in self._content.stories]
        return sorted(dated, key=lambda pair: pair[1].date)

    def _fill_settings(self) -> None:
        site = Site.objects.get(is_default_site=True)
        settings = PortalSettings.for_site(site)
        if settings.pk is None:
            settings.save()
        if self._ledger.fill("settings", settings, self._content.settings):
            settings.save()

    def _fill_home(self) -> None:
        home = HomePage.objects.get(pk=self._home.pk)
        values = {"intro": self._content.home["intro"]}
        for place in ("lead_story", "spotlight"):
            page = self._pages.get(self._content.home[place])
            values[place] = page and page.specific
        if self._ledger.fill("home", home, values):
            home.save_revision().publish()

    def _standing_page(self, article: Article) -> None:
        """Fill an empty standing page of the frame, or make the page if the frame has none at its address."""
        key = f"page:{article.key}"
        slug = article.extra["slug"]
        body = self._streamer.body(article.key, article.body)
        page = StaticPage.objects.child_of(self._home).filter(slug=slug).first()
        if page is None:
            language = article.extra.get("language", "vi")
            page = StaticPage(slug=slug, role=article.extra["role"], language=language, body=body)
            self._publish(self._home, page, article)
        elif key not in self._ledger and not page.lead and not page.body:
            self._ledger.fill(key, page, {"lead": article.lead, "body": body})
            page.save_revision().publish()
        self._pages[article.key] = page

    def _dated_page(self, slug: str, article: Article) -> None:
        stored = self._ledger.find(f"page:{article.key}", BasePage)
        if stored is None:
            body = self._streamer.body(article.key, article.body)
            if slug == PLANS:
                page: BasePage = plan_page(article, self._documents[article.extra["document"]], body)
            elif "subjects" in article.extra:
                page = self._story(article, body)
            else:
                page = self._bulletin(article, body)
            self._publish(SectionPage.objects.get(slug=slug, depth=self._home.depth + 1), page, article)
            stored = page
        self._pages[article.key] = stored

    def _bulletin(self, article: Article, body: str) -> BulletinPage:
        words = {name: article.extra.get(name, "") for name in ("byline", "unit", "source_text", "source_url")}
        page = BulletinPage(body=body, **words)
        page.topics = [self._topic(name) for name in article.extra.get("topics", ())]
        return page

    def _story(self, article: Article, body: str) -> StoryPage:
        page = StoryPage(body=body, byline=article.extra.get("byline", ""), unit=article.extra.get("unit", ""))
        page.subjects = [
            StorySubject(exemplar=self._exemplars[name], sort_order=order)
            for order, name in enumerate(article.extra["subjects"])
        ]
        return page

    def _topic(self, name: str) -> Topic:
        topic = Topic.objects.filter(name=name).first()
        if topic is None:
            topic = Topic.objects.create(name=name)
            self._ledger.made(f"topic:{topic.slug}", topic)
        return topic

    def _publish(self, parent: BasePage, page: BasePage, article: Article) -> None:
        """Add a page below its parent and publish it as of the article's date."""
        page.title, page.lead, page.live = article.title, article.lead, False
        if article.picture:
            page.main_image = self._media.images[article.picture.key]
            page.image_caption, page.image_credit = article.picture.caption, article.picture.credit
        moment = min(timezone.make_aware(article.date), timezone.now()) if article.date else None
        page.display_date = page.first_published_at = moment
        parent.add_child(instance=page)
        page.save_revision().publish()
        if moment:
            BasePage.objects.filter(pk=page.pk).update(last_published_at=moment)
        self._ledger.made(f"page:{article.key}", page)
        self._fresh.add(article.key)

    def _pin(self) -> None:
        """Pin related articles; only possible once both are there, hence a second publish."""
        for _, article in self._by_date():
            pins = article.extra.get("related", ())
            page: Any = self._pages[article.key]
            if not pins or article.key not in self._fresh:
                continue
            page = BulletinPage.objects.get(pk=page.pk)
            page.pinned_related = [
                RelatedPin(related=self._pages[pin["page"]], reason=pin["reason"], sort_order=number)
                for number, pin in enumerate(pins)
            ]
            page.save_revision().publish()
            BasePage.objects.filter(pk=page.pk).update(last_published_at=page.first_published_at)
