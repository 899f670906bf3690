"""What is kept of readers' comments."""

from news.comments.models.comment import Badge, Comment, CommentRevision, Thread
from news.comments.models.decision import ChainHead, Decision
from news.comments.models.reader import Appeal, Follow, Report
from news.comments.models.rules import Sanction, ThreadPolicy, WordRule
from news.comments.models.state import CHOOSING, PUBLIC, Reason, State

__all__ = [
    "CHOOSING",
    "PUBLIC",
    "Appeal",
    "Badge",
    "ChainHead",
    "Comment",
    "CommentRevision",
    "Decision",
    "Follow",
    "Reason",
    "Report",
    "Sanction",
    "State",
    "Thread",
    "ThreadPolicy",
    "WordRule",
]
