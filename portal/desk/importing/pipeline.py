"""One file from bytes to page: the same way for the command and for the upload form."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from portal.base.models import BasePage
from portal.base.refusal import Refusal

from .files import read_bytes
from .parser import parse
from .reading import read
from .shapes import ParsedArticle
from .writer import Written, write

logger = logging.getLogger(__name__)

#: Where bulletins go when nobody says where.
DEFAULT_SECTION = "tin-tuc"


def parse_file(path: Path) -> ParsedArticle:
    """The article in a file on disk. Raises :class:`Refusal`, also for what no reader foresaw."""
    return parse_bytes(path.name, read_bytes(path), Path(os.path.abspath(path)).parent)  # noqa: PTH100  keeps links


def parse_bytes(name: str, data: bytes, folder: Path | None = None) -> ParsedArticle:
    """The article in a file called ``name``. Raises :class:`Refusal`, also for what no reader foresaw."""
    try:
        return parse(read(name, data, folder))
    except Refusal:
        raise
    except Exception as error:
        # One odd file must neither stop a folder nor answer an upload with an error page; the log has the trace.
        logger.exception("Import: cannot read %r", name)
        raise Refusal(_("không đọc được tệp (%(error)s)") % {"error": type(error).__name__}) from error


def import_article(article: ParsedArticle, section: BasePage, **options: Any) -> Written:
    """:func:`~.writer.write`, with a page the site would not accept told as a :class:`Refusal`."""
    try:
        return write(article, section, **options)
    except ValidationError as error:
        raise Refusal(_("không tạo được bài: ") + "; ".join(error.messages)) from error
    except DatabaseError as error:
        logger.exception("Import: cannot store %r", article.title)
        raise Refusal(_("cơ sở dữ liệu không nhận bài, hãy thử lại")) from error


def sections() -> Any:
    """All sections, in tree order."""
    # By name: the house imports downwards, and sections live in portal.home above this floor.
    return apps.get_model("home", "SectionPage").objects.order_by("path")
