"""What questions add to the Wagtail admin."""

from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from search.questions.admin.viewsets import ChangeOnly, QuestionGroup
from search.questions.models import PastQuestion

register_permission_policy(PastQuestion, ChangeOnly(PastQuestion), exact_class=True)
register_snippet(QuestionGroup)
