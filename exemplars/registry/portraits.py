"""Taking a face out of public storage."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _

from exemplars.registry.models import Evidence, Exemplar


def put_away_portrait(exemplar: Exemplar, actor: Any) -> None:
    """Move an exemplar's portrait to its private papers and delete every public copy when this is committed.

    Wagtail deletes files by a task, which may wait in a queue; a withdrawn face may not.
    """
    image = exemplar.portrait
    if image is None:
        return
    files = [image.file, *(rendition.file for rendition in image.renditions.all())]
    if image.file.storage.exists(image.file.name):
        with image.file.open("rb") as original:
            paper = Evidence(exemplar=exemplar, title=_("Ảnh đã gỡ: %(title)s") % {"title": image.title})
            paper.added_by = actor
            paper.file.save(image.file.name, ContentFile(original.read()), save=True)
    Exemplar.objects.filter(portrait=image).update(portrait=None)
    exemplar.portrait = None
    for file in files:
        delete_when_committed(file)
    image.delete()


def retire_portrait(exemplar: Exemplar, actor: Any) -> None:
    """Put away the portrait of a withdrawn exemplar, unless another dossier (one it was merged into) shows it."""
    others = Exemplar.objects.filter(portrait=exemplar.portrait_id).exclude(pk=exemplar.pk)
    if exemplar.portrait_id and not others.exists():
        put_away_portrait(exemplar, actor)


def delete_when_committed(file: FieldFile) -> None:
    """Delete a file from its storage when the running transaction is committed, without waiting for a queue."""
    transaction.on_commit(partial(file.storage.delete, file.name), robust=True)
