"""The pages of nominations: the form, the proposer's receipt, the question to a unit."""

from exemplars.nominations.views.form import nomination_form
from exemplars.nominations.views.question import question
from exemplars.nominations.views.receipt import receipt

__all__ = ["nomination_form", "question", "receipt"]
