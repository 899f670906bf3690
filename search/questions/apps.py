"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuestionsConfig(AppConfig):
    """Past questions, and results pinned to questions."""

    name = "search.questions"
    label = "questions"
    verbose_name = _("Câu hỏi tìm kiếm")
