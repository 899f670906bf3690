"""Files that come from outside: judged by their content, cleaned, and kept under names that tell nothing.

:func:`judge` says of what kind a file is, or why it is not taken; :func:`clean` gives it back as it may be kept:
pictures drawn anew, without place, camera and time.
"""

from portal.intake.uploads.judging import (
    ACCEPTED,
    DOCUMENTS,
    MAX_BYTES,
    PICTURES,
    TYPES,
    Clean,
    accept_attribute,
    clean,
    judge,
    shown_name,
)
from portal.intake.uploads.refusing import Unfit
from portal.intake.uploads.scanning import Verdict, is_scanning, scan

__all__ = [
    "ACCEPTED",
    "DOCUMENTS",
    "MAX_BYTES",
    "PICTURES",
    "TYPES",
    "Clean",
    "Unfit",
    "Verdict",
    "accept_attribute",
    "clean",
    "is_scanning",
    "judge",
    "scan",
    "shown_name",
]
