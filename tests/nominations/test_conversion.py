"""An approved nomination becomes a dossier in its first state, once, with its papers and without any consent."""

from __future__ import annotations

from pathlib import Path

import pytest

from exemplars.nominations.conversion import make_exemplar
from exemplars.nominations.models import Attachment
from exemplars.nominations.states import NotAllowed
from exemplars.registry.models import Exemplar
from exemplars.registry.models import State as ExemplarState
from tests.nominations.factories import DEEDS, approved, make_nomination
from tests.registry.factories import make_field, make_organisation, make_place

pytestmark = pytest.mark.django_db


def test_what_was_told_stands_in_the_dossier() -> None:
    place, field = make_place("Thử"), make_field("Giáo dục thử")
    unit = make_organisation("Hợp tác xã Thử")
    nomination = approved(
        place=place, field=field, unit="hop tac xa thu", files=2, since="2004", witnesses="Hà Văn Nhất"
    )
    exemplar = make_exemplar(nomination, actor=None)
    exemplar.refresh_from_db()
    assert (exemplar.name, exemplar.birth_year, exemplar.place, exemplar.field) == (
        "Lường Văn Thuyền",
        1961,
        place,
        field,
    )
    assert exemplar.organisation == unit
    assert exemplar.achievements == DEEDS
    assert exemplar.state == ExemplarState.NOMINATED
    assert not exemplar.is_public
    assert nomination.reference in exemplar.source
    assert "Hà Văn Nhất" in exemplar.notes
    assert "Ủy ban nhân dân xã" in exemplar.notes
    assert "Chưa hỏi" in exemplar.notes
    assert "Hoàng Thị Xuân" not in str(Exemplar.objects.filter(pk=exemplar.pk).values())


def test_no_consent_is_made_up() -> None:
    assert not make_exemplar(approved(asked="agrees"), actor=None).consents.exists()


def test_papers_move_along() -> None:
    nomination = approved(files=2)
    before = {one.file.name for one in nomination.attachments.all()}
    exemplar = make_exemplar(nomination, actor=None)
    assert {one.file.name for one in exemplar.evidence.all()} == before
    assert all(Path(one.file.path).exists() for one in exemplar.evidence.all())
    assert not nomination.attachments.exists()


def test_the_second_time_it_is_the_same_dossier() -> None:
    nomination = approved(files=1)
    first, second = make_exemplar(nomination, actor=None), make_exemplar(nomination, actor=None)
    assert first == second
    assert first.evidence.count() == 1
    assert list(first.nominations.all()) == [nomination]


def test_only_what_was_approved_becomes_one() -> None:
    with pytest.raises(NotAllowed):
        make_exemplar(make_nomination(), actor=None)
    assert not Exemplar.objects.filter(name="Lường Văn Thuyền").exists()


@pytest.mark.parametrize("scan", ["waiting", "infected"])
def test_a_file_in_quarantine_stays_there(scan: str) -> None:
    nomination = approved(files=1)
    Attachment.objects.update(scan=scan)
    with pytest.raises(NotAllowed, match="quét"):
        make_exemplar(nomination, actor=None)
    assert not Exemplar.objects.filter(name="Lường Văn Thuyền").exists()
