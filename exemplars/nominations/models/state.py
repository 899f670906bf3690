"""The states a nomination goes through."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """From being sent to being decided; ``exemplars.nominations.states`` says which step may follow which."""

    NOMINATED = "nominated", _("Mới nhận")
    UNIT_ASKED = "unit_asked", _("Hỏi đơn vị")
    LOCALITY = "locality", _("Hỏi địa phương")
    EDITORIAL = "editorial", _("Biên tập, xét duyệt")
    APPROVED = "approved", _("Được chấp nhận")
    DECLINED = "declined", _("Không chấp nhận")
    DUPLICATE = "duplicate", _("Đã có trong sổ")
    WITHDRAWN = "withdrawn", _("Người giới thiệu rút")


OPEN = (State.NOMINATED, State.UNIT_ASKED, State.LOCALITY, State.EDITORIAL)
"""Somebody still has to do something about these."""
CLOSED = (State.APPROVED, State.DECLINED, State.DUPLICATE, State.WITHDRAWN)
