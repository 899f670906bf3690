"""Pages, pictures and people for tests; every page goes through the same publish as an editor's."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from news.bulletins.models import BulletinPage
from portal.base.models import BasePage, PortalImage
from portal.desk.roles import set_up_roles
from portal.home.models import HomePage, SectionPage
from portal.home.tree import plant_tree


def make_site() -> HomePage:
    """Make the site's frame and the staff's roles, as ``manage.py setup_portal`` does."""
    home = plant_tree()
    set_up_roles(home)
    return home


def moment(text: str) -> datetime:
    """Return ``2024-01-08 15:52`` as a moment in the office's time zone."""
    return timezone.make_aware(datetime.fromisoformat(text))


def make_picture(title: str = "Hội nghị", size: tuple[int, int] = (1600, 1000), **fields: Any) -> PortalImage:
    """Make a picture of one colour."""
    stream = io.BytesIO()
    Image.new("RGB", size, (120, 40, 40)).save(stream, "JPEG")
    return PortalImage.objects.create(title=title, file=ContentFile(stream.getvalue(), "anh.jpg"), **fields)


def section(slug: str = "tin-tuc") -> SectionPage:
    """Return one of the site's sections."""
    return SectionPage.objects.get(slug=slug)


def publish(parent: BasePage, page: BasePage) -> Any:
    """Add a page under a parent and publish it; return it as it is stored."""
    parent.add_child(instance=page)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def make_bulletin(
    title: str = "Biểu dương người tốt, việc tốt", *, under: str = "tin-tuc", **fields: Any
) -> BulletinPage:
    """Make a published bulletin; a body may be given as text."""
    body = fields.pop("body", "<p>Nội dung bài.</p>")
    if isinstance(body, str):
        body = [("paragraph", body)]
    return publish(section(under), BulletinPage(title=title, body=body, **fields))


def make_user(role: str | None = None, username: str = "can-bo") -> Any:
    """Make a member of staff with a role's name, or a superuser for None."""
    user = get_user_model().objects.create_user(
        username=username, password="mat-khau-thu", first_name="An", last_name="Lê"
    )
    if role is None:
        user.is_superuser = True
        user.save()
    else:
        user.groups.add(Group.objects.get(name=role))
    return user
