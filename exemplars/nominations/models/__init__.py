"""What nominations keep."""

from exemplars.nominations.models.attachment import Attachment
from exemplars.nominations.models.confirmation import VALID_FOR, Confirmation
from exemplars.nominations.models.nomination import Nomination, NominationDecision
from exemplars.nominations.models.state import CLOSED, OPEN, State

__all__ = [
    "CLOSED",
    "OPEN",
    "VALID_FOR",
    "Attachment",
    "Confirmation",
    "Nomination",
    "NominationDecision",
    "State",
]
