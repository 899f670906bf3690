"""What publishing, unpublishing, moving, hiding and deleting do to the index; what the commands do."""

from datetime import date
from unittest.mock import patch

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from wagtail.models import PageViewRestriction

from news.bulletins.models import BulletinPage, Topic
from news.documents.models import DocumentType, Issuer, OfficialDocument
from search import registry
from search.engines import get_engine
from search.engines.base import IndexUnavailable
from search.indexing import in_bulk
from search.question import parse
from search.staff.index import get_staff_engine
from tests import factories


def bulletin(committed, title: str = "Hiến đất làm thủy lợi", **fields) -> BulletinPage:
    with committed():
        return factories.make_bulletin(title, **fields)


def test_publish_is_found_and_unpublish_is_gone(site, committed, found):
    page = bulletin(committed)
    assert found("thuy loi") == ["Hiến đất làm thủy lợi"]
    with committed():
        page.unpublish()
    assert found("thuy loi") == []


def test_only_what_is_published_is_found(site, committed, found):
    page = bulletin(committed)
    with committed():
        page.title = "Bản nháp về giao thông"
        page.save_revision()
    assert found("giao thong") == []
    with committed():
        page.get_latest_revision().publish()
    assert found("giao thong") == ["Bản nháp về giao thông"]
    assert found('"thuy loi"') == []


def test_a_rolled_back_publish_is_not_found(site, committed, found):
    with committed(), transaction.atomic():
        factories.make_bulletin("Chưa từng có")
        transaction.set_rollback(True)
    assert found("chua tung co") == []


def test_body_author_and_topic_are_searched_and_headings_levels_are_not(site, committed, found):
    topic = Topic.objects.create(name="Nông thôn mới")
    body = [
        ("heading", {"text": "Kênh mương", "level": "3"}),
        ("paragraph", "<p>Bê <b>tông</b> hóa</p><ul><li>300 m</li></ul>"),
    ]
    bulletin(committed, "Bài A", body=body, byline="Thanh Thuyên", topics=[topic])
    for question in ("kenh muong", "be tong", "thanh thuyen", "nong thon moi", "300"):
        assert found(question) == ["Bài A"], question
    assert "Bài A" not in found("tiểu mục")
    assert found("nong thon", topic="nong-thon-moi") == ["Bài A"]


def test_private_parts_of_the_tree_are_never_found(site, committed, found):
    bulletin(committed)
    with committed():
        restriction = PageViewRestriction.objects.create(
            page=factories.section(), restriction_type=PageViewRestriction.LOGIN
        )
    assert found("thuy loi") == []
    bulletin(committed, "Bài kín về thủy lợi")
    assert found("thuy loi") == []
    call_command("rebuild_index", verbosity=0)
    assert found("thuy loi") == []
    with committed():
        restriction.delete()
    assert sorted(found("thuy loi")) == ["Bài kín về thủy lợi", "Hiến đất làm thủy lợi"]


def test_deleting_a_section_drops_all_below(site, committed, found):
    bulletin(committed)
    with committed():
        factories.section().delete()
    assert found("thuy loi") == []
    call_command("check_index", "--dry-run")


def test_new_addresses_are_followed(site, committed):
    page = bulletin(committed)

    def url() -> str:
        return get_engine().ask(parse("thuy loi")).hits(0, 1)[0].entry.url

    assert url() == page.url
    with committed():
        page.move(factories.section("guong-dien-hinh"), pos="last-child")
    assert url().startswith("/guong-dien-hinh/")
    section = factories.section("guong-dien-hinh")
    with committed():
        section.slug = "guong-sang"
        section.save_revision().publish()
    assert url().startswith("/guong-sang/")


def make_document(**fields) -> OfficialDocument:
    state = {"type": DocumentType.objects.get(code="quyet-dinh"), "issuer": Issuer.objects.first()}
    return OfficialDocument.objects.create(**{**state, "summary": "Về thủy lợi nội đồng", **fields})


def test_documents_are_found_while_public(site, committed, found):
    with committed():
        document = make_document(number="1526", symbol="QĐ-TTg", issued_on=date(2022, 12, 9))
    for question in ("1526", "1526/qd-ttg", "thuy loi noi dong", "quyết định 1526"):
        assert "1526/QĐ-TTg" in found(question)[0], question
    with committed():
        document.public = False
        document.save()
    assert found("1526") == []
    with committed():
        document.public = True
        document.save()
    assert len(found("1526")) == 1
    with committed():
        document.delete()
    assert found("1526") == []


def test_what_a_savepoint_took_back_does_not_hold_up_the_rest(site, committed, found):
    with committed(), transaction.atomic():
        with transaction.atomic():
            factories.make_bulletin("Bài một về thủy lợi")
        with transaction.atomic():
            factories.make_bulletin("Bài hai về thủy lợi")
            transaction.set_rollback(True)
        with transaction.atomic():
            factories.make_bulletin("Bài ba về thủy lợi")
    assert sorted(found("thuy loi")) == ["Bài ba về thủy lợi", "Bài một về thủy lợi"]


def test_a_whole_section_goes_in_one_commit_of_each_index(site, committed, found):
    for n in range(5):
        bulletin(committed, f"Bài {n} về thủy lợi")
    with patch.object(type(get_engine()), "refresh", autospec=True) as refresh, committed():
        factories.section().delete()
    assert [len(call.args[1]) for call in refresh.call_args_list] == [6, 6]


def test_imports_index_once_at_the_end(site, committed, found):
    with committed(), in_bulk():
        with committed() as early:
            factories.make_bulletin("Bài một về thủy lợi")
            factories.make_bulletin("Bài hai về thủy lợi")
        assert len(found("thuy loi")) == 0
    assert len(found("thuy loi")) == 2
    assert early is not None


def test_publishing_works_without_an_index_and_rebuild_finds_it_all(db, index_folder, committed, found):
    factories.make_site()
    bulletin(committed)
    with pytest.raises(IndexUnavailable):
        found("thuy loi")
    with pytest.raises(CommandError, match="rebuild_index"):
        call_command("check_index")
    call_command("rebuild_index", verbosity=0)
    assert found("thuy loi") == ["Hiến đất làm thủy lợi"]


def test_publishing_goes_through_when_the_index_does_not(site, committed, found):
    with patch.object(type(get_engine()), "refresh", side_effect=OSError("disk full")):
        page = bulletin(committed)
    page.refresh_from_db()
    assert page.live
    call_command("check_index")
    assert found("thuy loi") == ["Hiến đất làm thủy lợi"]


def test_check_mends_what_is_missing_outdated_and_left_over(site, committed, found, capsys):
    missing, outdated, left_over = (factories.make_bulletin(f"Bài {n} về thủy lợi") for n in "ABC")
    call_command("rebuild_index", verbosity=0)
    get_engine().refresh([f"page:{missing.pk}"], lambda ids: ())
    get_staff_engine().refresh([f"staff-base.basepage:{missing.pk}", "staff-base.portalimage:0"], lambda ids: ())
    BulletinPage.objects.filter(pk=outdated.pk).update(title="Bài B về giao thông")
    BulletinPage.objects.filter(pk=left_over.pk).update(live=False)
    with pytest.raises(CommandError, match="5 entries differ"):
        call_command("check_index", "--dry-run")
    assert len(found("thuy loi")) == 2
    call_command("check_index")
    said = capsys.readouterr().out
    assert said.count("1 missing") == 4
    assert found("thuy loi") == ["Bài A về thủy lợi"]
    assert found("giao thong") == ["Bài B về giao thông"]
    call_command("check_index", "--dry-run")


def test_every_kind_of_page_and_every_source_has_a_name(site):
    entries = list(registry.read_all())
    kinds = {entry.kind for entry in entries}
    assert {"section", "static"} <= kinds
    assert set(registry.kind_labels(kinds)) == kinds
    assert len({entry.id for entry in entries}) == len(entries)
    assert all(entry.title and entry.url for entry in entries)


def test_reading_entries_asks_the_database_by_chunks(site, django_assert_max_num_queries):
    for n in range(12):
        factories.make_bulletin(f"Bài {n}")
    list(registry.read_all())
    with django_assert_max_num_queries(12 + 22):
        assert len(list(registry.read_all())) >= 12
