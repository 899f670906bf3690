"""The work that waits for curators: each list a query, counted and opened from one page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from exemplars.honours.models import Conferral
from exemplars.registry.models import Consent, Exemplar, State
from exemplars.registry.models.state import PUBLIC

EXPIRES_WITHIN = timedelta(days=30)
WORKED_ON = (State.VERIFYING, State.CONSENTED, State.APPROVED, *PUBLIC)
"""The states in which somebody should already have asked for consent."""


def consent_in_force(on: date | None = None) -> QuerySet[Consent]:
    """The consents to naming, in force on a day (today), of the outer query's exemplar."""
    day = on or timezone.localdate()
    lasting = Q(expires_on=None) | Q(expires_on__gte=day)
    standing = Q(withdrawn_on=None) | Q(withdrawn_on__gt=day)
    return Consent.objects.filter(lasting, standing, exemplar=OuterRef("pk"), for_name=True, given_on__lte=day)


def missing_consent() -> QuerySet[Exemplar]:
    """Dossiers at work or in public that nobody's consent to naming stands behind."""
    return _live().filter(~Exists(consent_in_force()), state__in=WORKED_ON)


def expiring_consent() -> QuerySet[Exemplar]:
    """Published dossiers with a consent that ended (they no longer show), or ends within thirty days."""
    ending = Consent.objects.filter(
        exemplar=OuterRef("pk"), withdrawn_on=None, expires_on__lte=timezone.localdate() + EXPIRES_WITHIN
    )
    return _live().filter(Exists(ending), state__in=PUBLIC)


def review_due() -> QuerySet[Exemplar]:
    """Public dossiers whose yearly review is due, or was never set."""
    return _live().filter(Q(review_due=None) | Q(review_due__lte=timezone.localdate()), is_public=True)


def waiting() -> QuerySet[Exemplar]:
    """Dossiers proposed, which nobody has begun to verify."""
    return _live().filter(state=State.NOMINATED)


def without_decision() -> QuerySet[Conferral]:
    """Honours recorded without the document that confers them."""
    return Conferral.objects.filter(decision=None).select_related("honour", "exemplar").order_by("-pk")


def namesakes() -> QuerySet[Any]:
    """Names borne by several dossiers with the same year of birth (or none): dictionaries with how many."""
    groups = _live().values("name_key", "kind", "birth_year").annotate(times=Count("pk")).filter(times__gt=1)
    return groups.order_by("-times", "name_key", "birth_year")


def _live() -> QuerySet[Exemplar]:
    return Exemplar.objects.filter(merged_into=None)


@dataclass(frozen=True)
class WorkList:
    """A list: its name in addresses, what it is called, what to do about it, its rows."""

    name: str
    label: Any
    advice: Any
    rows: Callable[[], QuerySet]


LISTS = (
    WorkList(
        "cho-xac-minh",
        _("Mới được giới thiệu"),
        _("Kiểm tra đủ thông tin, so với hồ sơ trùng, rồi chuyển sang xác minh."),
        waiting,
    ),
    WorkList(
        "thieu-dong-y",
        _("Thiếu sự đồng ý"),
        _("Xin phiếu đồng ý nêu tên rồi ghi vào hồ sơ. Im lặng không phải là đồng ý."),
        missing_consent,
    ),
    WorkList(
        "dong-y-het-han",
        _("Đồng ý sắp hết hạn, đã hết hạn"),
        _("Hỏi lại người được nêu gương. Quá hạn thì ẩn hoặc rút hồ sơ."),
        expiring_consent,
    ),
    WorkList(
        "den-han-ra-soat",
        _("Đến hạn rà soát"),
        _("Hỏi đơn vị, địa phương xem gương còn tiêu biểu không, rồi ghi hạn rà soát mới."),
        review_due,
    ),
    WorkList(
        "nghi-trung",
        _("Nghi trùng hồ sơ"),
        _("Cùng tên, cùng năm sinh. So sánh rồi gộp, hoặc bổ sung năm sinh, địa phương để phân biệt."),
        namesakes,
    ),
    WorkList(
        "thieu-quyet-dinh",
        _("Khen thưởng chưa có quyết định"),
        _("Tìm hoặc thêm văn bản vào thư viện rồi nối vào lượt khen thưởng."),
        without_decision,
    ),
)
BY_NAME = {one.name: one for one in LISTS}
