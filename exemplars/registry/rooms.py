"""The rooms of the registry for the navigation, the map of the portal and the registry's own row of links."""

from django.utils.translation import gettext_lazy as _

from portal.base.navigation import Link, register

ROOMS = (
    Link("exemplar_list", _("Sổ gương sáng"), _("Người tốt, việc tốt, tập thể, mô hình đã được xác minh."), True),
    Link("honour_list", _("Danh hiệu"), _("Danh hiệu thi đua, hình thức khen thưởng và ai đã nhận.")),
    Link("conferral_decisions", _("Quyết định khen thưởng"), _("Gõ số quyết định để xem danh sách được khen.")),
    Link("movement_list", _("Phong trào"), _("Các phong trào thi đua đã và đang phát động.")),
    Link("cluster_list", _("Cụm, khối"), _("Cụm, khối thi đua, thành viên và kết quả từng năm.")),
    Link("statistics", _("Số liệu"), _("Thống kê trực tiếp từ sổ gương sáng và sổ khen thưởng.")),
)


def register_rooms() -> None:
    """Tell the navigation; a room whose address does not exist is not shown."""
    for room in ROOMS:
        register(room)
