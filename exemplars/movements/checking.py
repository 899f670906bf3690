"""What a term's members must satisfy, in sentences for the person who fills in the form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from exemplars.movements.models import TermMember
from exemplars.movements.naming import joined
from exemplars.movements.successions import UnitKey, heirs, unit_key


def member_problems(members: Sequence[TermMember], today: date) -> list[str]:
    """Return everything wrong with a term's members taken together; members need not be saved."""
    chosen = [member for member in members if member.place_id or member.organisation_id]
    if not chosen:
        return [_("Cụm, khối cần ít nhất một thành viên.")]
    return [*_head_problems(chosen), *_double_problems(chosen, today), *rank_problems(chosen)]


def _head_problems(members: Sequence[TermMember]) -> list[str]:
    heads = [member for member in members if member.role == TermMember.Role.HEAD]
    if not heads:
        return [_("Chưa chọn trưởng cụm, khối: mỗi năm có một trưởng.")]
    if len(heads) > 1:
        return [_("Có %(count)s trưởng (%(names)s); mỗi năm chỉ một.") % _counted(heads)]
    return []


def _counted(members: Sequence[TermMember]) -> dict[str, object]:
    return {"count": len(members), "names": joined(str(member) for member in members)}


def _double_problems(members: Sequence[TermMember], today: date) -> list[str]:
    """Find units named twice, also once under the old name and once as what it became."""
    first: dict[UnitKey, TermMember] = {}
    problems = []
    for member in members:
        if unit_key(member) in first:
            problems.append(_("%(name)s có hai lần.") % {"name": member})
        first.setdefault(unit_key(member), member)
    for key, found in heirs(first, today).items():
        for later in sorted(found.met & first.keys()):
            said = {"old": first[key], "new": first[later]}
            problems.append(
                _("%(old)s (tên cũ) và %(new)s (sau sắp xếp) cùng có mặt; ghi theo tên gọi của một thời điểm.") % said
            )
    return problems


def rank_problems(members: Sequence[TermMember]) -> list[str]:
    """Ranks stay within the number of members, and after a tie the next ranks are left out (1, 2, 2, 4)."""
    ranks = sorted(member.rank for member in members if member.rank is not None)
    problems = []
    if ranks and not 1 <= ranks[0] <= ranks[-1] <= len(members):
        problems.append(_("Thứ hạng phải từ 1 đến %(count)s, số thành viên.") % {"count": len(members)})
    elif any(rank != 1 + ranks.index(rank) for rank in ranks):
        listed = ", ".join(map(str, ranks))
        problems.append(
            _("Thứ hạng %(ranks)s không liền nhau; đồng hạng thì bỏ hạng kế tiếp, ví dụ 1, 2, 2, 4.")
            % {"ranks": listed}
        )
    return problems
