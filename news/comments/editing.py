"""What a moderator may change in a reader's words, and how the change is shown.

Spelling, accents, line breaks, personal data, a clause off topic: never a figure, and no word that is not the
reader's. What was edited is kept beside the original and becomes public by a decision of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from rapidfuzz.distance import Levenshtein

from news.comments.models import Comment, CommentRevision
from news.comments.models.comment import BODY_LENGTH, NAME_LENGTH
from news.comments.pipeline import diacritic_share
from news.comments.states import NotAllowed, check_person, lock, reader_revision
from portal.intake.words import clean
from portal.vietnamese.text import fold, same_tone, syllables

ALIKE, NAMES_ALIKE = 0.6, 0.8
"""From which similarity of letters on a word, or one with a capital, counts as the same one, misspelt."""
BARE = 0.5
"""Share of syllables with accents below which a text counts as written without them."""
SHORT_FORMS = {
    "ko": "không",
    "k": "không",
    "kg": "không",
    "hok": "không",
    "dc": "được",
    "đc": "được",
    "vs": "với",
    "j": "gì",
    "r": "rồi",
    "bik": "biết",
    "bit": "biết",
    "mn": "mọi người",
    "ng": "người",
    "nc": "nước",
    "tks": "cảm ơn",
    "ntn": "như thế nào",
    "vn": "Việt Nam",
}
"""What is typed in haste and may be written out."""
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


def _changes(old: list[str], new: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the runs of syllables that differ, case aside: those taken away and those in their place."""
    before, after = ([same_tone(one).lower() for one in text] for text in (old, new))
    for action, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if action != "equal":
            yield old[i1:i2], new[j1:j2]


def share_changed(old: str, new: str) -> float:
    """Return which share of the reader's syllables an edit changes (0 to 1); accents put where none were are free."""
    words = syllables(old)
    bare = diacritic_share(old)[1] < BARE
    changed = 0
    for gone, put in _changes(words, syllables(new)):
        if len(gone) == len(put):
            changed += sum(not (bare and _only_accents(*pair)) for pair in zip(gone, put, strict=True))
        else:
            changed += max(len(gone), len(put))
    return min(1.0, changed / max(1, len(words)))


def _only_accents(old: str, new: str) -> bool:
    return old.isascii() and fold(old) == fold(new)


def foreign_words(old: str, new: str) -> list[str]:
    """Return the words of an edit that are not the reader's: neither his, nor his with accents or
    spelling mended; and the signs (emoji, currency …) he did not use.
    """
    words = syllables(old)
    left = Counter(same_tone(word).lower() for word in words)
    foreign: list[str] = []
    for gone, put in _changes(words, syllables(new)):
        if _is_spelling(gone, put):
            continue
        foreign += [word for word in put if same_tone(word).lower() not in left and not _mends(word, gone)]
    signs = {char for char in new if unicodedata.category(char).startswith("S")} - set(old)
    return foreign + sorted(signs)


def _is_spelling(gone: list[str], put: list[str]) -> bool:
    """Tell whether a run is the same letters, joined or parted otherwise: “khôngđược” and “không được”."""
    before, after = ("".join(map(fold, run)) for run in (gone, put))
    return before == after and before.isalpha()


def _mends(word: str, gone: list[str]) -> bool:
    """Tell whether a word is one of those taken away, mended. A number is never mended: figures are the reader's."""
    if any(char.isdigit() for char in word):
        return False
    letters = fold(word)
    enough = NAMES_ALIKE if word[0].isupper() else ALIKE
    for old in gone:
        written_out = [fold(one) for one in SHORT_FORMS.get(old.lower(), "").split()]
        if letters in written_out:
            return True
        if not any(char.isdigit() for char in old) and Levenshtein.normalized_similarity(letters, fold(old)) >= enough:
            return True
    return False


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
    _check_words(original.body, text)
    _check_words(original.name, called)
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
    ).seal()
    edit.save(force_insert=True)
    locked.proposed, locked.author_agreed = edit, None
    locked.version += 1
    locked.save(update_fields=["proposed", "author_agreed", "version"])
    comment.refresh_from_db()
    return edit


def _check_words(old: str, new: str) -> None:
    if syllables(old) and not syllables(new):
        raise NotAllowed(_("Bản biên tập không còn chữ nào của người viết."))
    foreign = foreign_words(old, new)
    if foreign:
        raise NotAllowed(
            _("Không thêm từ người viết không dùng: %(words)s. Chỉ sửa chính tả, dấu, hoặc bớt đi.")
            % {"words": ", ".join(f"“{word}”" for word in foreign[:5])}
        )
