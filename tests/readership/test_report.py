"""Staff see what is read."""

import pytest
from django.test import Client
from django.urls import reverse

from news.readership.models import PageViews
from portal.desk.roles import CURATOR, EDITOR, MODERATOR, PUBLISHER
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("role", "allowed"), [(EDITOR, 1), (PUBLISHER, 1), (CURATOR, 1), (MODERATOR, 0)])
def test_who_sees_the_report(client: Client, role, allowed: int) -> None:
    PageViews.objects.create(page=factories.make_bulletin("Bài được đọc"), total=1181, week=77)
    client.force_login(factories.make_user(role.name))
    answer = client.get(reverse("readership_report"))
    assert (answer.status_code == 200) is bool(allowed)
    if allowed:
        html = answer.content.decode()
        assert "Bài được đọc" in html
        assert "1181" in html or "1.181" in html
        assert client.get(reverse("readership_report_results")).status_code == 200
        exported = b"".join(client.get(reverse("readership_report") + "?export=csv").streaming_content)
        assert "Bài được đọc" in exported.decode()
