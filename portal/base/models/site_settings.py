"""What the office says of itself on every page (Decree 42/2022/NĐ-CP, article 4)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site


@register_setting(icon="cog")
class PortalSettings(BaseSiteSetting):
    """Name, place, contacts and licence of the office that runs the portal."""

    office_name = models.CharField(_("Tên cơ quan"), max_length=200, default="Ban Thi đua - Khen thưởng")
    governing_body = models.CharField(_("Cơ quan chủ quản"), max_length=200, blank=True)
    province = models.CharField(
        _("Tỉnh, thành phố"),
        max_length=100,
        blank=True,
        help_text=_("Dùng để hiểu “UBND tỉnh”, “Tỉnh ủy” trong bài là của tỉnh nào. Ví dụ: Thái Nguyên."),
    )
    tagline = models.CharField(_("Dòng giới thiệu"), max_length=200, blank=True)
    responsible_person = models.CharField(_("Chịu trách nhiệm nội dung"), max_length=200, blank=True)
    licence = models.CharField(_("Giấy phép"), max_length=250, blank=True)
    address = models.CharField(_("Địa chỉ"), max_length=250, blank=True)
    phone = models.CharField(_("Điện thoại"), max_length=50, blank=True)
    email = models.EmailField(_("Thư điện tử"), blank=True)
    zalo_url = models.URLField(_("Trang Zalo"), blank=True)
    facebook_url = models.URLField(_("Trang Facebook"), blank=True)
    notice = models.CharField(
        _("Thông báo đầu trang"),
        max_length=300,
        blank=True,
        help_text=_("Một câu ngắn hiện trên mọi trang. Để trống khi không cần."),
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel(name) for name in ("office_name", "governing_body", "province", "tagline", "notice")],
            heading=_("Cơ quan"),
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("responsible_person", "licence", "address", "phone", "email")],
            heading=_("Liên hệ và giấy phép"),
        ),
        MultiFieldPanel([FieldPanel("zalo_url"), FieldPanel("facebook_url")], heading=_("Mạng xã hội")),
    ]

    class Meta:
        verbose_name = _("thông tin cơ quan")

    @classmethod
    def for_site(cls, site: Site) -> PortalSettings:
        """Return the site's settings; a site without any gets the defaults, unsaved: a reader's GET writes nothing."""
        return cls.base_queryset().filter(site=site).first() or cls(site=site)
