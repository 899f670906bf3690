"""What a moderator may change in a reader's words, and how the change is shown.

Spelling, accents, line breaks, personal data, a clause off topic: never a figure, and no word that is not the reader's
or stood elsewhere (``fidelity``). An edit that is large, or delicate, needs a second person. What was edited is kept
beside the original and becomes public by a decision of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from news.comments.fidelity import changes, figures, foreign_words, is_bare, key, turns_stance
from news.comments.models import Comment, CommentRevision, Reason
from news.comments.models.comment import BODY_LENGTH, NAME_LENGTH
from news.comments.states import NotAllowed, check_person, lock, reader_revision
from portal.intake.words import clean
from portal.vietnamese.text import fold, syllables

_PIECE = re.compile(r"\s+|\S+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a comparison: ``same``, ``gone`` or ``new``, and the text with its spaces."""

    kind: str
    text: str


def word_diff(old: str, new: str) -> list[Piece]:
    """Return both texts as one list of parts, for showing what was changed."""
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    pieces: list[Piece] = []
    for action, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if action == "equal":
            pieces.append(Piece("same", "".join(before[i1:i2])))
            continue
        if i2 > i1:
            pieces.append(Piece("gone", "".join(before[i1:i2])))
        if j2 > j1:
            pieces.append(Piece("new", "".join(after[j1:j2])))
    return pieces


def share_changed(old: str, new: str) -> float:
    """Return which share of the reader's syllables an edit changes (0 to 1); accents put where none were are free."""
    words = syllables(old)
    bare = is_bare(old)
    changed = 0
    for gone, put in changes(words, syllables(new)):
        if len(gone) == len(put):
            changed += sum(not (bare and _only_accents(*pair)) for pair in zip(gone, put, strict=True))
        else:
            changed += max(len(gone), len(put))
    return min(1.0, changed / max(1, len(words)))


def _only_accents(old: str, new: str) -> bool:
    return old.isascii() and fold(old) == fold(new)


@transaction.atomic
def propose(
    comment: Comment, *, actor: Any, body: str, reason: str, name: str | None = None, version: int | None = None
) -> CommentRevision:
    """Store an edit beside the reader's words; publishing it is a decision (``states.decide`` to published_edited).

    Raises ``portal.intake.words.Refused`` for a text that cannot be stored, :class:`NotAllowed` for one that says
    what the reader did not, :class:`Conflict` when somebody changed the comment meanwhile.
    """
    locked = lock(comment, version)
    check_person(locked, actor, reason)
    original = reader_revision(locked)
    text = clean(body, most=BODY_LENGTH, least=2)
    called = clean(original.name if name is None else name, most=NAME_LENGTH, least=1, lines=False)
    fewer = False
    for old, new in ((original.body, text), (original.name, called)):
        fewer |= _leaves_figures_out(old, new, reason)
        _check_words(old, new)
    if (called, text) == (original.name, original.body):
        raise NotAllowed(_("Bản biên tập giống hệt nguyên văn."))
    edit = CommentRevision(
        comment=locked,
        n=locked.revisions.count() + 1,
        name=called,
        body=text,
        by=CommentRevision.By.MODERATOR,
        moderator=actor,
        moderator_name=str(actor)[:150],
        reason_code=reason,
        share=share_changed(original.body, text),
        delicate=fewer or turns_stance(original.body, text),
    ).seal()
    edit.save(force_insert=True)
    locked.proposed, locked.author_agreed = edit, None
    locked.version += 1
    locked.save(update_fields=["proposed", "author_agreed", "version"])
    comment.refresh_from_db()
    return edit


def _check_words(old: str, new: str) -> None:
    words = syllables(old)
    if words and not syllables(new):
        raise NotAllowed(_("Bản biên tập không còn chữ nào của người viết."))
    foreign, used = foreign_words(old, new), set(map(key, words))
    strange = [word for word in foreign if key(word) not in used]
    if strange:
        raise NotAllowed(
            _("Không thêm từ người viết không dùng: %(words)s. Chỉ sửa chính tả, dấu, hoặc bớt đi.")
            % {"words": _quoted(strange)}
        )
    if foreign:
        raise NotAllowed(
            _("Không lặp thêm hay chuyển chỗ từ của người viết: %(words)s. Chỉ sửa chính tả, dấu, hoặc bớt đi.")
            % {"words": _quoted(foreign)}
        )


def _quoted(words: list[str]) -> str:
    return ", ".join(f"“{word}”" for word in words[:5])


def _leaves_figures_out(old: str, new: str, reason: str) -> bool:
    """Tell whether an edit leaves out figures that may be somebody's data. Raises :class:`NotAllowed` for any other
    change of figures; telephone numbers and those of identity cards may always go.
    """
    if figures(old) == figures(new):
        return False
    before, after = figures(old, personal=False), figures(new, personal=False)
    if before == after:
        return False
    left = iter(before)
    if reason == Reason.PERSONAL and all(one in left for one in after):
        return True
    raise NotAllowed(
        _(
            "Giữ nguyên các số và thứ tự của chúng. Người viết ghi: %(old)s; bản sửa ghi: %(new)s. "
            "Bớt số vì là dữ liệu cá nhân thì chọn lý do đó."
        )
        % {"old": ", ".join(before[:10]) or "–", "new": ", ".join(after[:10]) or "–"}
    )
