"""Pages of their own for what differs from reader to reader; none of them is ever kept."""

from news.comments.views.following import follow, unfollow
from news.comments.views.receipt import export, receipt
from news.comments.views.reporting import report_form
from news.comments.views.sending import comment_form

__all__ = ["comment_form", "export", "follow", "receipt", "report_form", "unfollow"]
