"""A reader's comment, every wording it has had, and the counters of a page."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from news.comments.identity import uuid7
from news.comments.models.state import PUBLIC, State
from portal.base.models import BasePage
from portal.vietnamese.text import fold, syllables

MAX_DEPTH = 3
NAME_LENGTH = 60
BODY_LENGTH = 2000


class Badge(models.TextChoices):
    """Who answers for the office, where the writer is no reader."""

    EDITORS = "editors", _("Ban biên tập")
    UNIT = "unit", _("Đơn vị trả lời")


class CommentQuerySet(models.QuerySet):
    """Comments; what readers see is :meth:`public` and nothing else."""

    def public(self) -> CommentQuerySet:
        """Return what readers see: decided to be published, the time for undoing over, every ancestor public too.

        What was public when it was erased stands as its own gravestone (``tombstone``) while answers are seen below it.
        """
        below = self.model.objects.filter(_published())
        answers = below.filter(parent=OuterRef("pk"))
        answers_to_answers = below.filter(_stands("parent"), parent__parent=OuterRef("pk"))
        return self.filter(
            _published() | Q(Exists(answers) | Exists(answers_to_answers), tombstone=True),
            Q(parent=None) | _stands("parent"),
            Q(root=None) | _stands("root"),
        )


def _published(of: str = "") -> Q:
    return Q(**{f"{of}state__in": PUBLIC, f"{of}public_from__lte": timezone.now()})


def _stands(relation: str) -> Q:
    return _published(f"{relation}__") | Q(**{f"{relation}__tombstone": True})


def searchable(text: str) -> str:
    """Return the syllables of a text as they are searched at the desk, a space on either side of each; "" for none.

    Whole ones, for a part of a Vietnamese syllable is another word: "mã" is no "mẫu".
    """
    found = " ".join(syllables(fold(text)))
    return f" {found} " if found else ""


class Comment(models.Model):
    """One comment. It is held from its first INSERT; ``news.comments.states`` alone changes its state."""

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    page = models.ForeignKey(BasePage, null=True, on_delete=models.SET_NULL, related_name="comments")
    root = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="thread")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replies")
    depth = models.PositiveSmallIntegerField(default=1)

    name = models.CharField(_("Họ tên"), max_length=NAME_LENGTH)
    current_body = models.TextField(_("Nội dung"))
    search_text = models.TextField(blank=True, editable=False)
    """Name and text as the desk's search compares them."""
    badge = models.CharField(max_length=8, choices=Badge, blank=True)
    chosen = models.BooleanField(_("Được chọn"), default=False)
    tombstone = models.BooleanField(default=False)

    state = models.CharField(_("Trạng thái"), max_length=16, choices=State, default=State.HELD)
    version = models.PositiveIntegerField(default=1)
    created = models.DateTimeField(default=timezone.now, editable=False)
    decided = models.DateTimeField(null=True)
    public_from = models.DateTimeField(null=True)
    outcome_due = models.DateTimeField(null=True)

    claimed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    claimed_until = models.DateTimeField(null=True)
    proposed = models.ForeignKey("CommentRevision", null=True, on_delete=models.PROTECT, related_name="+")
    author_agreed = models.BooleanField(null=True)
    reported_at = models.DateTimeField(null=True)

    submit_key = models.CharField(max_length=32, unique=True)
    author_token_hash = models.CharField(max_length=64, unique=True)
    email_sealed = models.TextField(blank=True)
    net_hash = models.CharField(max_length=64, null=True)
    ua_class = models.CharField(max_length=8, blank=True)

    is_flagged = models.BooleanField(default=False)
    flags = models.JSONField(default=list)
    word_hits = models.JSONField(default=list)
    hints = models.JSONField(default=list)
    priority = models.SmallIntegerField(default=0)
    links = models.PositiveSmallIntegerField(default=0)
    syllables = models.PositiveSmallIntegerField(default=0)
    diacritic_share = models.FloatField(default=1)
    same_text = models.CharField(max_length=64, blank=True)
    duplicate_of = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="duplicates")

    objects = CommentQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("ý kiến")
        verbose_name_plural = _("ý kiến")
        permissions: ClassVar[list] = [
            ("assist_comment", _("Xem hàng chờ, nhận và biên tập ý kiến")),
            ("decide_comment", _("Duyệt ý kiến")),
            ("approve_large_edit", _("Duyệt bản biên tập thay đổi nhiều")),
            ("decide_appeal", _("Giải quyết khiếu nại")),
            ("erase_comment", _("Xóa dữ liệu của người viết")),
            ("answer_comment", _("Trả lời thay cơ quan")),
        ]
        indexes: ClassVar[list] = [
            models.Index(fields=["page", "state", "-created"], name="comment_of_page"),
            models.Index(fields=["state", "-priority", "created"], name="comment_queue"),
            models.Index(fields=["state", "created"], name="comment_waiting"),
            models.Index(fields=["same_text", "created"], name="comment_same_text"),
            models.Index(fields=["outcome_due"], condition=Q(outcome_due__isnull=False), name="comment_outcome_due"),
        ]
        constraints: ClassVar[list] = [
            models.CheckConstraint(condition=Q(depth__gte=1, depth__lte=MAX_DEPTH), name="comment_depth"),
            models.CheckConstraint(
                condition=Q(root=None, parent=None, depth=1) | Q(root__isnull=False, parent__isnull=False, depth__gt=1),
                name="comment_stands_in_one_thread",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=PUBLIC) | Q(public_from__isnull=False), name="comment_public_since"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.current_body[:40]}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the words as they are searched; those that were erased are not."""
        self.search_text = searchable(f"{self.name}\n{self.current_body}")
        super().save(*args, **kwargs)

    @property
    def reference(self) -> str:
        """The short number a reader may quote."""
        return self.public_id.hex[-8:].upper()

    @property
    def anchor(self) -> str:
        """The name of its place on the article's page."""
        return f"y-kien-{self.reference.lower()}"

    @property
    def is_edited(self) -> bool:
        """Whether what readers see is not word for word the writer's."""
        return self.state == State.PUBLISHED_EDITED

    @property
    def is_claimed(self) -> bool:
        """Whether somebody is deciding about it now."""
        return bool(self.claimed_by_id and self.claimed_until and self.claimed_until > timezone.now())


class CommentRevision(models.Model):
    """One wording of a comment: the first is the reader's. Rows are only added (a trigger of the database).

    Erasing empties name, text and salt; the digest stays for the chain and says nothing without the salt.
    """

    class By(models.TextChoices):
        """Whose words these are."""

        READER = "reader", _("Người viết")
        MODERATOR = "moderator", _("Người biên tập")

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="revisions")
    n = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=NAME_LENGTH, blank=True)
    body = models.TextField(blank=True)
    by = models.CharField(max_length=9, choices=By)
    # No constraint: an account may be deleted, what it did may not.
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    moderator_name = models.CharField(max_length=150, blank=True)
    reason_code = models.CharField(max_length=12, blank=True)
    share = models.FloatField(default=0)
    delicate = models.BooleanField(default=False)
    """Whether a figure or a negation of the reader's is missing: however small, somebody else must agree."""
    created = models.DateTimeField(default=timezone.now)
    salt = models.CharField(max_length=32, blank=True)
    digest = models.CharField(max_length=64)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("bản của ý kiến")
        verbose_name_plural = _("các bản của ý kiến")
        ordering: ClassVar[list[str]] = ["n"]
        constraints: ClassVar[list] = [models.UniqueConstraint(fields=["comment", "n"], name="one_revision_per_number")]

    def __str__(self) -> str:
        return f"{self.comment_id}/{self.n}"

    def seal(self) -> CommentRevision:
        """Give a new revision its salt and digest; return it."""
        self.salt = secrets.token_hex(16)
        self.digest = self.own_digest()
        return self

    def own_digest(self) -> str:
        """Return the digest of name and text as they stand: 64 hexadecimal digits."""
        return hashlib.sha256(f"{self.salt}\n{self.name}\n{self.body}".encode()).hexdigest()

    @property
    def is_erased(self) -> bool:
        """Whether the words are gone."""
        return not self.salt


class Thread(models.Model):
    """Counters of one page's comments, kept by the transactions that change them."""

    page = models.OneToOneField(BasePage, on_delete=models.CASCADE, related_name="thread", primary_key=True)
    received = models.PositiveIntegerField(default=0)
    published = models.PositiveIntegerField(default=0)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.page_id}: {self.published}/{self.received}"
