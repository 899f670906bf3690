"""A list of exemplars: matched, looked through, taken in, taken back."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from exemplars.honours.models import Conferral
from exemplars.organisations.models import Organisation
from exemplars.registry.models import Consent, Exemplar, ExemplarDecision, ImportRow, ImportRun, State
from exemplars.registry.transfer.sheets.applying import commit
from exemplars.registry.transfer.sheets.undoing import undo
from portal.base.refusal import Refusal
from tests.documents.factories import make_document
from tests.factories import make_user
from tests.registry.factories import (
    make_exemplar,
    make_field,
    make_honour,
    make_movement,
    make_organisation,
    make_place,
)
from tests.registry.transfer.lists import csv_bytes, looked_through, outcomes, problems, xlsx

pytestmark = pytest.mark.django_db
HEAD = ("STT", "Họ và tên", "Năm sinh", "Đơn vị", "Địa chỉ", "Năm", "Danh hiệu", "Số quyết định", "Ngày QĐ", "Cột lạ")
ROW = (1, "Nông Thị Mẫu", 1980, "HTX Quế Thử", "xã Nà Mười Thử", 2024, "Bằng khen thử", "77/QĐ-UBND", "5/6/2024", "?")


@pytest.fixture(autouse=True)
def _registry(tmp_path: Path):
    with override_settings(PRIVATE_ROOT=tmp_path / "private"):
        make_organisation("Hợp tác xã Quế Thử", short_name="HTX Quế Thử")
        make_place("Nà Mười Thử", kind="xã", under=make_place("Việt Bắc Thử"))
        make_honour("Bằng khen thử")
        make_field("Nông nghiệp")
        yield


class TestPreview:
    def test_a_new_row_with_everything(self, tmp_path: Path) -> None:
        run = looked_through(tmp_path, ("DANH SÁCH GƯƠNG",), (), HEAD, ROW)
        assert (outcomes(run), problems(run), run.counts) == (["new"], [], {"new": 1})
        assert not Exemplar.objects.exists()
        assert run.rows.get().number == 4

    def test_each_error_names_its_cell(self, tmp_path: Path) -> None:
        bad = (2, "Lò Văn Thử", "năm Dần", "Đơn vị không có", "xã Không Có", 2024, "Giải nhất", "", "31/2/2024", "")
        run = looked_through(tmp_path, HEAD, bad)
        cells = dict(problems(run))
        assert outcomes(run) == ["error"]
        assert set(cells) == {"C2", "D2", "E2", "I2"}
        assert "Không có nơi nào" in cells["E2"]

    def test_what_contradicts_itself_is_an_error(self, tmp_path: Path) -> None:
        run = looked_through(tmp_path, ("Họ tên", "Năm sinh", "Năm"), ("Lò Văn Thử", 1999, 1990), ("Lò Thử", "", ""))
        assert outcomes(run) == ["error", "error"]
        assert problems(run)[0][0] == "C2"

    @pytest.mark.parametrize(
        ("cell", "born"),
        [
            ("2/3/1980", date(1980, 3, 2)),
            ("02-03-1980", date(1980, 3, 2)),
            ("1980-03-02", date(1980, 3, 2)),
            ("ngày 2 tháng 3 năm 1980", date(1980, 3, 2)),
            (datetime(1980, 3, 2), date(1980, 3, 2)),
            (1980, None),
            ("1980", None),
        ],
    )
    def test_birthdays_in_vietnamese_forms(self, tmp_path: Path, cell: object, born: date | None) -> None:
        run = looked_through(tmp_path, ("Họ tên", "Ngày sinh", "Năm"), ("Lò Văn Thử", cell, 2024))
        commit(run, actor=None)
        made = Exemplar.objects.get()
        assert (made.birth_date, made.birth_year) == (born, 1980)

    def test_defaults_are_for_rows_that_say_nothing(self, tmp_path: Path) -> None:
        rows = [("Tên tập thể", "Năm"), ("Chi hội Thử", ""), ("Tổ Thử", 2020)]
        commit(looked_through(tmp_path, *rows, kind="collective", year=2023), actor=None)
        made = list(Exemplar.objects.order_by("pk").values_list("name", "kind", "year"))
        assert made == [("Chi hội Thử", "collective", 2023), ("Tổ Thử", "collective", 2020)]

    def test_family_and_middle_name_in_one_column(self, tmp_path: Path) -> None:
        commit(looked_through(tmp_path, ("Họ và tên đệm", "Tên", "Năm"), ("Nguyễn Văn", "Thử", 2024)), actor=None)
        made = Exemplar.objects.get()
        assert (made.name, made.family_name, made.given_name) == ("Nguyễn Văn Thử", "Nguyễn", "Thử")

    def test_parts_given_are_never_split_again(self, tmp_path: Path) -> None:
        head = ("Họ và tên", "Họ", "Đệm", "Tên", "Năm")
        commit(looked_through(tmp_path, head, ("Mùa A Thử", "Mùa", "", "A Thử", 2024)), actor=None)
        made = Exemplar.objects.get()
        assert (made.family_name, made.given_name, made.name_by_hand) == ("Mùa", "A Thử", True)

    def test_a_hamlet_is_passed_over_and_that_is_said(self, tmp_path: Path) -> None:
        run = looked_through(tmp_path, ("Họ tên", "Địa chỉ", "Năm"), ("Lò Thử", "Bản Pác, xã Nà Mười Thử", 2024))
        assert outcomes(run) == ["new"]
        assert "hiểu" in problems(run)[0][1]

    def test_unknown_units_may_be_taken_in(self, tmp_path: Path) -> None:
        rows = [("Họ tên", "Đơn vị", "Năm"), ("Lò Thử", "Tổ hợp tác Thử", 2024), ("Vi Thử", "TỔ HỢP TÁC THỬ", 2024)]
        run = looked_through(tmp_path, *rows, new_organisations=True)
        assert run.new_organisations == ["Tổ hợp tác Thử"]
        run = commit(run, actor=None)
        assert Exemplar.objects.filter(organisation__name="Tổ hợp tác Thử").count() == 2
        undo(run, actor=None)
        assert not Organisation.objects.filter(name="Tổ hợp tác Thử").exists()

    def test_namesakes_are_a_question(self, tmp_path: Path) -> None:
        make_exemplar("Nông Thị Mẫu", birth_year=1981, public=False)
        rows = [("Họ tên", "Năm sinh", "Năm"), ("NONG THI MAU", 1980, 2024), ("Nông Thị Mẫu", 1950, 2024)]
        run = looked_through(tmp_path, *rows)
        assert outcomes(run) == ["duplicate", "new"]

    def test_two_rows_of_one_list_may_be_one_person(self, tmp_path: Path) -> None:
        run = looked_through(tmp_path, ("Họ tên", "Năm"), ("Lò Văn Thử", 2024), ("Lò Văn Thử", 2023))
        assert outcomes(run) == ["new", "duplicate"]
        assert run.rows.get(number=3).twin_row == 2

    def test_a_reference_twice_is_an_error(self, tmp_path: Path) -> None:
        run = looked_through(tmp_path, ("Mã hồ sơ", "Họ tên", "Năm"), ("GS-1", "A B", 2024), ("GS-1", "C D", 2024))
        assert outcomes(run) == ["new", "error"]

    def test_a_decision_of_the_library_is_linked(self, tmp_path: Path) -> None:
        decision = make_document("77/QĐ-UBND", "5/6/2024")
        commit(looked_through(tmp_path, HEAD, ROW), actor=None)
        given = Conferral.objects.get()
        assert (given.decision, given.conferred_on, given.authority) == (decision, date(2024, 6, 5), decision.issuer)

    def test_the_file_is_not_kept_beyond_its_use(self, tmp_path: Path, django_capture_on_commit_callbacks) -> None:
        run = looked_through(tmp_path, HEAD, ROW)
        kept = Path(run.file.path)
        assert kept.stat().st_mode & 0o077 == 0
        with django_capture_on_commit_callbacks(execute=True):
            commit(run, actor=None)
        assert not kept.exists()


class TestTakingIn:
    def test_new_ones_are_held_and_logged(self, tmp_path: Path) -> None:
        actor = make_user("Tuyên giáo và Dân vận")
        run = commit(looked_through(tmp_path, HEAD, ROW, actor=actor), actor=actor)
        made = Exemplar.objects.get()
        assert (made.state, made.is_public, made.reference) == (State.NOMINATED, False, "GS-2024-0001")
        assert (made.organisation.name, made.place.name, made.birth_year) == ("Hợp tác xã Quế Thử", "Nà Mười Thử", 1980)
        assert (made.slug, made.letter, made.honour_level) == ("nong-thi-mau", "M", 50)
        assert Conferral.objects.get().decision_text == "77/QĐ-UBND"
        decision = ExemplarDecision.objects.get()
        assert (decision.to_state, decision.actor, "danh-sach.xlsx, dòng 2" in decision.reason) == (
            "nominated",
            actor,
            True,
        )
        assert (run.state, run.counts["added"]) == ("committed", 1)

    def test_twice_changes_nothing(self, tmp_path: Path) -> None:
        rows = [ROW, (2, "Lò Văn Thử", "", "", "", 2023), (3, "Lò Văn Thử", "", "", "", 2024)]
        commit(looked_through(tmp_path, HEAD, *rows), actor=None)
        assert Exemplar.objects.count() == 2
        before = list(Exemplar.objects.values())
        run = looked_through(tmp_path, HEAD, *rows)
        assert outcomes(run) == ["same", "same", "duplicate"]
        run = commit(run, actor=None)
        assert (run.counts["added"], run.counts["updated"]) == (0, 0)
        assert list(Exemplar.objects.values()) == before

    def test_a_reference_updates_field_by_field(self, tmp_path: Path) -> None:
        old = make_exemplar("Nông Thị Mẫu", position="Xã viên", public=False, birth_year=1980)
        head = ("Mã hồ sơ", "Chức vụ", "Năm sinh", "Phong trào", "Danh hiệu")
        make_movement("Thi đua thử")
        run = looked_through(tmp_path, head, (old.reference, "Giám đốc", 1980, "“Thi đua thử”", "Bằng khen thử"))
        row = run.rows.get()
        assert row.outcome == "changed"
        assert row.changes["position"] == ["Xã viên", "Giám đốc"]
        assert set(row.changes) == {"position", "movements", "honour"}
        commit(run, actor=None)
        old.refresh_from_db()
        assert (old.position, old.summary != "", old.movements.count(), old.conferrals.count()) == (
            "Giám đốc",
            True,
            1,
            1,
        )
        assert outcomes(
            looked_through(tmp_path, head, (old.reference, "Giám đốc", 1980, "Thi đua thử", "bang khen thu"))
        ) == ["same"]

    def test_staff_choose_what_a_likely_duplicate_is(self, tmp_path: Path) -> None:
        old = make_exemplar("Nông Thị Mẫu", birth_year=1980, public=False)
        rows = [("Họ tên", "Năm sinh", "Chức vụ", "Năm"), ("Nông Thị Mẫu", 1980, "Giám đốc", 2024)]
        run = looked_through(tmp_path, *rows)
        run.rows.update(choice=ImportRow.Choice.SAME)
        commit(run, actor=None)
        old.refresh_from_db()
        assert (old.position, Exemplar.objects.count()) == ("Giám đốc", 1)
        rows[1] = ("Nông Thị Mẫu", 1980, "Kế toán", 2024)
        run = looked_through(tmp_path, *rows)
        run.rows.update(choice=ImportRow.Choice.NEW)
        commit(run, actor=None)
        assert Exemplar.objects.count() == 2

    def test_what_changed_since_the_preview_stops_all_of_it(self, tmp_path: Path) -> None:
        old = make_exemplar("Nông Thị Mẫu", position="Xã viên", public=False)
        head = ("Mã hồ sơ", "Họ tên", "Chức vụ", "Năm")
        run = looked_through(tmp_path, head, ("", "Lò Thử", "", 2024), (old.reference, "", "Giám đốc", ""))
        Exemplar.objects.filter(pk=old.pk).update(position="Phó giám đốc")
        with pytest.raises(Refusal, match="dòng 3"):
            commit(run, actor=None)
        assert Exemplar.objects.count() == 1

    def test_a_list_is_taken_in_once(self, tmp_path: Path) -> None:
        run = looked_through(tmp_path, HEAD, ROW)
        commit(run, actor=None)
        with pytest.raises(Refusal):
            commit(run, actor=None)


class TestUndo:
    def test_all_of_it_is_taken_back(self, tmp_path: Path) -> None:
        old = make_exemplar("Lò Văn Thử", position="Xã viên", public=False)
        head = ("Mã hồ sơ", "Họ tên", "Chức vụ", "Danh hiệu", "Năm")
        rows = [(old.reference, "", "Giám đốc", "Bằng khen thử", ""), ("", "Vi Thử", "", "Bằng khen thử", 2024)]
        run = commit(looked_through(tmp_path, head, *rows), actor=None)
        assert (Exemplar.objects.count(), Conferral.objects.count()) == (2, 2)
        run = undo(run, actor=None)
        assert [one.position for one in Exemplar.objects.all()] == ["Xã viên"]
        assert (run.state, Conferral.objects.count()) == ("undone", 0)
        with pytest.raises(Refusal):
            undo(run, actor=None)

    @pytest.mark.parametrize("work", ["field", "consent", "state", "honour"])
    def test_not_when_somebody_worked_on_it(self, tmp_path: Path, work: str) -> None:
        run = commit(looked_through(tmp_path, HEAD, ROW), actor=None)
        made = Exemplar.objects.get()
        if work == "field":
            made.position = "Sửa tay"
            made.save()
        elif work == "consent":
            Consent.objects.create(exemplar=made, for_name=True)
        elif work == "state":
            ExemplarDecision.objects.create(exemplar=made, from_state="nominated", to_state="verifying", reason="x")
        else:
            Conferral.objects.create(exemplar=made, honour=make_honour("Giấy khen thử"), year=2020)
        with pytest.raises(Refusal, match="Nông Thị Mẫu"):
            undo(run, actor=None)
        assert Exemplar.objects.filter(pk=made.pk).exists()


class TestCommand:
    def test_a_list_is_taken_in_and_back(self, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
        path = xlsx(tmp_path / "gương.xlsx", HEAD, ROW)
        call_command("import_registry", path, dry_run=True)
        assert not Exemplar.objects.exists()
        assert not ImportRun.objects.exists()
        call_command("import_registry", path)
        assert "1 added, 0 changed" in capsys.readouterr().out
        call_command("import_registry", path)
        assert "0 added, 0 changed" in capsys.readouterr().out
        call_command("import_registry", undo=ImportRun.objects.order_by("pk").first().pk)
        assert not Exemplar.objects.exists()

    def test_errors_stop_it_unless_they_are_to_be_skipped(self, tmp_path: Path) -> None:
        (tmp_path / "a.csv").write_bytes(csv_bytes(("Họ tên", "Năm"), ("Lò Thử", "2024"), ("Vi Thử", "x")))
        with pytest.raises(CommandError, match="1 rows"):
            call_command("import_registry", tmp_path / "a.csv")
        assert not ImportRun.objects.exists()
        call_command("import_registry", tmp_path / "a.csv", skip_errors=True)
        assert Exemplar.objects.get().name == "Lò Thử"

    @pytest.mark.parametrize("arguments", [{}, {"file": "khong-co.xlsx"}, {"undo": 9999}, {"user": "khong-co"}])
    def test_what_cannot_be_done_is_said(self, arguments: dict) -> None:
        file = [arguments.pop("file")] if "file" in arguments else []
        with pytest.raises(CommandError):
            call_command("import_registry", *file, **arguments)
