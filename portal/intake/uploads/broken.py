"""What reading a file raises that is damaged, or is not what it says it is; whoever looks into one refuses it then.

Python's readers check much, and stumble over the rest.
"""

from __future__ import annotations

import lzma
import zipfile
import zlib
from xml.parsers import expat

BROKEN_ARCHIVE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, ValueError),
    # A part with a password; a way of packing nobody knows (NotImplementedError is one).
    RuntimeError,
    # A part that is said to lie 2**63 bytes further on.
    OverflowError,
)
BROKEN_XML = (
    expat.ExpatError,
    # It says to be written in an encoding nobody knows.
    LookupError,
)
