"""The staff side for tests: who may do what, addresses, and forms as browsers send them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.urls import reverse

from exemplars.movements.models import ClusterTerm
from tests.factories import make_user
from tests.movements.factories import criteria, members


def staff(username: str, *codenames: str) -> Any:
    """Make somebody who may enter the admin and do these things."""
    user = make_user("Biên tập viên", username)
    user.groups.clear()
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    return user


def keeper() -> Any:
    """Make somebody who keeps movements and clusters."""
    codenames = [
        f"{action}_{model}"
        for action in ("add", "change", "delete", "view")
        for model in ("movement", "cluster", "clusterterm")
    ]
    return staff("giu-cum", *codenames)


def url(model: type, name: str, *args: object) -> str:
    """The address of an admin view."""
    return reverse(model.snippet_viewset.get_url_name(name), args=args)


def filled(term: ClusterTerm, **values: str) -> dict[str, str]:
    """The grid as a browser would send it: all empty but for these, with the version shown."""
    form = {"version": str(ClusterTerm.objects.get(pk=term.pk).version)}
    for member in members(term):
        form |= {f"bonus-{member.pk}": "", f"minus-{member.pk}": ""}
        for criterion in criteria(term):
            form |= {f"own-{member.pk}-{criterion.pk}": "", f"checked-{member.pk}-{criterion.pk}": ""}
    return form | values
