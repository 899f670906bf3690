"""The vocabulary of honours: complete, and found by whatever people write."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command

from exemplars.honours.loading import load_honours
from exemplars.honours.models import Honour
from exemplars.honours.resolve import HonourFinder, find_honour

pytestmark = pytest.mark.django_db

# Law 06/2022/QH15: articles 19 and 20 (titles), 33 (orders), 54 (medals), 59 (state titles), 9 (the other forms).
LAW = {
    Honour.Kind.TITLE: (
        "Chiến sĩ thi đua toàn quốc", "Chiến sĩ thi đua Bộ, ban, ngành, tỉnh", "Chiến sĩ thi đua cơ sở",
        "Lao động tiên tiến", "Chiến sĩ tiên tiến", "Cờ thi đua của Chính phủ",
        "Cờ thi đua của Bộ, ban, ngành, tỉnh", "Tập thể lao động xuất sắc", "Đơn vị quyết thắng",
        "Tập thể lao động tiên tiến", "Đơn vị tiên tiến", "Xã, phường, thị trấn tiêu biểu",
        "Xã, phường, đặc khu tiêu biểu", "Thôn, tổ dân phố văn hóa", "Gia đình văn hóa",
    ),
    Honour.Kind.ORDER: tuple(
        f"Huân chương {name}"
        for name in (
            "Sao vàng", "Hồ Chí Minh", "Độc lập", "Quân công", "Lao động", "Bảo vệ Tổ quốc", "Chiến công",
            "Đại đoàn kết dân tộc", "Dũng cảm", "Hữu nghị",
        )
    ),
    Honour.Kind.MEDAL: tuple(
        f"Huy chương {name}"
        for name in (
            "Quân kỳ quyết thắng", "Vì an ninh Tổ quốc", "Chiến sĩ vẻ vang", "Hữu nghị",
            "Thanh niên xung phong vẻ vang",
        )
    ),
    Honour.Kind.STATE_TITLE: (
        "Tỉnh Anh hùng", "Thành phố Anh hùng", "Bà mẹ Việt Nam anh hùng", "Anh hùng Lực lượng vũ trang nhân dân",
        "Anh hùng Lao động", "Nhà giáo nhân dân", "Nhà giáo ưu tú", "Thầy thuốc nhân dân", "Thầy thuốc ưu tú",
        "Nghệ sĩ nhân dân", "Nghệ sĩ ưu tú", "Nghệ nhân nhân dân", "Nghệ nhân ưu tú",
    ),
    Honour.Kind.PRIZE: ("Giải thưởng Hồ Chí Minh", "Giải thưởng Nhà nước"),
    Honour.Kind.BADGE: ("Kỷ niệm chương",),
    Honour.Kind.CERTIFICATE: (
        "Bằng khen của Thủ tướng Chính phủ", "Bằng khen của Bộ, ban, ngành, tỉnh",
        "Bằng khen của quân khu, quân chủng, tổng cục và tương đương", "Bằng khen của Đại học Quốc gia",
    ),
    Honour.Kind.COMMENDATION: ("Giấy khen",),
}  # fmt: skip

WRITTEN = [
    ("Huân chương Lao động hạng Ba", "huan-chuong-lao-dong", 3),
    ("Huân chương Lao động hạng Ba giai đoạn 2021-2025", "huan-chuong-lao-dong", 3),
    ("Cờ thi đua của Uỷ ban Trung ương Mặt trận Tổ quốc Việt Nam", "co-thi-dua-mttq-trung-uong", 0),
    ("“Huân chương Lao động” hạng Nhất", "huan-chuong-lao-dong", 1),
    ("huan chuong lao dong hang nhi", "huan-chuong-lao-dong", 2),
    ("HCLĐ hạng III", "huan-chuong-lao-dong", 3),
    ("HCLĐ", "huan-chuong-lao-dong", 0),
    ("Được tặng Huân chương Độc lập hạng Nhì năm 2020", "huan-chuong-doc-lap", 2),
    ("CSTĐCS", "chien-si-thi-dua-co-so", 0),
    ("cstđ cơ sở năm 2023", "chien-si-thi-dua-co-so", 0),
    ("Chiến sỹ thi đua cấp tỉnh", "chien-si-thi-dua-bo-ban-nganh-tinh", 0),
    ("Chiến sĩ thi đua cấp bộ, ngành, tỉnh, đoàn thể trung ương", "chien-si-thi-dua-bo-ban-nganh-tinh", 0),
    ("Chiến sĩ thi đua cấp tỉnh Thái Nguyên", "chien-si-thi-dua-bo-ban-nganh-tinh", 0),
    ("CSTĐTQ", "chien-si-thi-dua-toan-quoc", 0),
    ("Chiến sỹ thi đua toàn quốc", "chien-si-thi-dua-toan-quoc", 0),
    ("LĐTT", "lao-dong-tien-tien", 0),
    ("Danh hiệu “Lao động tiên tiến”", "lao-dong-tien-tien", 0),
    ("TTLĐXS", "tap-the-lao-dong-xuat-sac", 0),
    ("TTLDXS", "tap-the-lao-dong-xuat-sac", 0),
    ("TTLĐTT", "tap-the-lao-dong-tien-tien", 0),
    ("NSND", "nghe-si-nhan-dan", 0),
    ("Nghệ sỹ Nhân dân", "nghe-si-nhan-dan", 0),
    ("NGƯT", "nha-giao-uu-tu", 0),
    ("TTƯT", "thay-thuoc-uu-tu", 0),
    ("Truy tặng danh hiệu vinh dự nhà nước Bà mẹ Việt Nam Anh hùng", "ba-me-viet-nam-anh-hung", 0),
    ("Anh hùng LLVT nhân dân", "anh-hung-luc-luong-vu-trang-nhan-dan", 0),
    ("Anh hùng Lao động", "anh-hung-lao-dong", 0),
    ("Bằng khen của Thủ tướng", "bang-khen-cua-thu-tuong-chinh-phu", 0),
    ("bang khen ttg", "bang-khen-cua-thu-tuong-chinh-phu", 0),
    ("Bằng khen của Chủ tịch UBND tỉnh", "bang-khen-cua-bo-ban-nganh-tinh", 0),
    ("Bằng khen của Chủ tịch Uỷ ban nhân dân tỉnh Bắc Kạn", "bang-khen-cua-bo-ban-nganh-tinh", 0),
    ("Bằng khen của Bộ trưởng Bộ Nội vụ", "bang-khen-cua-bo-ban-nganh-tinh", 0),
    ("Giấy khen của Chủ tịch UBND xã Yên Bình", "giay-khen-cap-xa", 0),
    ("Giấy khen của Chủ tịch UBND huyện Na Rì", "giay-khen-cap-huyen", 0),
    ("Giấy khen của Giám đốc Sở Y tế", "giay-khen", 0),
    ("Giấy khen", "giay-khen", 0),
    ("Kỉ niệm chương Vì sự nghiệp khuyến học", "ky-niem-chuong", 0),
    ("Cờ thi đua của Chính phủ", "co-thi-dua-cua-chinh-phu", 0),
    ("Cờ thi đua xuất sắc của UBND tỉnh", "co-thi-dua-cua-bo-ban-nganh-tinh", 0),
    ("làng, thôn, ấp, bản, tổ dân phố văn hoá", "thon-to-dan-pho-van-hoa", 0),
    ("Gia đình văn hoá", "gia-dinh-van-hoa", 0),
    ("xã, phường, đặc khu tiêu biểu", "xa-phuong-dac-khu-tieu-bieu", 0),
    ("Huy chương Chiến sỹ vẻ vang hạng Nhì", "huy-chuong-chien-si-ve-vang", 2),
]

MEANINGLESS = [
    "", " ", "…", "hạng Ba", "năm 2020", "Bằng khen", "Huân chương", "Bằng khen của Thủ tướng hạng Nhất", "năm",
    "Lao động tiên tiến xuất sắc nhất xóm", "Nguyễn Văn An", "\x00", "Cờ", "a" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("kind", list(LAW))
def test_the_law_is_complete(kind: str) -> None:
    names = set(Honour.objects.filter(kind=kind).values_list("name", flat=True))
    assert set(LAW[kind]) <= names


def test_every_honour_says_what_it_is() -> None:
    for honour in Honour.objects.all():
        honour.full_clean()
        assert honour.meaning, honour
        assert honour.conferred_by, honour
        assert honour.rank, honour
        assert not honour.law_number or honour.law_number != "06/2022/QH15" or honour.article or honour.valid_from


def test_classes_are_those_of_the_law() -> None:
    with_classes = set(Honour.objects.filter(classes=3).values_list("name", flat=True))
    orders = {f"Huân chương {name}" for name in ("Độc lập", "Quân công", "Lao động", "Bảo vệ Tổ quốc", "Chiến công")}
    assert with_classes == orders | {"Huy chương Chiến sĩ vẻ vang"}
    assert not Honour.objects.exclude(classes__in=(0, 3)).exists()


def test_levels_and_time() -> None:
    state = Honour.objects.filter(level=Honour.Level.STATE, kind=Honour.Kind.TITLE).values_list("name", flat=True)
    assert set(state) == {"Cờ thi đua của Chính phủ", "Chiến sĩ thi đua toàn quốc"}
    ended = dict(Honour.objects.filter(valid_to__isnull=False).values_list("code", "valid_to"))
    assert set(ended) == {"huy-hieu", "giay-khen-cap-huyen", "xa-phuong-thi-tran-tieu-bieu"}
    assert ended["giay-khen-cap-huyen"].isoformat() == "2025-06-30"
    for kind in (Honour.Kind.ORDER, Honour.Kind.MEDAL, Honour.Kind.STATE_TITLE, Honour.Kind.PRIZE):
        assert set(Honour.objects.filter(kind=kind).values_list("level", flat=True)) == {Honour.Level.STATE}


@pytest.mark.parametrize(("text", "code", "honour_class"), WRITTEN)
def test_what_people_write(text: str, code: str, honour_class: int) -> None:
    found = find_honour(text)
    assert found is not None, text
    assert (found.honour.code, found.honour_class) == (code, honour_class)


@pytest.mark.parametrize("text", MEANINGLESS)
def test_what_means_nothing(text: str) -> None:
    assert find_honour(text) is None


def test_every_name_finds_its_own_honour() -> None:
    finder = HonourFinder()
    for honour in Honour.objects.all():
        for name in (honour.name, *honour.alias_list):
            found = finder.find(name)
            assert found is not None, name
            assert found.honour == honour, name


def test_an_ambiguous_name_means_nothing() -> None:
    Honour.objects.filter(code="giay-khen").update(aliases="Khen chung")
    Honour.objects.filter(code="giay-khen-cap-xa").update(aliases="Khen chung")
    assert find_honour("khen chung") is None


def test_loading_again_keeps_what_staff_changed() -> None:
    Honour.objects.filter(code="giay-khen").update(meaning="Sửa bởi cơ quan")
    Honour.objects.filter(code="huy-hieu").delete()
    own = Honour.objects.create(code="rieng", name="Danh hiệu riêng", kind=Honour.Kind.TITLE, level=Honour.Level.UNIT)
    assert load_honours() == 1
    assert Honour.objects.get(code="giay-khen").meaning == "Sửa bởi cơ quan"
    said = StringIO()
    call_command("load_honours", "--overwrite", stdout=said)
    assert "Thêm 0" in said.getvalue()
    assert Honour.objects.get(code="giay-khen").meaning != "Sửa bởi cơ quan"
    assert Honour.objects.filter(pk=own.pk).exists()
