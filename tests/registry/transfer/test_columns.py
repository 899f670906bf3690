"""Which column of a list is which field."""

from __future__ import annotations

import pytest

from exemplars.registry.transfer.sheets import columns


class TestMatching:
    @pytest.mark.parametrize(
        ("heading", "name"),
        [
            ("Họ tên", "name"),
            ("HỌ VÀ TÊN", "name"),
            ("ho va ten", "name"),
            ("Họ và tên, tên gọi", "name"),
            ("Họ tên/Tên tập thể", "name"),
            ("Năm sinh", "birth_year"),
            ("Ngày, tháng, năm sinh", "birth_date"),
            ("Đơn vị", "organisation"),
            ("Đơn vị công tác", "organisation"),
            ("Địa chỉ", "place"),
            ("Danh hiệu", columns.HONOUR),
            ("Hình thức khen thưởng", columns.HONOUR),
            ("Số quyết định", columns.DECISION),
            ("Số QĐ", columns.DECISION),
            ("Nam/Nữ", "gender"),
            ("Mã hồ sơ", "reference"),
            ("Lĩnh vực (chọn một)", "field"),
        ],
    )
    def test_headings_are_known_in_many_spellings(self, heading: str, name: str) -> None:
        assert columns.match([heading]).columns == {0: name}

    def test_order_makes_no_difference_and_unknown_ones_are_told(self) -> None:
        match = columns.match(["Cột lạ", "Năm sinh", "Họ tên", "", None, "Họ và tên"])
        assert match.columns == {1: "birth_year", 2: "name"}
        assert match.unknown == {0: "Cột lạ", 5: "Họ và tên"}

    def test_a_name_alone_is_the_whole_name(self) -> None:
        assert columns.match(["Tên", "Năm"]).columns[0] == "name"
        assert columns.match(["Họ", "Tên"]).columns[1] == "given_name"

    def test_staff_may_correct_the_match(self) -> None:
        match = columns.match(["Họ tên", "Cột lạ", "Năm sinh"], {1: "position", 2: ""})
        assert match.columns == {0: "name", 1: "position"}
        assert match.unknown == {2: "Năm sinh"}

    def test_every_column_of_a_list_has_one_heading_of_its_own(self) -> None:
        for name in (*columns.FIELDS, *columns.EXTRA):
            if name != "given_name":
                assert columns.match([columns.heading_of(name)]).columns == {0: name}
