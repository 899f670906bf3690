"""`demo load`: everything published like an editor's pages, twice the same, all or nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import DataError
from django.test import Client
from django.utils import timezone

from exemplars.registry.models import Exemplar
from exemplars.registry.worklists import LISTS
from news.bulletins.models import BulletinPage, Topic
from news.documents.models import Citation, OfficialDocument, PlanPage
from portal.base.models import BasePage, PortalDocument, PortalImage, PortalSettings
from portal.demo.content import Content
from portal.demo.loading import count_steps, load
from portal.demo.models import DemoRecord
from portal.home.models import HomePage, StaticPage

pytestmark = pytest.mark.django_db
MODELS = (BasePage, PortalImage, PortalDocument, OfficialDocument, Topic, Citation, DemoRecord)


def _counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in MODELS}


def test_the_whole_demo_loads_with_citations_and_something_to_do_in_every_work_list(
    content: Content, fast_media: None
) -> None:
    made = load(content)
    assert made == len(list(content.articles())) - 3, "three standing pages of the frame are filled, not made"
    pages = BulletinPage.objects.live()
    assert pages.count() >= 32
    assert not pages.filter(section=None).exists()
    assert not BasePage.objects.filter(slug__contains="thi-ua").exists(), "đ is written d in addresses"
    citations = Citation.objects.filter(page__in=pages)
    assert citations.filter(state="linked").count() > 50
    assert {"missing", "ambiguous"} <= set(citations.values_list("state", flat=True))
    replaced = OfficialDocument.objects.get(number="98", symbol="NĐ-CP")
    assert replaced.status_now == "replaced"
    assert OfficialDocument.objects.filter(files__isnull=False).distinct().count() == len(content.documents) + len(
        content.registry.documents
    )
    assert PlanPage.objects.live().filter(targets__isnull=False, milestones__isnull=False).distinct().count() >= 6
    assert Exemplar.objects.public().count() == 108
    assert [one.name for one in LISTS if not one.rows().exists()] == []


def test_pages_are_dated_as_in_the_data(small: Content) -> None:
    load(small)
    page = BulletinPage.objects.get(title__startswith="Cô giáo giữ lớp ghép")
    assert timezone.localtime(page.display_date).isoformat() == "2026-09-18T06:50:00+07:00"
    assert page.first_published_at == page.last_published_at == page.display_date
    assert page.live
    assert not page.has_unpublished_changes
    assert page.get_latest_revision_as_object().body == page.body
    assert page.image_credit == "Đức Nam"
    assert [pin.related.title for pin in page.pinned_related.all()] == [
        "Biểu dương 96 điển hình tiên tiến trong ngày 11/6"
    ]
    assert [str(topic) for topic in page.topics.all()] == ["Điển hình tiên tiến", "Giáo dục"]


def test_every_page_opens(small: Content, client: Client) -> None:
    load(small)
    for page in BasePage.objects.live().filter(depth__gt=1):
        assert client.get(page.url).status_code == 200, page.url
    for document in OfficialDocument.objects.all():
        assert client.get(f"/van-ban/{document.slug}/").status_code == 200
    english = client.get("/about/").content.decode()
    assert 'lang="en"' in english
    assert "Contact officials" in english


def test_twice_is_the_same_as_once(small: Content) -> None:
    steps: list[int] = []
    assert load(small, lambda: steps.append(1)) > 0
    assert len(steps) == count_steps(small)
    before = _counts()
    assert load(small) == 0
    assert _counts() == before


def test_a_second_load_keeps_what_editors_wrote(small: Content) -> None:
    load(small)
    page = BulletinPage.objects.get(title__startswith="Cô giáo")
    page.title = "Tên do biên tập viên đặt"
    page.save_revision().publish()
    PortalSettings.objects.update(phone="0123")
    load(small)
    assert BulletinPage.objects.get(pk=page.pk).title == "Tên do biên tập viên đặt"
    assert PortalSettings.objects.get().phone == "0123"


def test_standing_pages_an_editor_wrote_are_left_alone(small: Content) -> None:
    page = StaticPage.objects.get(slug="gioi-thieu")
    page.lead = "Lời của cơ quan."
    page.save_revision().publish()
    load(small)
    assert StaticPage.objects.get(slug="gioi-thieu").lead == "Lời của cơ quan."
    assert StaticPage.objects.get(slug="lien-he").lead.startswith("Gửi tin")
    assert HomePage.objects.get().lead_story.title.startswith("An Sơn bắt đầu")


def test_a_document_that_is_there_already_is_used(small: Content) -> None:
    load(small)
    kept = OfficialDocument.objects.get(number="1526")
    DemoRecord.objects.filter(key="document:qd-1526").delete()
    load(small)
    assert OfficialDocument.objects.get(number="1526") == kept
    assert not DemoRecord.objects.filter(key="document:qd-1526").exists()


def test_a_failure_leaves_nothing_behind(small: Content) -> None:
    before = _counts()
    media = Path(settings.MEDIA_ROOT)
    files = set(media.rglob("*"))
    broken = replace(small.plans[0], extra={**small.plans[0].extra, "period": "x" * 81})
    with pytest.raises((ValidationError, DataError)):
        load(replace(small, plans=[broken]))
    assert _counts() == before
    assert {path for path in set(media.rglob("*")) - files if path.is_file()} == set()


def test_the_command_says_what_it_did(
    small: Content, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("portal.demo.management.commands.demo.read_content", lambda: small)
    call_command("demo", "load", "--articles", "12")
    call_command("demo", "load")
    call_command("demo", "remove")
    said = capsys.readouterr().out
    assert "Đã nạp 6 trang minh họa mới." in said
    assert "Đã thêm 12 bài sinh tự động." in said
    assert "Nội dung minh họa đã có đủ." in said
    assert "Đã gỡ " in said
    with pytest.raises(CommandError, match="không âm"):
        call_command("demo", "load", "--articles", "-1")
