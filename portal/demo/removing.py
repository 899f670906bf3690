"""Taking the demo out again: what it made, and nothing an editor made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from django.db.models import ProtectedError
from wagtail.models import ReferenceIndex

from news.bulletins.models import Topic
from portal.base.models import BasePage, PortalImage
from portal.demo.bulk import remove_bulk
from portal.demo.comments import remove_comments
from portal.demo.ledger import put_back
from portal.demo.models import DemoRecord
from portal.demo.registry.removing import remove_registry
from portal.demo.voices import remove_voices
from portal.home.archive import rebuild
from search.indexing import in_bulk


@dataclass
class Outcome:
    """What was removed, and what was kept with the reason, in words for the person at the terminal."""

    removed: int = 0
    kept: list[str] = field(default_factory=list)


def remove(force: bool = False) -> Outcome:
    """Remove the demo; with `force` also the demo pages that an editor has changed since."""
    with transaction.atomic(), in_bulk():
        return _remove(force)


def _remove(force: bool) -> Outcome:
    outcome = Outcome()
    outcome.removed, edited = remove_bulk(force)
    outcome.kept += [f"“{title}”: bài mẫu đã được biên tập viên sửa" for title in edited]
    for record in DemoRecord.objects.filter(made=False):
        _restore(record)
    outcome.removed += remove_comments()
    _remove_pages(outcome, force)
    for remove_part in (remove_voices, remove_registry):
        removed, kept = remove_part()
        outcome.removed += removed
        outcome.kept += kept
    _remove_the_rest(outcome)
    rebuild()
    return outcome


def _restore(record: DemoRecord) -> None:
    thing = put_back(record)
    if isinstance(thing, BasePage):
        thing.save_revision().publish()
    elif thing is not None:
        thing.save()
    record.delete()


def _made(*kinds: type[models.Model]) -> list[tuple[DemoRecord, Any]]:
    """Return records with their objects for the given models; records whose object is gone are dropped."""
    pairs = []
    for record in DemoRecord.objects.filter(made=True).select_related("content_type"):
        model = record.content_type.model_class()
        if not issubclass(model, kinds):
            continue
        thing = model._default_manager.filter(pk=record.object_id).first()
        if thing is None:
            record.delete()
        else:
            pairs.append((record, thing))
    return pairs


def _remove_pages(outcome: Outcome, force: bool) -> None:
    """Delete pages, the deepest first; a page with other pages below it or with an editor's work stays."""
    for record, page in sorted(_made(BasePage), key=lambda pair: (pair[1].depth, pair[1].path), reverse=True):
        page.refresh_from_db()
        if page.get_children().exists():
            outcome.kept.append(f"“{page.title}”: có trang khác nằm bên dưới, xin chuyển hoặc xóa các trang ấy trước")
        elif not force and page.revisions.filter(user__isnull=False).exists():
            outcome.kept.append(f"“{page.title}”: biên tập viên đã sửa (thêm --force để xóa cả trang đã sửa)")
        else:
            page.delete()
            record.delete()
            outcome.removed += 1


def _remove_the_rest(outcome: Outcome) -> None:
    """Delete topics, documents, pictures and files nothing else uses.

    What stays keeps what it refers to: a document an editor points at keeps its file and the documents it replaces.
    """
    waiting = _made(models.Model)
    waiting = [(record, thing) for record, thing in waiting if not isinstance(thing, BasePage)]
    own = {(type(thing), thing.pk) for _, thing in waiting}
    while used := {key for key in own if _used_by_others(*key, own)}:
        own -= used
    for record, thing in waiting:
        if (type(thing), thing.pk) not in own or not _delete(thing):
            outcome.kept.append(f"“{thing}”: đang được dùng ở nội dung khác")
        else:
            record.delete()
            outcome.removed += 1


def _used_by_others(model: type[models.Model], pk: int, own: set[tuple[type[models.Model], int]]) -> bool:
    """Say whether anything the demo did not make refers to an object."""
    if model is Topic:
        return Topic.bulletins.rel.related_model.objects.filter(topics=pk).exists()
    if model is PortalImage and BasePage.objects.filter(main_image=pk).exists():
        return True
    references = ReferenceIndex.get_references_to(model(pk=pk)).select_related("base_content_type")
    return any(
        (reference.base_content_type.model_class(), int(reference.object_id)) not in own for reference in references
    )


def _delete(thing: models.Model) -> bool:
    try:
        with transaction.atomic():
            thing.delete()
    except ProtectedError:
        return False
    return True
