"""The fields of life a new registry begins with; staff may add, rename and reorder them."""

from __future__ import annotations

from typing import Any

from django.db import DEFAULT_DB_ALIAS

from portal.vietnamese.names import sort_key
from portal.vietnamese.slug import slugify_vi

FIELDS = (
    "Phát triển kinh tế",
    "Xây dựng nông thôn mới",
    "Khoa học, công nghệ và đổi mới sáng tạo",
    "Chuyển đổi số",
    "Cải cách hành chính, văn hóa công sở",
    "Giáo dục và đào tạo",
    "Y tế, chăm sóc sức khỏe",
    "Văn hóa, thể thao và du lịch",
    "Giảm nghèo, an sinh xã hội",
    "Nhân đạo, từ thiện, hiến máu",
    "Bảo vệ môi trường",
    "Quốc phòng, an ninh trật tự",
    "Cứu người, cứu tài sản",
    "Xây dựng Đảng và hệ thống chính trị",
    "Đại đoàn kết, dân vận khéo",
    "Học tập, khuyến học, khuyến tài",
)


def load_fields(using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """Make the fields where there are none at all."""
    from exemplars.registry.models import Field

    if Field.objects.using(using).exists():
        return
    Field.objects.using(using).bulk_create(
        Field(code=slugify_vi(name, 60), name=name, rank=turn * 10, sort_key=sort_key(name)[:400])
        for turn, name in enumerate(FIELDS, start=1)
    )
