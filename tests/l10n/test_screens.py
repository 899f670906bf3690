"""The staff side as it is drawn: no English on the screens editors meet, whoever wrote the string."""

import re
from pathlib import Path

import pytest
import wagtail
from bs4 import BeautifulSoup
from django.conf import settings as django_settings
from django.utils import timezone

from news.bulletins.models import BulletinPage, Topic
from portal.base.management.commands.compile_messages import compile_folder
from portal.base.models import PortalDocument
from scripts.translation_coverage import LOCALE_DIR
from tests.factories import make_picture, make_site, make_user, section

ENGLISH = re.compile(
    r"\b(the|of|and|with|page|pages|image|images|document|documents|user|users|group|please|you|your|is|are|not|sorry"
    r"|error|comments?|task|workflow|snippets?|publish\w*|draft|edit\w*|delete\w*|add|search|save|new|status|title|type"
    r"|date|true|false|root|all|any|view|close|actions?|link|text|choose|upload|history|settings|moderators?)\b",
    re.IGNORECASE,
)
SPOKEN = ("aria-label", "title", "placeholder", "alt")

SCREENS = (
    "",
    "account/",
    "pages/{section}/",
    "pages/{section}/?q=zzz",
    "pages/{section}/add_subpage/",
    "pages/add/bulletins/bulletinpage/{section}/",
    "pages/{waiting}/edit/",
    "pages/{locked}/edit/",
    "pages/{returned}/edit/",
    "pages/{published}/edit/",
    "pages/{published}/history/",
    "pages/{published}/usage/",
    "pages/{published}/delete/",
    "pages/{published}/unpublish/",
    "pages/{published}/copy/",
    "pages/{published}/move/",
    "pages/{returned}/workflow_history/",
    "choose-page/",
    "choose-external-link/",
    "choose-email-link/",
    "choose-phone-link/",
    "choose-anchor-link/",
    "images/",
    "images/?q=zzz",
    "images/{image}/",
    "images/multiple/add/",
    "images/chooser/",
    "documents/",
    "documents/edit/{document}/",
    "documents/multiple/add/",
    "documents/chooser/",
    "embeds/chooser/",
    "snippets/documents/officialdocument/",
    "snippets/documents/officialdocument/add/",
    "snippets/bulletins/topic/",
    "snippets/registry/exemplar/",
    "snippets/registry/exemplar/add/",
    "viec-can-lam/",
    "viec-can-lam/nghi-trung/",
    "snippets/bulletins/topic/add/",
    "snippets/bulletins/topic/edit/{topic}/",
    "reports/locked/",
    "reports/workflow/",
    "reports/workflow_tasks/",
    "reports/site-history/",
    "reports/aging-pages/",
)


@pytest.fixture
def numbers(db, settings, tmp_path_factory):
    """The keys of a bulletin in every state, and of one picture, document and topic."""
    settings.LOCALE_PATHS = [tmp_path_factory.mktemp("locale")]
    compile_folder(LOCALE_DIR, settings.LOCALE_PATHS[0])
    make_site()
    editor = make_user("Biên tập viên", "bien-tap")
    chief = make_user(None, "thu-ky")
    keys = {"section": section().pk}
    for state in ("waiting", "locked", "returned", "published"):
        page = BulletinPage(title="Tin bài", slug=state.replace("e", "3"), lead="Tóm tắt", owner=editor, live=False)
        section().add_child(instance=page)
        revision = page.save_revision(user=editor)
        keys[state] = page.pk
        if state == "published":
            revision.publish(user=chief)
        elif state == "locked":
            BulletinPage.objects.filter(pk=page.pk).update(locked=True, locked_by=chief, locked_at=timezone.now())
        else:
            started = page.get_workflow().start(page, editor)
            if state == "returned":
                started.current_task_state.reject(user=chief, comment="Cần thêm ảnh")
    document = PortalDocument.objects.create(title="Mẫu đơn", file="tep.pdf")
    topic = Topic.objects.create(name="Chủ đề", slug="chu-de")
    return keys | {"image": make_picture().pk, "document": document.pk, "topic": topic.pk}


def words_on(response) -> set[str]:
    """Return what is shown or read aloud on a screen (chooser windows come as JSON)."""
    markup = response.json()["html"] if "json" in response["Content-Type"] else response.content
    soup = BeautifulSoup(markup, "html.parser")
    for hidden in [*soup(["script", "style", "svg", "template"]), *soup.select("[hidden]")]:
        hidden.decompose()
    spoken = {element[name] for name in SPOKEN for element in soup.find_all(attrs={name: True})}
    return spoken | set(soup.stripped_strings)


def test_screens_have_no_english(client, numbers):
    client.login(username="thu-ky", password="mat-khau-thu")
    found = {}
    for screen in SCREENS:
        address = f"/quan-tri/{screen.format(**numbers)}"
        response = client.get(address)
        assert response.status_code == 200, address
        english = {words for words in words_on(response) if ENGLISH.search(words)}
        if english:
            found[screen] = english
    assert found == {}


def test_page_titles_name_the_portal(client, numbers):
    client.login(username="thu-ky", password="mat-khau-thu")
    soup = BeautifulSoup(client.get("/quan-tri/").content, "html.parser")
    assert soup.title.get_text(strip=True) == "Trang tổng quan - Gương Sáng"


def test_our_copy_of_the_actions_bar_is_wagtails():
    """After an upgrade: take over what Wagtail changed in this template."""
    name = "wagtailadmin/shared/headers/_actions.html"
    theirs = (Path(wagtail.__file__).parent / "admin" / "templates" / name).read_text()
    ours = (django_settings.BASE_DIR / "templates" / name).read_text().split("\n", 2)[2]
    assert ours == theirs.replace('"Actions"', '"{% translate "Actions" %}"')
