"""`demo remove`: what the demo made goes, what an editor made stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.test import TestCase

from news.bulletins.models import BulletinPage, Topic
from news.documents.models import Citation, OfficialDocument
from portal.base.models import BasePage, PortalDocument, PortalImage, PortalRendition, PortalSettings
from portal.demo.content import Content
from portal.demo.loading import load
from portal.demo.models import DemoRecord
from portal.demo.removing import remove
from portal.home.models import HomePage, StaticPage
from tests.factories import make_bulletin, make_user, publish

pytestmark = pytest.mark.django_db
MODELS = (BasePage, PortalImage, PortalRendition, PortalDocument, OfficialDocument, Topic, Citation, DemoRecord)


def _state() -> dict[str, object]:
    counts: dict[str, object] = {model.__name__: model.objects.count() for model in MODELS}
    counts["pages"] = list(BasePage.objects.values_list("url_path", "numchild", "lead", "live"))
    counts["settings"] = [
        {k: v for k, v in row.items() if k not in ("id", "site_id")} for row in PortalSettings.objects.values()
    ]
    return counts


def test_removal_puts_back_what_was_there(small: Content) -> None:
    site = BasePage.objects.get(depth=2).get_site()
    PortalSettings.for_site(site).save()
    before, files = _state(), set(Path(settings.MEDIA_ROOT).rglob("*.*"))
    load(small)
    with TestCase.captureOnCommitCallbacks(execute=True):
        outcome = remove()
    assert outcome.kept == []
    assert outcome.removed > 20
    assert _state() == before
    assert HomePage.objects.get().lead_story is None
    assert not StaticPage.objects.get(slug="lien-he").body
    assert set(Path(settings.MEDIA_ROOT).rglob("*.*")) == files
    assert BasePage.find_problems() == ([], [], [], [], [])


def test_removing_twice_and_loading_again_work(small: Content) -> None:
    load(small)
    remove()
    assert remove().removed == 0
    assert load(small) > 0


def test_an_editors_pages_pictures_and_words_stay(small: Content) -> None:
    load(small)
    image = PortalImage.objects.get(title__startswith="Sân điểm trường Pha Lưng đầu")
    topic = Topic.objects.get(name="Giáo dục")
    own = make_bulletin("Bài của tòa soạn", main_image=image, topics=[topic])
    body = [("document_reference", {"document": OfficialDocument.objects.get(number="112"), "note": ""})]
    citing = make_bulletin("Bài dẫn văn bản", body=body)
    PortalSettings.objects.update(phone="0123")
    outcome = remove()
    kept = {reason.split("”")[0].lstrip("“") for reason in outcome.kept}
    documents = {"Kế hoạch số 112/KH-UBND", "Kế hoạch số 64/KH-UBND", "Quyết định số 1526/QĐ-TTg"}
    assert kept == {image.title, "Giáo dục"} | documents | {f"{label} (tệp minh họa)" for label in documents}
    own = BulletinPage.objects.get(pk=own.pk)
    assert own.main_image == image
    assert list(own.topics.all()) == [topic]
    assert BulletinPage.objects.get(pk=citing.pk).body[0].value["document"].number == "112"
    assert PortalSettings.objects.get().phone == "0123"
    assert PortalSettings.objects.get().email == ""


def test_a_demo_page_with_an_editors_page_below_is_refused(small: Content) -> None:
    load(small)
    about = StaticPage.objects.get(slug="about")
    publish(about, StaticPage(title="History"))
    outcome = remove()
    assert ["About this portal" in reason and "nằm bên dưới" in reason for reason in outcome.kept] == [True]
    assert StaticPage.objects.filter(pk=about.pk).exists()
    StaticPage.objects.get(title="History").delete()
    assert remove().removed == 1


def test_a_page_an_editor_changed_stays_unless_forced(small: Content) -> None:
    load(small)
    page = BulletinPage.objects.get(title__startswith="Cô giáo")
    page.save_revision(user=make_user())
    outcome = remove()
    assert any("biên tập viên đã sửa" in reason for reason in outcome.kept)
    assert BulletinPage.objects.filter(pk=page.pk).exists()
    remove(force=True)
    assert not BulletinPage.objects.filter(pk=page.pk).exists()
    assert not DemoRecord.objects.exists()
