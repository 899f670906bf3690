"""The states an exemplar goes through, and which of them readers see."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """From being proposed to being withdrawn; ``exemplars.registry.states`` says which step may follow which."""

    NOMINATED = "nominated", _("Được giới thiệu")
    VERIFYING = "verifying", _("Đang xác minh")
    CONSENTED = "consented", _("Đã đồng ý công bố")
    APPROVED = "approved", _("Đã duyệt")
    PUBLISHED = "published", _("Đã công bố")
    UNDER_REVIEW = "under_review", _("Đang rà soát")
    HIDDEN = "hidden", _("Tạm ẩn")
    WITHDRAWN = "withdrawn", _("Đã rút")


PUBLIC = (State.PUBLISHED, State.UNDER_REVIEW)
"""A yearly review does not take an exemplar down; hiding does."""
