"""``manage.py import_articles``."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from news.bulletins.models import BulletinPage
from portal.base.models import BasePage
from tests.desk.importing import samples
from tests.desk.importing.test_read_docx import typical
from tests.desk.importing.word_files import word_file
from tests.factories import make_site
from tests.tools import SAMPLES, needs_samples

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site() -> None:
    make_site()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in samples.PAGES.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "word.docx").write_bytes(word_file(typical))
    return tmp_path


def run(*args: object) -> tuple[str, str]:
    out, bar = io.StringIO(), io.StringIO()
    call_command("import_articles", *map(str, args), stdout=out, stderr=bar)
    return out.getvalue(), bar.getvalue()


def test_one_line_per_file_and_a_bar(folder: Path) -> None:
    out, bar = run(folder)
    lines = out.splitlines()
    assert len(lines) == 7
    assert all(": bản nháp · «" in line for line in lines[:-1])
    assert "ngày 10/07/2024 08:05 · sapo có · tác giả HÀ LINH · nguồn không · 2 đoạn · 2 đề mục" in out
    assert "lưu ý: tệp chỉ nêu tháng 11/2023" in out
    assert lines[-1] == "Tổng cộng 6 tệp: bản nháp 6."
    assert "100%" in bar


def test_twice_makes_no_doubles(folder: Path) -> None:
    run(folder)
    out, _ = run(folder, folder / "word.docx")
    assert BulletinPage.objects.count() == 6
    assert out.splitlines()[-1] == "Tổng cộng 6 tệp: đã có 6."


def test_publish_into_a_section(folder: Path) -> None:
    run(folder, "--publish", "--section", "guong-dien-hinh")
    pages = BulletinPage.objects.live()
    assert {page.section.slug for page in pages} == {"guong-dien-hinh"}
    assert pages.count() == 6
    assert BasePage.objects.public_cards().filter(section__slug="guong-dien-hinh").count() == 6


def test_dry_run_writes_nothing(folder: Path) -> None:
    out, _ = run(folder, "--dry-run")
    assert BulletinPage.objects.count() == 0
    assert out.count("đọc thử, không ghi") == 6


def test_a_refused_file_is_named_and_stops_no_other(folder: Path) -> None:
    (folder / "hong.docx").write_bytes(b"PK\x03\x04 broken")
    (folder / "rong.txt").touch()
    with (folder / "lon.txt").open("wb") as file:
        file.truncate(200 << 20)
    out = io.StringIO()
    with pytest.raises(CommandError, match="3 tệp bị từ chối"):
        call_command("import_articles", str(folder), stdout=out, stderr=io.StringIO())
    assert BulletinPage.objects.count() == 6
    lines = {line.split(": ")[0].rsplit("/", 1)[-1]: line for line in out.getvalue().splitlines()}
    assert "từ chối: tệp Word bị hỏng" in lines["hong.docx"]
    assert "từ chối: tệp rỗng" in lines["rong.txt"]
    assert "từ chối: tệp nặng 200 MB" in lines["lon.txt"]


def test_a_changed_file(folder: Path) -> None:
    run(folder)
    path = folder / "toolbar.txt"
    path.write_text(samples.TOOLBAR_PAGE.replace("12 km", "15 km"), encoding="utf-8")
    out, _ = run(path)
    assert "đã có, khác nội dung" in out
    assert "--update" in out
    assert "đã cập nhật" in run(path, "--update")[0]


def test_wrong_section_names_the_right_ones(folder: Path) -> None:
    with pytest.raises(CommandError, match="tin-tuc"):
        run(folder, "--section", "khong-co")


def test_nothing_to_import(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="không thấy tệp"):
        run(tmp_path)
    with pytest.raises(CommandError, match="1 tệp bị từ chối"):
        run(tmp_path / "khong-co.txt")


def test_quiet(folder: Path) -> None:
    _, bar = run(folder, "--verbosity", "0")
    assert bar == ""


@needs_samples
class TestSamplePagesPublished:
    def test_all_five_go_live_and_are_shown(self, client) -> None:
        run(SAMPLES, "--publish")
        pages = list(BulletinPage.objects.live().order_by("pk"))
        assert [page.byline for page in pages] == ["Thanh Thuyên", "", "P.V", "", "KIM KIM"]
        for page in pages:
            html = client.get(page.url).content.decode()
            assert "{body}" not in html
            assert "Block_" not in html
        assert client.get("/tin-tuc/").status_code == 200
        assert run(SAMPLES, "--publish")[0].endswith("Tổng cộng 5 tệp: đã có 5.\n")
