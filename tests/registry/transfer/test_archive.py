"""The round trip: export all, wipe, import, export again, and the two files are equal."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.test import override_settings

from exemplars.honours.models import Conferral
from exemplars.registry.fields import TABLES
from exemplars.registry.models import Evidence, Exemplar, ExemplarDecision
from exemplars.registry.transfer.archive.tables import JOINED_MOVEMENTS, carried_tables
from exemplars.registry.transfer.archive.writing import ABOUT
from portal.base.models import PortalImage
from tests.registry.transfer.filled import NAUGHTY, fill, wipe
from tests.uploads.files import far_archive, lzma_archive

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _private_files(tmp_path: Path):
    with override_settings(PRIVATE_ROOT=tmp_path / "private"):
        yield


def export(path: Path) -> bytes:
    call_command("export_registry", path, verbosity=0)
    return path.read_bytes()


def test_every_table_is_filled_in_these_tests() -> None:
    fill()
    assert [carried.sheet for carried in carried_tables() if not carried.model._base_manager.exists()] == []


@pytest.mark.parametrize("suffix", ["json", "zip", "xlsx"])
def test_the_copy_of_a_copy_is_the_same_file(tmp_path: Path, suffix: str) -> None:
    fill()
    first = export(tmp_path / f"mot.{suffix}")
    before = everything()
    # Only the ZIP carries pictures and papers; the other two name them.
    wipe() if suffix == "zip" else wipe("base.PortalImage")
    assert not Exemplar.objects.exists()
    if suffix == "zip":
        for paper in (tmp_path / "private" / "evidence").iterdir():
            paper.unlink()
    call_command("import_registry", tmp_path / f"mot.{suffix}", verbosity=0)
    after = everything()
    assert {name for name in before if before[name] != after[name]} == set()
    assert export(tmp_path / f"hai.{suffix}") == first


def everything() -> dict:
    """What a copy must keep or make anew: every column but ids, and what some of the related rows are called."""
    of_this_database = {"movements.ClusterTerm": {"version"}}
    found: dict = {
        carried.table.model: list(
            carried.model._base_manager.order_by(carried.table.key or "pk").values_list(
                *(
                    field.name
                    for field in carried.model._meta.concrete_fields
                    if not field.is_relation
                    and not field.primary_key
                    and field.name not in of_this_database.get(carried.table.model, ())
                )
            )
        )
        for carried in carried_tables()
        if carried.wanted is None and carried.table is not JOINED_MOVEMENTS
    }
    joined = Exemplar.movements.through.objects.order_by("pk")
    found["joined"] = list(joined.values_list("exemplar__reference", "movement__slug"))
    found["decided"] = list(
        ExemplarDecision.objects.order_by("pk").values_list("exemplar__reference", "actor__username")
    )
    found["given"] = list(Conferral.objects.order_by("pk").values_list("exemplar__reference", "decision__slug"))
    found["papers"] = [paper.file.read() for paper in Evidence.objects.order_by("pk")]
    found["pictures"] = [image.file.read() for image in PortalImage.objects.all()]
    return found


def test_every_table_with_a_name_is_in_the_copy() -> None:
    carried = {each.table.model for each in carried_tables()}
    assert [table.model for table in TABLES if table.sheet and table.model not in carried] == []


def test_texts_survive_as_they_are(tmp_path: Path) -> None:
    fill()
    export(tmp_path / "mot.xlsx")
    wipe("base.PortalImage")
    call_command("import_registry", tmp_path / "mot.xlsx", verbosity=0)
    texts = Exemplar.objects.filter(name__startswith="Tập thể số").order_by("pk").values_list("achievements", flat=True)
    assert tuple(texts) == NAUGHTY


def test_bringing_it_back_twice_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    fill()
    first = export(tmp_path / "mot.json")
    call_command("import_registry", tmp_path / "mot.json")
    assert "0 rows added" in capsys.readouterr().out
    assert export(tmp_path / "hai.json") == first


def test_what_is_there_is_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    fill()
    export(tmp_path / "mot.json")
    Exemplar.objects.filter(name="H'Hen Niê Mẫu").update(position="Trưởng bản")
    call_command("import_registry", tmp_path / "mot.json")
    assert Exemplar.objects.get(name="H'Hen Niê Mẫu").position == "Trưởng bản"
    assert "GS-2024" in capsys.readouterr().err


def test_a_lost_picture_stops_no_dossier(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    fill()
    export(tmp_path / "mot.json")
    wipe()
    call_command("import_registry", tmp_path / "mot.json")
    assert Exemplar.objects.filter(portrait__isnull=False).count() == 0
    assert "ảnh" in capsys.readouterr().err


def test_whoever_decided_stays_named_and_can_open_nothing(tmp_path: Path) -> None:
    fill()
    export(tmp_path / "mot.json")
    wipe()
    call_command("import_registry", tmp_path / "mot.json", verbosity=0)
    user = get_user_model().objects.get(username="duyet-ho-so")
    assert (user.is_active, user.has_usable_password()) == (False, False)


def test_an_unknown_place_is_told_and_nothing_is_changed(tmp_path: Path) -> None:
    fill()
    export(tmp_path / "mot.json")
    wipe("base.PortalImage")
    text = (tmp_path / "mot.json").read_text(encoding="utf-8")
    (tmp_path / "mot.json").write_text(text.replace("xa-na-muoi", "xa-khong-co"), encoding="utf-8")
    with pytest.raises(CommandError, match="địa danh"):
        call_command("import_registry", tmp_path / "mot.json")
    assert not Exemplar.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", b""),
        ("a.json", b'{"format": "khac", "version": 1, "tables": {'),
        ("a.json", b'{"format": "guong-sang/so-guong", "version": 9, "tables": {'),
        ("a.json", b"[1, 2"),
        ("a.json", b"\xff\xfe\x00"),
        ("a.zip", b"PK\x03\x04 hong"),
        ("a.zip", lzma_archive((ABOUT, "x"))),
        ("a.zip", far_archive((ABOUT, "x"))),
        ("a.xlsx", b"khong phai"),
    ],
)
def test_what_is_no_copy_is_refused_in_words(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(CommandError):
        call_command("import_registry", tmp_path / name)


def test_a_paper_cannot_be_put_elsewhere(tmp_path: Path) -> None:
    fill()
    export(tmp_path / "mot.zip")
    wipe()
    with zipfile.ZipFile(tmp_path / "mot.zip") as old, zipfile.ZipFile(tmp_path / "hai.zip", "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == "tai-lieu-xac-minh.csv":
                data = data.replace(b"evidence/", b"evidence/../../")
            new.writestr(info, data)
    with pytest.raises(CommandError):
        call_command("import_registry", tmp_path / "hai.zip")
    assert not Exemplar.objects.exists()


def test_only_the_owner_may_read_an_export(tmp_path: Path) -> None:
    export(tmp_path / "mot.json")
    assert (tmp_path / "mot.json").stat().st_mode & 0o077 == 0
    assert json.loads((tmp_path / "mot.json").read_bytes())["version"] == 1
    with pytest.raises(CommandError):
        call_command("export_registry", tmp_path / "mot.txt")
