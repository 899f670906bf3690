"""The names of parameters in addresses. Published, so they never change."""

from django.utils.translation import gettext_lazy as _

QUERY, KIND, FIELD, PLACE = "q", "doi-tuong", "linh-vuc", "noi"
LEVEL, MOVEMENT, YEAR, DIRECT, SORT = "cap", "phong-trao", "nam", "truc-tiep", "sap-xep"

FACETS = (KIND, FIELD, PLACE, LEVEL, MOVEMENT, YEAR, DIRECT)
"""In the order they are shown."""

LABELS = {
    KIND: _("Đối tượng"),
    FIELD: _("Lĩnh vực"),
    PLACE: _("Địa phương"),
    LEVEL: _("Cấp khen thưởng"),
    MOVEMENT: _("Phong trào"),
    YEAR: _("Năm nêu gương"),
    DIRECT: _("Trực tiếp lao động"),
}

NEWEST, BY_NAME, BY_HONOUR = "moi", "ten", "khen"
SORTS = {
    NEWEST: ("-published_at", "-id"),
    BY_NAME: ("sort_key", "id"),
    BY_HONOUR: ("-honour_rank", "-published_at", "-id"),
}
SORT_LABELS = {NEWEST: _("Mới công bố"), BY_NAME: _("Theo tên"), BY_HONOUR: _("Khen thưởng cao nhất")}

MAX_QUERY = 120
"""Characters of a search that are looked at."""
MAX_WORDS = 12
