"""Honours in search and sitemap; decisions found by whom they honour."""

from __future__ import annotations

import pytest
from django.test import Client

from exemplars.honours.models import Conferral
from exemplars.registry.models import Exemplar
from search import registry
from tests.documents.factories import make_document
from tests.honours.factories import get_honour, make_conferral, make_exemplar

pytestmark = pytest.mark.django_db


def entry_of(kind: str, pk: int):
    """The entry search would keep."""
    return next(iter(registry.read([f"{kind}:{pk}"])), None)


def test_an_honour_is_found_by_its_other_names() -> None:
    honour = get_honour("chien-si-thi-dua-co-so")
    entry = entry_of("honour", honour.pk)
    assert entry.url == "/danh-hieu/chien-si-thi-dua-co-so/"
    assert "CSTĐCS" in entry.words


def test_a_decision_is_found_by_public_names_only(client: Client) -> None:
    decision = make_document("123/QĐ-UBND", "12/3/2024")
    public = make_exemplar("Lò Văn Hạnh")
    make_conferral(decision=decision, recipient_name="Đỗ Thị Ánh")
    make_conferral(decision=decision, exemplar=public)
    make_conferral(decision=decision, exemplar=make_exemplar("Hoàng Bí Mật", public=False))
    entry = entry_of("document", decision.pk)
    assert "Đỗ Thị Ánh" in entry.words
    assert "Lò Văn Hạnh" in entry.words
    assert "Bí Mật" not in entry.words
    assert entry.url == decision.get_absolute_url()


def test_a_name_that_went_leaves_the_entry_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    decision, other = make_document("123/QĐ-UBND", "12/3/2024"), make_document("124/QĐ-UBND", "13/3/2024")
    exemplar = make_exemplar("Lò Văn Hạnh")
    conferral = make_conferral(decision=decision, exemplar=exemplar)
    asked: list[tuple[str, bool]] = []
    monkeypatch.setattr(
        "exemplars.honours.search.indexing.changed",
        lambda ids, at_once=False: asked.extend((one, at_once) for one in ids),
    )
    Exemplar.objects.get(pk=exemplar.pk).save()
    assert (f"document:{decision.pk}", True) in asked
    asked.clear()
    moved = Conferral.objects.get(pk=conferral.pk)
    moved.decision = other
    moved.save()
    assert {(f"document:{decision.pk}", True), (f"document:{other.pk}", True)} <= set(asked)
    asked.clear()
    moved.delete()
    assert (f"document:{other.pk}", True) in asked


def test_the_library_leads_to_the_list_of_recipients(client: Client) -> None:
    decision = make_document("123/QĐ-UBND", "12/3/2024")
    address = f"/quyet-dinh-khen-thuong/{decision.slug}/"
    assert address not in client.get(decision.get_absolute_url()).content.decode()
    make_conferral(decision=decision)
    assert address in client.get(decision.get_absolute_url()).content.decode()


def test_machines_find_honours_and_decisions(client: Client) -> None:
    decision = make_document("123/QĐ-UBND", "12/3/2024")
    make_conferral(decision=decision)
    make_document("124/QĐ-UBND", "12/3/2024")
    honours = client.get("/sitemap-danh-hieu.xml").content.decode()
    assert "/danh-hieu/huan-chuong-lao-dong/" in honours
    decisions = client.get("/sitemap-quyet-dinh-khen-thuong.xml").content.decode()
    assert decision.slug in decisions
    assert "124-qd" not in decisions
