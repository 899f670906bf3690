"""The papers of a dossier (tài liệu xác minh): private, judged by their content, kept and removed with a log entry."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from wagtail.log_actions import log

from exemplars.registry.models import Evidence, Exemplar
from portal.intake.uploads import TYPES, judge
from portal.vietnamese.slug import slugify_vi

KINDS = frozenset(TYPES)
"""What staff may add to a dossier: all kinds of files the portal knows."""


def check(file: UploadedFile) -> str:
    """Return the ending of an upload by its content; raises ``ValidationError`` with what is wrong in words.

    The file is kept as it is: a scanned paper is proof as it was scanned.
    """
    return judge(file, KINDS)


@transaction.atomic
def add_evidence(exemplar: Exemplar, *, title: str, note: str, file: UploadedFile, kind: str, actor: Any) -> Evidence:
    """Keep a paper under a name that tells nothing, ending as its content is (``kind``)."""
    file.name = f"tai-lieu.{kind}"
    paper = Evidence.objects.create(exemplar=exemplar, title=title, note=note, file=file, added_by=actor)
    log(instance=exemplar, action="registry.evidence_added", user=actor, data={"title": title})
    return paper


@transaction.atomic
def remove_evidence(paper: Evidence, *, actor: Any) -> None:
    """Remove a paper, and its file once that is certain."""
    stored, storage = paper.file.name, paper.file.storage
    log(instance=paper.exemplar, action="registry.evidence_deleted", user=actor, data={"title": paper.title})
    paper.delete()
    transaction.on_commit(lambda: storage.delete(stored), robust=True)


def download_name(paper: Evidence) -> str:
    """Return the name a downloaded paper gets: its title, with the ending of its content."""
    ending = paper.file.name.rsplit(".", 1)[-1]
    return f"{slugify_vi(paper.title, 80) or 'tai-lieu'}.{ending}"
