"""Which column of a list is which field: by its Vietnamese heading, in any order, accents and case aside."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from exemplars.registry.fields import table_of
from portal.vietnamese.text import fold, squash

SURNAMES, HONOUR, DECISION, DECIDED_ON = "surnames", "honour", "decision", "decided_on"
"""What a list may say beyond the fields of an exemplar: family and middle name in one, and one honour."""

FIELDS = (
    "reference", "kind", "name", "family_name", "middle_name", "given_name", "other_names", "gender", "birth_date",
    "birth_year", "death_year", "position", "organisation", "place", "place_now", "field", "year", "direct_worker",
    "movements", "summary", "achievements", "owner", "started_on", "method", "resources", "results", "reach", "contact",
    "notes", "source", "review_due",
)  # fmt: skip

EXTRA = {
    SURNAMES: "Họ và tên đệm",
    HONOUR: "Danh hiệu, hình thức khen thưởng",
    DECISION: "Số quyết định",
    DECIDED_ON: "Ngày quyết định",
}

_ALIASES: Mapping[str, str] = {
    "reference": "mã|mã số|mã gương|số hồ sơ",
    "kind": "loại|loại hình|loại đối tượng|loại gương|đối tượng khen",
    "name": "họ tên|họ và tên|họ và tên cá nhân|tên gọi|tên tập thể|tên mô hình|tên đơn vị cá nhân|tên gương"
    "|tên gương điển hình|tên điển hình|họ tên tên tập thể|họ và tên tên tập thể|tập thể cá nhân|cá nhân tập thể",
    SURNAMES: "họ đệm|họ và đệm|họ tên đệm|họ và chữ đệm",
    "middle_name": "tên đệm|chữ đệm",
    "other_names": "bí danh|tên khác|tên thường gọi",
    "gender": "nam nữ|phái",
    "birth_date": "ngày tháng năm sinh|ngày sinh",
    "birth_year": "sinh năm",
    "position": "chức vụ|nghề nghiệp|chức danh|nghề nghiệp chức vụ|công việc",
    "organisation": "cơ quan|tổ chức|cơ quan đơn vị|đơn vị công tác|nơi công tác|nơi làm việc|cơ quan công tác",
    "place": "địa chỉ|địa phương|nơi ở|địa bàn|xã phường|nơi cư trú|chỗ ở|quê quán",
    "place_now": "địa chỉ hiện nay|nơi ở hiện nay",
    "field": "ngành|ngành lĩnh vực",
    "year": "năm|năm biểu dương|năm được biểu dương|năm khen thưởng|năm công nhận",
    "direct_worker": "trực tiếp lao động|lao động trực tiếp|trực tiếp",
    "movements": "phong trào thi đua|các phong trào",
    "summary": "tóm tắt|thành tích tóm tắt|tóm tắt thành tích nổi bật",
    "achievements": "thành tích nổi bật|thành tích đạt được|báo cáo thành tích|nội dung thành tích",
    "owner": "chủ thể|chủ mô hình",
    "started_on": "ngày bắt đầu|thời gian bắt đầu",
    "results": "kết quả",
    "reach": "phạm vi",
    "contact": "số điện thoại|điện thoại|sđt|thông tin liên hệ",
    "notes": "ghi chú",
    "source": "nguồn|đơn vị giới thiệu|nơi giới thiệu|cơ quan giới thiệu",
    "review_due": "ngày rà soát",
    HONOUR: "danh hiệu|hình thức khen thưởng|danh hiệu hình thức|khen thưởng|hình thức|danh hiệu thi đua",
    DECISION: "quyết định|số qđ|số quyết định khen thưởng|qđ số|quyết định số",
    DECIDED_ON: "ngày qđ|ngày ký|ngày ký quyết định|ngày khen thưởng|ngày ban hành quyết định",
}
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_OTHER = re.compile(r"[^a-z0-9]+")


def heading_key(heading: str) -> str:
    """Return a heading as it is compared: words without accents; what stands in brackets does not count."""
    return _OTHER.sub(" ", fold(_BRACKETS.sub(" ", squash(heading)[:200]))).strip()


def heading_of(name: str) -> str:
    """Return the heading under which a column is written and shown."""
    return EXTRA.get(name) or table_of("registry.Exemplar").columns[name].heading


@cache
def _known() -> dict[str, str]:
    known: dict[str, str] = {}
    for name in (*FIELDS, *EXTRA):
        for text in (heading_of(name), *_ALIASES.get(name, "").split("|")):
            known.setdefault(heading_key(text), name)
    known.pop("", None)
    return known


@dataclass
class Match:
    """Columns by position (from 0), and the headings nobody knows."""

    columns: dict[int, str] = field(default_factory=dict)
    unknown: dict[int, str] = field(default_factory=dict)

    @property
    def names(self) -> set[str]:
        """The fields that were found."""
        return set(self.columns.values())

    @property
    def can_name(self) -> bool:
        """Whether a row can be told to be of somebody."""
        return bool({"name", "reference"} & self.names) or {SURNAMES, "given_name"} <= self.names


def match(headings: Sequence[object], chosen: Mapping[int, str] | None = None) -> Match:
    """Match the headings of a list; ``chosen`` holds what staff corrected, "" for a column to leave out."""
    found = Match()
    chosen = chosen or {}
    known = _known()
    for position, heading in enumerate(headings):
        text = squash(str(heading)) if heading is not None else ""
        name = chosen[position] if position in chosen else known.get(heading_key(text), "")
        if name and name not in found.names:
            found.columns[position] = name
        elif text:
            found.unknown[position] = text
    _name_alone(found, chosen)
    return found


def _name_alone(found: Match, chosen: Mapping[int, str]) -> None:
    """“Tên” without “Họ” beside it is the whole name."""
    if "given_name" in found.names and not ({"name", "family_name", SURNAMES} & found.names):
        position = next(at for at, name in found.columns.items() if name == "given_name")
        if position not in chosen:
            found.columns[position] = "name"
