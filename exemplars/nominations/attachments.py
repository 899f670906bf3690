"""Keeping the files of nominations: cleaned, private, in quarantine while a scanner has not seen them."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks import task
from wagtail.log_actions import log

from exemplars.nominations.models import Attachment, Nomination
from portal.intake.uploads import ACCEPTED, Clean, Unfit, Verdict, clean, is_scanning, scan, shown_name

MOST = 5
"""Files of one nomination."""
DRAFTS_KEPT = timedelta(hours=48)
"""How long a file waits for its form: longer than a form may stay open."""
MOST_DRAFTS = 400
"""Files of forms not finished, of all readers together: nobody fills the disk with what was never sent."""

DISCARDED = "nominations.discarded_file"


class Unwanted(models.TextChoices):
    """Why staff remove a file: all that is logged of it."""

    PRIVATE = "private", gettext_lazy("Có dữ liệu cá nhân không cần cho việc xét")
    UNRELATED = "unrelated", gettext_lazy("Không liên quan, gửi nhầm")
    INFECTED = "infected", gettext_lazy("Có mã độc, không mở được")
    ASKED = "asked", gettext_lazy("Theo yêu cầu của người gửi hoặc người có trong tệp")


def take(file: UploadedFile) -> Clean:
    """Return an upload as it may be kept. Raises ``Unfit`` with the file's name and what is wrong."""
    try:
        return clean(file, ACCEPTED)
    except Unfit as unfit:
        words = _("“%(name)s”: %(problem)s") % {"name": shown_name(file.name or ""), "problem": unfit.message}
        raise Unfit(words) from unfit


def keep(content: Clean, name: str, *, nomination: Nomination | None = None, actor: Any = None) -> Attachment:
    """Store a cleaned file; without a nomination as a draft, found again by its ``key``.

    Where a scanner runs it is asked after the commit; until then the file is handed out to nobody.
    """
    kept = Attachment.objects.create(
        nomination=nomination,
        key=secrets.token_hex(16),
        title=shown_name(name),
        file=ContentFile(content.data, f"tep.{content.kind}"),
        kind=content.kind,
        size=len(content.data),
        digest=content.digest,
        scan=Attachment.Scan.WAITING if is_scanning() else Attachment.Scan.NONE,
        added_by=actor,
    )
    if is_scanning():
        transaction.on_commit(lambda: scan_attachment.enqueue(kept.pk), robust=True)
    return kept


@task()
def scan_attachment(pk: int) -> None:
    """Task: ask the scanner about one file. While the scanner is away the file stays in quarantine."""
    waiting = Attachment.objects.filter(pk=pk, scan=Attachment.Scan.WAITING).first()
    if waiting is None:
        return
    with waiting.file.open("rb") as stream:
        verdict = scan(stream.read())
    if verdict is not Verdict.UNKNOWN:
        Attachment.objects.filter(pk=pk).update(scan=verdict.value)


def scan_waiting() -> int:
    """Ask again about every file in quarantine; return how many are out of it now."""
    before = Attachment.objects.filter(scan=Attachment.Scan.WAITING)
    keys = list(before.values_list("pk", flat=True))
    for pk in keys:
        scan_attachment.call(pk)
    return len(keys) - before.filter(pk__in=keys).count()


def drafts(keys: Iterable[str]) -> list[Attachment]:
    """Return the drafts of a form by their keys, in the order they were sent; others are left out."""
    known = [key for key in keys if key.isascii() and key.isprintable()]
    return list(Attachment.objects.filter(nomination=None, key__in=known[: 2 * MOST]))


def drafts_are_full() -> bool:
    """Whether no further file of an unfinished form is kept."""
    return Attachment.objects.filter(nomination=None).count() >= MOST_DRAFTS


def remove(attachments: Iterable[Attachment]) -> int:
    """Remove files and their rows; the files once that is certain. Return how many."""
    removed = 0
    for one in attachments:
        delete_when_committed(one)
        one.delete()
        removed += 1
    return removed


@transaction.atomic
def discard(attachment: Attachment, why: Unwanted, *, actor: Any) -> None:
    """Remove a file of a nomination for a member of staff, and log who and why; the file's name may name people."""
    data = {"why": why.value, "kind": attachment.kind, "number": attachment.pk}
    log(instance=attachment.nomination, action=DISCARDED, user=actor, data=data)
    remove([attachment])


def delete_when_committed(attachment: Attachment) -> None:
    """Have the file of an attachment deleted when the running transaction is committed."""
    stored, storage = attachment.file.name, attachment.file.storage
    transaction.on_commit(lambda: storage.delete(stored), robust=True)


def forget_drafts() -> int:
    """Remove files whose form was never sent; return how many."""
    with transaction.atomic():
        return remove(Attachment.objects.filter(nomination=None, created_at__lt=timezone.now() - DRAFTS_KEPT))
