"""What stands above an answer: below what readers do not see, they do not see the answer either."""

from __future__ import annotations

from django.utils.translation import gettext as _

from news.comments.models import PUBLIC, Comment, State


def why_unseen(comment: Comment) -> str:
    """Return, in a sentence, why nobody would see a comment if it were published; "" when nothing is in the way."""
    above = next((one for one in (comment.parent, comment.root) if one is not None and not _is_shown(one)), None)
    if above is None:
        return ""
    said = {"reference": above.reference, "state": above.get_state_display()}
    if above.state in (State.WITHDRAWN, State.ERASED):
        return _("Đăng cũng không ai thấy: ý kiến %(reference)s phía trên “%(state)s”, không hiện lại nữa.") % said
    return _("Đăng cũng không ai thấy: ý kiến %(reference)s phía trên “%(state)s”. Đăng ý kiến đó trước.") % said


def _is_shown(comment: Comment) -> bool:
    return comment.tombstone or comment.state in PUBLIC
