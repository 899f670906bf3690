"""What stories add to the Wagtail admin."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages

from exemplars.stories.models import StoryPage
from exemplars.stories.receivers import untold
from portal.base.models import BasePage


@hooks.register("before_publish_page")
def ask_consent(request: HttpRequest, page: BasePage) -> HttpResponse | None:
    """Keep a story a draft while somebody in it is not public, or has not consented to being told."""
    missing = untold(page) if isinstance(page, StoryPage) else []
    if not missing:
        return None
    said = {"names": ", ".join(one.name for one in missing)}
    messages.error(
        request,
        _("Chưa đăng được: %(names)s chưa được công bố trong sổ, hoặc chưa đồng ý cho kể câu chuyện. Đã lưu bản nháp.")
        % said,
    )
    return redirect("wagtailadmin_pages:edit", page.pk)
