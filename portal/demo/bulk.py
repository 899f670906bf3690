"""Thousands of generated articles, written straight into the tables: a measuring load, gone with `demo remove`.

They do not pass through publish; the search index learns of them at its next rebuild. Rows go in by batches, so
memory stays flat however many are asked for. Their `import_key` begins with PREFIX; that is how they are known.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction
from django.utils import timezone
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from news.bulletins.models import BulletinPage, Topic
from news.documents.citations.extract import citations_of, current_setting
from news.documents.models import Citation
from portal.base.models import BasePage, PortalImage
from portal.demo import bulk_words as words
from portal.demo.models import DemoRecord
from portal.demo.writing import Words, article_words
from portal.home.archive import rebuild
from portal.home.models import HomePage
from portal.home.tree import SECTIONS
from portal.vietnamese.dates import VIETNAM

PREFIX = "demo:bulk:"
BATCH = 500
FIRST_DAY = datetime(2024, 1, 2, 7, 0, tzinfo=VIETNAM)
LAST_DAY = datetime(2026, 11, 15, 17, 0, tzinfo=VIETNAM)
PLANS = "ke-hoach"


def generated() -> models.QuerySet:
    """Return the generated articles."""
    return BulletinPage.objects.filter(import_key__startswith=PREFIX)


def fill_bulk(wanted: int, step: Callable[[int], Any] = lambda count: None) -> int:
    """Add generated articles until there are `wanted`; return how many were added. One transaction."""
    with transaction.atomic():
        home = HomePage.objects.first()
        slugs = [slug for _, slug, _ in SECTIONS if slug != PLANS]
        # Locked, so that nobody takes the next place in a section meanwhile.
        sections = list(BasePage.objects.child_of(home).filter(slug__in=slugs).select_for_update())
        present = generated().count()
        if wanted <= present:
            return 0
        last = generated().order_by("-import_key").values_list("import_key", flat=True).first()
        start = int(last.removeprefix(PREFIX)) + 1 if last else 0
        writer = _Writer(sections, wanted)
        numbers = iter(range(start, start + wanted - present))
        while batch := list(islice(numbers, BATCH)):
            writer.write(batch)
            step(len(batch))
        writer.finish()
    return wanted - present


class _Writer:
    """Knows what all batches share: sections, pictures, topics, citations to copy."""

    def __init__(self, sections: list[BasePage], wanted: int) -> None:
        self._sections = sections
        self._wanted = wanted
        self._kind = ContentType.objects.get_for_model(BulletinPage)
        self._steps = {section.pk: _last_step(section) for section in sections}
        made = DemoRecord.objects.filter(made=True, content_type=ContentType.objects.get_for_model(PortalImage))
        self._images = list(made.order_by("key").values_list("object_id", flat=True))
        self._topics = list(Topic.objects.order_by("pk").values_list("pk", flat=True))
        self._citations = _sample_citations()

    def write(self, numbers: list[int]) -> None:
        """Write one batch of articles with their topics and citations."""
        texts = [article_words(number) for number in numbers]
        pages = [self._page(number, text) for number, text in zip(numbers, texts, strict=True)]
        BasePage.objects.bulk_create(pages)
        children = [self._child(page, number, text) for page, number, text in zip(pages, numbers, texts, strict=True)]
        _insert_own_table(children)
        self._write_topics(pages)
        rows = []
        for page, text in zip(pages, texts, strict=True):
            for sample in self._citations[text.citing]:
                row = copy.copy(sample)
                row.pk, row.page_id, row.page_date = None, page.pk, timezone.localdate(page.display_date)
                rows.append(row)
        Citation.objects.bulk_create(rows)

    def finish(self) -> None:
        """Set what publishing would have kept in step: the sections' children, the archive's months."""
        for section in self._sections:
            _count_children(section.pk)
        rebuild()

    def _page(self, number: int, text: Words) -> BasePage:
        section = self._sections[number % len(self._sections)]
        self._steps[section.pk] += 1
        moment = self._moment(number)
        slug = f"{text.slug}-{number + 1}"
        return BasePage(
            path=BasePage._get_path(section.path, section.depth + 1, self._steps[section.pk]),
            depth=section.depth + 1,
            title=text.title,
            draft_title=text.title,
            slug=slug,
            url_path=f"{section.url_path}{slug}/",
            content_type=self._kind,
            locale_id=section.locale_id,
            section_id=section.pk,
            lead=text.lead,
            main_image_id=self._images[number % len(self._images)] if self._images and number % 4 else None,
            display_date=moment,
            first_published_at=moment,
            last_published_at=moment,
        )

    def _moment(self, number: int) -> datetime:
        """Spread the articles evenly over the years, in an order that mixes all sections and months."""
        span = min(LAST_DAY, timezone.now()) - FIRST_DAY
        # Steps of the golden ratio never bunch, however many are taken.
        share = (number * 0.6180339887498949) % 1.0
        return FIRST_DAY + timedelta(minutes=int(span.total_seconds() / 60 * share))

    @staticmethod
    def _child(page: BasePage, number: int, text: Words) -> BulletinPage:
        byline = words.BYLINES[number % len(words.BYLINES)]
        child = BulletinPage(byline=byline, body=text.body, import_key=f"{PREFIX}{number:08d}")
        child.basepage_ptr_id = page.pk
        return child

    def _write_topics(self, pages: list[BasePage]) -> None:
        through = BulletinPage.topics.through
        if self._topics:
            through.objects.bulk_create(
                [
                    through(bulletinpage_id=page.pk, topic_id=self._topics[number % len(self._topics)])
                    for number, page in enumerate(pages)
                ]
            )


def _insert_own_table(pages: list[BulletinPage]) -> None:
    """Insert the rows of the bulletins' own table; `bulk_create` refuses models with a parent table."""
    fields = BulletinPage._meta.local_concrete_fields
    queryset = BulletinPage._base_manager.get_queryset()
    size = connection.ops.bulk_batch_size(fields, pages)
    for start in range(0, len(pages), size):
        queryset._insert(pages[start : start + size], fields=fields, using=queryset.db)


def _last_step(section: BasePage) -> int:
    last = section.get_children().order_by("-path").values_list("path", flat=True).first()
    return BasePage._str2int(last[-BasePage.steplen :]) if last else 0


def _sample_citations() -> list[list[Citation]]:
    """Return the resolved citations of each citing sentence, unsaved, to be copied."""
    setting = current_setting()
    samples = []
    for sentence in words.CITING:
        page = BulletinPage(title="", lead=sentence, display_date=LAST_DAY)
        samples.append(citations_of(page, setting))
    return samples


def _count_children(pk: int) -> None:
    parent = BasePage.objects.get(pk=pk)
    count = BasePage.objects.filter(path__startswith=parent.path, depth=parent.depth + 1).count()
    BasePage.objects.filter(pk=pk).update(numchild=count)


def _batches() -> Iterator[list[int]]:
    last = 0
    while batch := list(generated().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        last = batch[-1]
        yield batch


def remove_bulk(force: bool = False) -> tuple[int, list[str]]:
    """Delete the generated articles; return how many went and the titles kept because an editor worked on them."""
    removed, kept = 0, []
    parents = set(generated().values_list("section_id", flat=True).distinct())
    for batch in _batches():
        pages = BasePage.objects.filter(pk__in=batch)
        if not force:
            edited = pages.filter(latest_revision__isnull=False)
            kept += edited.values_list("title", flat=True)
            pages = pages.exclude(pk__in=list(edited.values_list("pk", flat=True)))
        removed += _delete(pages)
    for pk in parents:
        _count_children(pk)
    return removed, kept


def _delete(pages: models.QuerySet) -> int:
    """Delete one batch with all that hangs on it; return how many pages it was.

    They are taken offline and out of their section in one query first: else each page would be unpublished and the
    archive counted for each by itself. Nor has Wagtail's index of references rows of them, only rows towards them.
    """
    count = pages.update(live=False, section=None)
    keys = [str(pk) for pk in pages.values_list("pk", flat=True)]
    with disable_reference_index_auto_update():
        models.QuerySet.delete(pages)
    kinds = ContentType.objects.get_for_models(BasePage, BulletinPage).values()
    ReferenceIndex.objects.filter(to_content_type__in=kinds, to_object_id__in=keys).delete()
    return count
