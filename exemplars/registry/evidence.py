"""The papers of a dossier (tài liệu xác minh): private, judged by their content, kept and removed with a log entry."""

from __future__ import annotations

import zipfile
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from exemplars.registry.models import Evidence, Exemplar
from portal.vietnamese.slug import slugify_vi

MAX_BYTES = 10 * 1024 * 1024
MAX_PARTS = 5_000
"""Of a Word or Excel file: more is no file somebody wrote."""

TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_MAGIC = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png"}


def kind_of(file: IO[bytes]) -> str:
    """Return the ending that fits the content ("pdf", "jpg", "png", "docx", "xlsx"); "" for anything else.

    The name somebody gave the file says nothing; files with macros are "anything else".
    """
    file.seek(0)
    head = file.read(8)
    file.seek(0)
    for magic, kind in _MAGIC.items():
        if head.startswith(magic):
            return kind
    return _office_kind(file) if head.startswith(b"PK\x03\x04") else ""


def _office_kind(file: IO[bytes]) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return ""
    finally:
        file.seek(0)
    if len(names) > MAX_PARTS or any("vbaproject" in name.lower() for name in names):
        return ""
    if "word/document.xml" in names:
        return "docx"
    return "xlsx" if "xl/workbook.xml" in names else ""


def check(file: UploadedFile) -> str:
    """Return the ending of an upload; raises ``ValidationError`` with what is wrong in words."""
    if file.size > MAX_BYTES:
        raise ValidationError(_("Tệp lớn hơn 10 MB. Hãy nén hoặc quét ở độ phân giải thấp hơn."))
    if not file.size:
        raise ValidationError(_("Tệp rỗng."))
    kind = kind_of(file)
    if not kind:
        raise ValidationError(_("Chỉ nhận PDF, JPEG, PNG, DOCX, XLSX (không có macro). Nội dung tệp này khác."))
    return kind


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


def content_type(paper: Evidence) -> str:
    """Return the media type of a paper, by the ending it was stored with."""
    return TYPES.get(paper.file.name.rsplit(".", 1)[-1], "application/octet-stream")
