"""The vocabulary of honours, and who received which."""

from django.db.models import Q

from exemplars.registry.fields.shapes import Table, private, public

HONOUR_TABLES = (
    Table(
        "honours.Honour",
        "Danh hiệu",
        rows=Q(),
        key="code",
        columns={
            "id": private(),
            "code": public("Mã"),
            "name": public("Tên"),
            "kind": public("Loại"),
            "level": public("Cấp"),
            "classes": public("Số hạng"),
            "rank": public("Thứ bậc"),
            "for_individual": public("Cho cá nhân"),
            "for_collective": public("Cho tập thể"),
            "for_household": public("Cho hộ gia đình"),
            "conferred_by": public("Thẩm quyền"),
            "law": public("Văn bản quy định"),
            "law_number": public("Số văn bản quy định"),
            "article": public("Điều, khoản"),
            "meaning": public("Ý nghĩa, đối tượng"),
            "aliases": public("Cách gọi khác, tên cũ"),
            "valid_from": public("Có từ ngày"),
            "valid_to": public("Đến hết ngày"),
            "slug": public("Đường dẫn"),
            "name_key": private(),
            "sort_key": private(),
        },
    ),
    Table(
        "honours.Conferral",
        "Khen thưởng",
        # A name as the decision prints it is public with the decision; an exemplar only while it is public itself.
        rows=Q(exemplar__isnull=True) | Q(exemplar__is_public=True),
        columns={
            "id": private(),
            "exemplar": public("Gương"),
            "recipient_name": public("Tên người, đơn vị được khen"),
            "recipient_key": private(),
            "recipient_unit": public("Chức vụ, đơn vị khi được khen"),
            "honour": public("Danh hiệu, hình thức"),
            "honour_class": public("Hạng"),
            "verb": public("Hình thức trao"),
            "decision": public("Quyết định"),
            "decision_text": public("Số quyết định như đã ghi"),
            "conferred_on": public("Ngày"),
            "year": public("Năm"),
            "authority": public("Cấp có thẩm quyền"),
            "basis": public("Loại hình khen thưởng"),
            "achievement": public("Thành tích ghi trong quyết định"),
            "state": public("Hiệu lực"),
            "is_demo": public("Dữ liệu minh họa"),
        },
    ),
    Table(
        "honours.ConferralChange",
        "Thay đổi hiệu lực",
        rows=Q(conferral__exemplar__isnull=True) | Q(conferral__exemplar__is_public=True),
        columns={
            "id": private(),
            "conferral": public("Lượt khen"),
            "state": public("Thành"),
            "document": public("Theo văn bản"),
            "on": public("Ngày"),
            "reason": private("Lý do"),
            "actor": private("Người ghi"),
            "at": private("Lúc"),
        },
    ),
)
