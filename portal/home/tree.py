"""The frame of the site: home page, sections, standing pages. Content comes from editors, or from the demo."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Collection, Site

from news.documents.models import DocumentLibraryPage
from portal.base.models import BasePage
from portal.home.models import HomePage, SectionPage, StaticPage

SECTIONS = (
    ("Tin tức", "tin-tuc", "Tin hoạt động thi đua, khen thưởng trong tỉnh."),
    ("Phong trào thi đua", "phong-trao-thi-dua", "Các phong trào đang phát động và kết quả từng đợt."),
    ("Gương điển hình", "guong-dien-hinh", "Người tốt, việc tốt và các điển hình tiên tiến."),
    ("Cụm, khối thi đua", "cum-khoi-thi-dua", "Hoạt động, giao ước và kết quả của các cụm, khối."),
    ("Kế hoạch", "ke-hoach", "Kế hoạch công tác, chỉ tiêu và mốc thời gian thực hiện."),
    ("Hướng dẫn nghiệp vụ", "huong-dan-nghiep-vu", "Quy định, thủ tục, hồ sơ thi đua, khen thưởng."),
)
LIBRARY = ("Văn bản", "van-ban", "Văn bản của Đảng, Nhà nước và của tỉnh về thi đua, khen thưởng.")
STANDING = (
    ("Giới thiệu", "gioi-thieu", StaticPage.Role.NONE),
    ("Liên hệ", "lien-he", StaticPage.Role.CONTACT),
    ("Sơ đồ cổng", "so-do-cong", StaticPage.Role.SITEMAP),
)


def _add(parent: BasePage, page: BasePage) -> None:
    """Add and publish a page unless its address is taken already."""
    if not parent.get_children().filter(slug=page.slug).exists():
        parent.add_child(instance=page)
        page.save_revision().publish()


def _home() -> HomePage:
    home = HomePage.objects.first()
    if home is None:
        root = BasePage.get_first_root_node()
        BasePage.objects.child_of(root).filter(slug="home", title__startswith="Welcome").delete()
        root = BasePage.objects.get(pk=root.pk)
        home = HomePage(title="Thi đua - Khen thưởng", slug="trang-chu")
        root.add_child(instance=home)
        home.save_revision().publish()
    return home


def _point_site_at(home: HomePage) -> None:
    """Let Wagtail's default site be this home page at SITE_URL (used in e-mails and absolute addresses)."""
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    address = urlsplit(settings.SITE_URL)
    wanted = (home.pk, address.hostname or "localhost", address.port or (443 if settings.HTTPS else 80))
    if (site.root_page_id, site.hostname, site.port) != wanted:
        site.root_page_id, site.hostname, site.port = wanted
        site.site_name = site.site_name or settings.WAGTAIL_SITE_NAME
        site.save()


def _name_roots() -> None:
    """Give the roots of the page tree and of the collections Vietnamese names: editors see them in every chooser."""
    BasePage.objects.filter(depth=1, title="Root").update(title="Gốc", draft_title="Gốc")
    Collection.objects.filter(depth=1, name="Root").update(name="Kho chung")


@transaction.atomic
def plant_tree() -> HomePage:
    """Make the home page, sections, library and standing pages that are missing; return the home page."""
    _name_roots()
    home = _home()
    _point_site_at(home)
    for title, slug, lead in SECTIONS:
        _add(home, SectionPage(title=title, slug=slug, lead=lead, show_in_menus=True))
    title, slug, lead = LIBRARY
    _add(home, DocumentLibraryPage(title=title, slug=slug, lead=lead, show_in_menus=True))
    for title, slug, role in STANDING:
        _add(home, StaticPage(title=title, slug=slug, role=role))
    return home
