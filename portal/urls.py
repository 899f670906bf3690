"""The map: which address goes to which room."""

from django.conf import settings
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from news.bulletins.views import topic
from portal.delivery.health import health
from portal.home import feeds, views
from portal.home.sitemap import news_sitemap

urlpatterns = [
    path("quan-tri/", include(wagtailadmin_urls)),
    path("tep/", include(wagtaildocs_urls)),
    path("suc-khoe/", health, name="health"),
    path("chu-de/<slug:slug>/", topic, name="topic"),
    path("tim-kiem/", include("search.urls")),
    path("y-kien/", include("news.comments.urls")),
    path("guong/", include("exemplars.registry.urls")),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap-news.xml", news_sitemap, name="sitemap_news"),
    path("sitemap.xml", views.sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>.xml", views.sitemap_part, name="sitemap_part"),
    path("rss.xml", feeds.SectionRss(), name="rss"),
    path("atom.xml", feeds.SectionAtom(), name="atom"),
]

urlpatterns += [path("", include("exemplars.honours.urls")), path("", include("exemplars.movements.urls"))]
urlpatterns += [path("guong/", include("exemplars.registry.transfer.urls"))]
urlpatterns += [path("", include("exemplars.registry.statistics.urls"))]
urlpatterns += [path("tham-do/", include("news.polls.urls")), path("luot-xem/", include("news.readership.urls"))]
urlpatterns += [path("lay-y-kien/", include("exemplars.consultations.urls"))]
urlpatterns += [path("", include("exemplars.nominations.urls"))]

if settings.SERVE_MEDIA:
    # Embedded: one machine, one process serves pictures too. In production nginx does (docs/operations.md).
    urlpatterns += [path("media/<path:path>", views.media, name="media")]

urlpatterns += [path("", include(wagtail_urls))]

handler400 = "portal.home.views.bad_request"
handler403 = "portal.home.views.forbidden"
handler404 = "portal.home.views.not_found"
handler500 = "portal.home.views.server_error"
