"""What pages name: stored with the publish, linked and listed while it may be, gone the moment it may not."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import call_command
from django.test import Client

from exemplars.movements.models import Movement
from exemplars.registry.consents import withdraw_consent
from exemplars.registry.models import Exemplar, State
from exemplars.registry.states import decide
from search import registry
from search.engines import get_engine
from search.entry import from_stored
from search.mentions.linking import link_mentions
from search.mentions.models import Mention
from search.mentions.shown import Link, links_of, pages_naming
from search.question import parse
from tests import factories as pages
from tests.movements.factories import make_cluster
from tests.registry.factories import make_exemplar, make_movement, make_organisation
from tests.search.conftest import committed, index_folder, site  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db
BUDGET = 12
BODY = "<p>Đồng chí Lý Thị Ơn kể chuyện. Chị Lý Thị Ơn cười.</p>"


def named(page) -> set[str]:
    return set(Mention.objects.filter(page=page).values_list("words", flat=True))


def test_a_page_links_each_name_once_and_is_listed_where_it_leads(client: Client) -> None:
    told = make_exemplar("Lý Thị Ơn")
    movement = make_movement("Một việc đến cùng giai đoạn 2026-2030")
    cluster = make_cluster("Khối thi đua thử nghiệm")
    make_organisation("Hợp tác xã Quế Thử")
    body = f"{BODY}<p>Phong trào “Một việc đến cùng”, Khối thi đua thử nghiệm, Hợp tác xã Quế Thử.</p>"
    page = pages.make_bulletin("Bài có tên", body=body)
    html = client.get(page.url).content.decode()
    link = f'<a class="mention" href="{told.get_absolute_url()}">Lý Thị Ơn</a>'
    assert html.count(link) == 1
    assert f"Đồng chí {link} kể chuyện. Chị Lý Thị Ơn cười." in html
    for target in (movement, cluster):
        assert f'<a class="mention" href="{target.get_absolute_url()}">' in html
        assert "Bài có tên" in client.get(target.get_absolute_url()).content.decode()
    assert named(page) == {"Lý Thị Ơn", "Một việc đến cùng", "Khối thi đua thử nghiệm", "Hợp tác xã Quế Thử"}
    shown = client.get(told.get_absolute_url()).content.decode()
    assert "Bài viết nhắc đến" in shown
    assert page.url in shown


@pytest.mark.parametrize("step", ["hidden", "withdrawn", "consent"])
def test_who_may_not_be_named_is_gone_from_pages_in_the_same_moment(client: Client, step: str) -> None:
    told = make_exemplar("Lý Thị Ơn")
    page = pages.make_bulletin("Bài có tên", body=BODY)
    assert told.get_absolute_url() in client.get(page.url).content.decode()
    if step == "consent":
        withdraw_consent(told, actor=None, reason="Xin rút", public_reason="Theo đề nghị")
    elif step == "hidden":
        decide(told, State.HIDDEN, actor=None, reason="Xem lại")
    else:
        decide(told, State.WITHDRAWN, actor=None, reason="Rút", public_reason="Theo đề nghị")
    assert not Mention.objects.filter(page=page).exists()
    assert told.get_absolute_url() not in client.get(page.url).content.decode()
    page.save_revision().publish()
    assert not Mention.objects.filter(page=page).exists()


def test_rows_left_behind_lead_to_nobody_who_is_not_public() -> None:
    told = make_exemplar("Lý Thị Ơn")
    page = pages.make_bulletin("Bài có tên", body=BODY)
    Exemplar.objects.filter(pk=told.pk).update(is_public=False)
    assert Mention.objects.filter(page=page).exists()
    assert links_of(page) == []


def test_nobody_is_named_before_a_person_decided() -> None:
    make_exemplar("Lý Thị Ơn", public=False)
    page = pages.make_bulletin("Bài có tên", body=BODY)
    assert named(page) == set()


def test_pages_already_there_are_read_again_for_who_becomes_public(site, committed) -> None:  # noqa: F811
    with committed():
        page = pages.make_bulletin("Bài có tên", body=BODY)
        other = pages.make_bulletin("Bài khác", body="<p>Không nhắc ai.</p>")
    with committed():
        told = make_exemplar("Lý Thị Ơn")
    assert named(page) == {"Lý Thị Ơn"}
    assert named(other) == set()
    assert list(pages_naming("exemplar", told.pk)) == [page.basepage_ptr if hasattr(page, "basepage_ptr") else page]
    with committed():
        told.name = "Lý Thị Ớt"
        told.save()
    assert named(page) == set()


def test_what_a_page_names_and_cites_is_in_its_entry_and_can_be_filtered_by(site, committed) -> None:  # noqa: F811
    with committed():
        told = make_exemplar("Lý Thị Ơn")
        page = pages.make_bulletin("Bài có tên", body=BODY)
    [entry] = registry.read([f"page:{page.pk}"])
    assert entry.mentions == (f"exemplar:{told.pk}",)
    assert from_stored(entry.stored())[0].mentions == entry.mentions
    answer = get_engine().ask(parse(""), {"mentions": f"exemplar:{told.pk}"})
    assert [hit.entry.id for hit in answer.hits(0, 9)] == [entry.id]
    Mention.objects.all().delete()
    [changed] = registry.read([f"page:{page.pk}"])
    assert changed.digest() != entry.digest()


def test_a_movement_hidden_from_readers_is_named_no_more(client: Client) -> None:
    movement = make_movement("Một việc đến cùng")
    page = pages.make_bulletin("Bài có tên", body="<p>Phong trào Một việc đến cùng bắt đầu.</p>")
    assert named(page) == {"Một việc đến cùng"}
    movement.is_public = False
    movement.save()
    assert named(page) == set()
    assert movement.get_absolute_url() not in client.get(page.url).content.decode()


def test_names_that_came_past_the_models_are_read_by_the_command(capsys) -> None:
    page = pages.make_bulletin("Bài có tên", body="<p>Phong trào Một việc đến cùng bắt đầu.</p>")
    Movement.objects.bulk_create([Movement(name="Một việc đến cùng", slug="mot-viec", starts_on=date(2020, 1, 1))])
    call_command("refresh_mentions", verbosity=0)
    assert named(page) == {"Một việc đến cùng"}
    assert "1 chỗ nhắc đến" in capsys.readouterr().out


def test_publishing_again_writes_nothing_when_nothing_changed(django_assert_num_queries) -> None:
    from search.mentions.storing import current_indexes, store_mentions

    make_exemplar("Lý Thị Ơn")
    page = pages.make_bulletin("Bài có tên", body=BODY)
    indexes = current_indexes()
    before = list(Mention.objects.values_list("pk", flat=True))
    # The savepoint's two and the one that reads.
    with django_assert_num_queries(3):
        assert not store_mentions(page, indexes, "")
    assert list(Mention.objects.values_list("pk", flat=True)) == before


def test_a_page_that_names_many_keeps_its_budget(client: Client, django_assert_max_num_queries) -> None:
    told = [make_exemplar(f"Lý Thị {name}") for name in ("Ơn", "Mai", "Lan", "Huệ", "Cúc", "Đào")]
    movement = make_movement("Một việc đến cùng")
    body = "".join(f"<p>Chị {one.name} theo phong trào {movement.name}.</p>" for one in told)
    page = pages.make_bulletin("Bài nhiều tên", body=body)
    client.get(page.url)
    for address in (page.url, told[0].get_absolute_url(), movement.get_absolute_url()):
        with django_assert_max_num_queries(BUDGET):
            assert client.get(address).status_code == 200
    assert client.get(page.url).content.decode().count('class="mention"') == 7


@pytest.mark.parametrize(
    ("html", "linked"),
    [
        ("<p>Bà Lý Ơn và Lý Ơn</p>", '<p>Bà <a class="mention" href="/x/">Lý Ơn</a> và Lý Ơn</p>'),
        (
            '<p><a href="/y/">Lý Ơn</a> gặp Lý Ơn</p>',
            '<p><a href="/y/">Lý Ơn</a> gặp <a class="mention" href="/x/">Lý Ơn</a></p>',
        ),
        ("<h2>Lý Ơnh</h2><p>Lý&nbsp;Ơn</p>", '<h2>Lý Ơnh</h2><p><a class="mention" href="/x/">Lý&nbsp;Ơn</a></p>'),
        ('<img alt="Lý Ơn"><p>không ai</p>', '<img alt="Lý Ơn"><p>không ai</p>'),
    ],
)
def test_links_stand_in_running_text_only(html: str, linked: str) -> None:
    assert link_mentions(html, [Link("Lý Ơn", "Lý Ơn", "/x/")]) == linked
