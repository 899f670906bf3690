"""Generated articles: many, even, quickly gone."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from news.bulletins.models import BulletinPage
from news.documents.models import Citation
from portal.base.models import BasePage
from portal.demo.bulk import fill_bulk, generated
from portal.demo.content import Content
from portal.demo.loading import load
from portal.demo.removing import remove
from portal.demo.writing import article_words
from portal.home.models.archive import ArchiveMonth
from tests.factories import make_bulletin, make_user, section

pytestmark = pytest.mark.django_db


def test_articles_are_spread_evenly_and_the_tree_is_sound() -> None:
    counted: list[int] = []
    assert fill_bulk(620, counted.append) == 620
    assert counted == [500, 120]
    assert BasePage.find_problems() == ([], [], [], [], [])
    per_section = list(generated().values_list("section__slug", flat=True))
    assert {per_section.count(slug) for slug in set(per_section)} == {124}
    assert section("tin-tuc").numchild == 124
    assert "ke-hoach" not in per_section
    moments = list(generated().values_list("display_date", flat=True))
    assert {moment.year for moment in moments} == {2024, 2025, 2026}
    assert max(moments) <= timezone.now()
    assert sum(ArchiveMonth.objects.values_list("count", flat=True)) == 620


def test_it_fills_up_and_never_doubles() -> None:
    make_bulletin("Bài có sẵn")
    fill_bulk(10)
    assert fill_bulk(10) == 0
    assert fill_bulk(4) == 0
    assert fill_bulk(25) == 15
    assert generated().count() == 25
    assert BasePage.find_problems() == ([], [], [], [], [])


def test_a_generated_article_is_a_page_like_any_other(small: Content, client: Client) -> None:
    load(small)
    fill_bulk(30)
    for page in generated()[:6]:
        response = client.get(page.url)
        assert response.status_code == 200
        assert page.title in response.content.decode()
    assert Citation.objects.filter(page__in=generated(), document__number="1526", state="linked").count() == 3
    page = generated().first()
    page.title = "Sửa tên"
    page.save_revision().publish()
    assert BulletinPage.objects.get(pk=page.pk).title == "Sửa tên"


def test_removal_takes_them_all_but_those_edited() -> None:
    own = make_bulletin("Bài có sẵn")
    fill_bulk(30)
    edited = generated().first()
    edited.save_revision(user=make_user())
    outcome = remove()
    assert outcome.removed == 29
    assert [reason.split("”")[0] for reason in outcome.kept] == [f"“{edited.title}"]
    assert set(BulletinPage.objects.values_list("pk", flat=True)) == {own.pk, edited.pk}
    assert BasePage.find_problems() == ([], [], [], [], [])
    assert not Citation.objects.exclude(page__in=[own.pk, edited.pk]).exists()
    remove(force=True)
    assert BulletinPage.objects.get() == own


def test_words_follow_from_the_number_and_vary() -> None:
    assert article_words(7) == article_words(7)
    assert len({article_words(number).title for number in range(400)}) > 300


def test_nothing_is_left_half_written(monkeypatch: pytest.MonkeyPatch) -> None:
    before = BasePage.objects.count()

    def fail(pages: object) -> None:
        raise RuntimeError("đĩa đầy")

    monkeypatch.setattr("portal.demo.bulk._insert_own_table", fail)
    with pytest.raises(RuntimeError):
        fill_bulk(5)
    assert BasePage.objects.count() == before
