"""Why a file is not taken."""

from django.core.exceptions import ValidationError


class Unfit(ValidationError):
    """A file that is not taken; the message says why and what to do, in Vietnamese."""
