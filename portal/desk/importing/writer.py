"""An article → one bulletin page, in one transaction, or nothing.

Doubles. A page remembers the key of what it was made from (:func:`content_key`: title, date and words, so that
neither the format of the file nor a new view count makes another article of it). The same key again is "known".
Another key under the same title and day is a changed file: it is reported and left alone, or, when asked for,
becomes a new revision of that page. Two articles of one title with different dates are two articles.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from news.bulletins.models import BulletinPage
from portal.base.models import BasePage
from portal.base.refusal import Refusal
from portal.vietnamese.dates import VIETNAM
from portal.vietnamese.text import same_tone

from .blocks import body_data
from .shapes import Block, ParsedArticle
from .storing import PictureStore

Outcome = Literal["draft", "published", "updated", "known", "different"]


@dataclass(frozen=True, slots=True)
class Written:
    """What became of an article; ``page`` is the page it is in (also when it was there before)."""

    outcome: Outcome
    page: BulletinPage


def content_key(article: ParsedArticle) -> str:
    """64 hex digits that stand for what the article says; case, spacing and punctuation do not count."""
    words = [article.title, article.day.isoformat() if article.day else "", article.lead]
    words += [block.text for block in ([article.photo] if article.photo else []) + article.blocks]
    bare = re.sub(r"\W+", " ", same_tone("\n".join(words)).casefold()).strip()
    return hashlib.sha256(bare.encode()).hexdigest()


def find_known(article: ParsedArticle, key: str) -> Written | None:
    """The page that already holds this article ("known") or another version of it ("different")."""
    page = BulletinPage.objects.filter(import_key=key).first()
    if page:
        return Written("known", page)
    titled = BulletinPage.objects.filter(Q(title=article.title) | Q(draft_title=article.title)).order_by("pk")
    for page in titled:
        if (
            article.day is None
            or page.display_date is None
            or timezone.localdate(page.display_date, VIETNAM) == article.day
        ):
            return Written("different", page)
    return None


def write(
    article: ParsedArticle, section: BasePage, *, publish: bool = False, update: bool = False, user: Any = None
) -> Written:
    """Make the article a page of ``section``: a draft, or live when ``publish`` is set.

    A known article changes nothing, except that an untouched draft goes live when ``publish`` is set; a different
    version changes the imported page only when ``update`` is set. Raises :class:`Refusal` when the page cannot be
    made; nothing is stored then.
    """
    key = content_key(article)
    pictures = PictureStore(article.title, user)
    try:
        with transaction.atomic():
            return _write(article, section, key, pictures, publish, update, user)
    except IntegrityError:
        # Somebody else imported the same file between our look and our write.
        pictures.undo()
        known = find_known(article, key)
        if known is None:
            raise
        return known
    except BaseException:
        pictures.undo()
        raise


def _write(
    article: ParsedArticle, section: BasePage, key: str, pictures: PictureStore, publish: bool, update: bool, user: Any
) -> Written:
    found = find_known(article, key)
    if found and found.outcome == "known":
        if publish and _is_untouched_draft(found.page):
            found.page.get_latest_revision().publish(user=user)
            return Written("published", found.page)
        return found
    if found and not (update and found.page.import_key):
        return found
    if found and found.page.locked:
        raise Refusal(_("bài đã nhập đang bị khóa, không cập nhật được"))
    page = found.page.get_latest_revision_as_object() if found else BulletinPage(live=False, owner=user)
    _fill(page, article, pictures)
    page.import_key = key
    if found:
        BulletinPage.objects.filter(pk=page.pk).update(import_key=key)
    else:
        # Read anew and locked: a section held since the last file does not know its youngest child.
        BasePage.objects.select_for_update().get(pk=section.pk).add_child(instance=page)
    revision = page.save_revision(user=user, log_action=bool(found))
    if publish:
        revision.publish(user=user)
    return Written("updated" if found else "published" if publish else "draft", page)


def _is_untouched_draft(page: BulletinPage) -> bool:
    """Whether a page is still as the import left it. One that staff edited or withdrew is theirs."""
    return (
        not page.live
        and page.first_published_at is None
        and page.revisions.count() == 1
        and not page.current_workflow_state
    )


def _fill(page: BulletinPage, article: ParsedArticle, pictures: PictureStore) -> None:
    page.title = article.title
    page.lead = article.lead
    page.display_date = _display_date(article)
    page.byline = _fit(page, "byline", article.byline)
    page.unit = _fit(page, "unit", article.unit)
    page.source_text = _fit(page, "source_text", article.source_text)
    page.source_url = _fit(page, "source_url", article.source_url)
    photo = article.photo or Block("photo")
    page.main_image_id = pictures.store(photo)
    page.image_caption = photo.caption
    page.image_credit = photo.credit
    page.body = json.dumps(body_data(article.blocks, pictures.store))


def _display_date(article: ParsedArticle) -> datetime | None:
    """The moment the file states, midnight when it states a day only, nothing when it states no day."""
    if article.day is None:
        return None
    hour, minute = article.clock or (0, 0)
    return datetime(article.day.year, article.day.month, article.day.day, hour, minute, tzinfo=VIETNAM)


def _fit(page: BulletinPage, name: str, value: str) -> str:
    limit = page._meta.get_field(name).max_length
    if limit and len(value) > limit:
        label = page._meta.get_field(name).verbose_name
        raise Refusal(_("«%(field)s» dài quá %(limit)s ký tự") % {"field": label, "limit": limit})
    return value
