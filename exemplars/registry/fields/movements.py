"""Movements; clusters, blocks and their yearly terms."""

from django.db.models import Q

from exemplars.registry.fields.shapes import Table, private, public

_OF_A_PUBLIC_TERM = Q(term__cluster__is_public=True)
_CLOSED = "term.is_closed"  # points and ranks are told when the year is closed

MOVEMENT_TABLES = (
    Table(
        "movements.Movement",
        "Phong trào",
        rows=Q(is_public=True),
        key="slug",
        columns={
            "id": private(),
            "name": public("Tên phong trào"),
            "slogan": public("Khẩu hiệu"),
            "scope": public("Phạm vi"),
            "decision": public("Văn bản phát động"),
            "launched_by": public("Cơ quan phát động"),
            "starts_on": public("Từ ngày"),
            "ends_on": public("Đến ngày"),
            "summary": public("Nội dung chính"),
            "parent": public("Hưởng ứng phong trào"),
            "is_public": private("Công bố"),
            "is_demo": public("Dữ liệu minh họa"),
            "slug": public("Đường dẫn"),
            "name_key": private(),
            "sort_key": private(),
            "updated_at": private("Sửa lúc"),
        },
    ),
    Table(
        "movements.Cluster",
        "Cụm, khối",
        rows=Q(is_public=True),
        key="slug",
        columns={
            "id": private(),
            "name": public("Tên"),
            "kind": public("Loại"),
            "level": public("Cấp tổ chức"),
            "decision": public("Quyết định thành lập"),
            "founded_on": public("Thành lập"),
            "dissolved_on": public("Kết thúc"),
            "summary": public("Giới thiệu"),
            "is_public": private("Công bố"),
            "is_demo": public("Dữ liệu minh họa"),
            "slug": public("Đường dẫn"),
            "sort_key": private(),
            "updated_at": private("Sửa lúc"),
        },
    ),
    Table(
        "movements.ClusterTerm",
        "Năm của cụm, khối",
        rows=Q(cluster__is_public=True),
        columns={
            "id": private(),
            "cluster": public("Cụm, khối"),
            "year": public("Năm"),
            "decision": public("Quyết định công nhận"),
            "note": public("Ghi chú, kết quả chung"),
            "is_closed": public("Đã tổng kết"),
            "version": private(),
        },
    ),
    Table(
        "movements.TermMember",
        "Thành viên cụm, khối",
        rows=_OF_A_PUBLIC_TERM,
        columns={
            "id": private(),
            "term": public("Năm hoạt động"),
            "place": public("Địa phương"),
            "organisation": public("Tổ chức"),
            "role": public("Vai trò"),
            "bonus": public("Điểm thưởng", when=_CLOSED),
            "minus": public("Điểm trừ", when=_CLOSED),
            "rank": public("Xếp hạng", when=_CLOSED),
            "result": public("Kết quả bình xét", when=_CLOSED),
            "sort_order": private("Thứ tự"),
        },
    ),
    Table(
        "movements.Criterion",
        "Tiêu chí",
        rows=_OF_A_PUBLIC_TERM,
        columns={
            "id": private(),
            "term": public("Năm hoạt động"),
            "group": public("Nhóm"),
            "name": public("Tiêu chí"),
            "max_points": public("Điểm tối đa"),
            "sort_order": private("Thứ tự"),
        },
    ),
    Table(
        "movements.Score",
        "Điểm",
        rows=Q(member__term__cluster__is_public=True, member__term__is_closed=True),
        columns={
            "id": private(),
            "member": public("Thành viên"),
            "criterion": public("Tiêu chí"),
            "own_points": public("Tự chấm"),
            "checked_points": public("Thẩm định"),
        },
    ),
)
