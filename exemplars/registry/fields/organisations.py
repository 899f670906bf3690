"""Places and organisations."""

from django.db.models import Q

from exemplars.registry.fields.shapes import Table, private, public

ORGANISATION_TABLES = (
    # The gazetteer comes from its own data files: other tables name its rows, no file of the registry carries them.
    Table(
        "places.Place",
        "",
        rows=Q(),
        key="slug",
        columns={
            "id": private(),
            "slug": public("Đường dẫn"),
            "code": public("Mã"),
            "level": public("Cấp"),
            "kind": public("Loại"),
            "name": public("Tên"),
            "full_name": public("Tên đầy đủ"),
            "parent": public("Thuộc"),
            "province": public("Tỉnh"),
            "valid_from": public("Có từ ngày"),
            "valid_to": public("Đến hết ngày"),
            "name_key": private(),
            "sort_key": private(),
        },
    ),
    Table(
        "places.Succession",
        "",
        rows=Q(),
        columns={
            "id": private(),
            "predecessor": public("Địa danh cũ"),
            "successor": public("Địa danh kế thừa"),
            "share": public("Phần"),
            "on": public("Từ ngày"),
            "basis": public("Căn cứ"),
        },
    ),
    Table(
        "organisations.Organisation",
        "Tổ chức",
        rows=Q(),
        key="slug",
        columns={
            "id": private(),
            "name": public("Tên"),
            "short_name": public("Tên tắt"),
            "kind": public("Loại"),
            "place": public("Địa bàn"),
            "parent": public("Trực thuộc"),
            "valid_from": public("Có từ ngày"),
            "valid_to": public("Đến hết ngày"),
            "aliases": public("Cách gọi khác"),
            "is_demo": public("Dữ liệu minh họa"),
            "slug": public("Đường dẫn"),
            "name_key": private(),
            "sort_key": private(),
        },
    ),
    Table(
        "organisations.OrganisationSuccession",
        "Kế thừa tổ chức",
        rows=Q(),
        columns={
            "id": private(),
            "predecessor": public("Tổ chức"),
            "successor": public("Tổ chức kế thừa"),
            "share": public("Phần"),
            "on": public("Từ ngày"),
            "document": public("Theo văn bản"),
            "sort_order": private("Thứ tự"),
        },
    ),
)
