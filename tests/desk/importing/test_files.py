"""From paths to files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from portal.base.refusal import Refusal
from portal.desk.importing import files
from portal.desk.importing.files import find_files, read_bytes, shown
from portal.desk.importing.limits import MAX_TEXT_BYTES


def names(*paths: Path) -> list[str]:
    return [candidate.path.name for candidate in find_files(paths)]


def test_folders_are_walked_in_order_and_other_files_left_alone(tmp_path: Path) -> None:
    for name in ("b.txt", "a.DOCX", "anh.jpg", ".an.txt", "~$a.docx", "cu.doc"):
        (tmp_path / name).touch()
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "d.htm").touch()
    (tmp_path / "trang_files").mkdir()
    (tmp_path / "trang_files" / "quang-cao.html").touch()
    assert names(tmp_path) == ["a.DOCX", "b.txt", "cu.doc", "d.htm"]


def test_a_file_named_twice_is_taken_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    assert names(tmp_path / "a.txt", tmp_path, tmp_path) == ["a.txt"]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    (tmp_path / "vong").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "x.txt").symlink_to(tmp_path / "y.txt")
    (tmp_path / "y.txt").symlink_to(tmp_path / "x.txt")
    assert "a.txt" in names(tmp_path)
    with pytest.raises(Refusal, match="vòng tròn"):
        read_bytes(tmp_path / "x.txt")
    assert "vòng tròn" in find_files([tmp_path / "x.txt"])[0].refusal


def test_paths_that_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "hong.txt").symlink_to(tmp_path / "khong-co")
    assert "không thấy" in find_files([tmp_path / "khong-co.txt"])[0].refusal
    assert "liên kết hỏng" in find_files([tmp_path / "hong.txt"])[0].refusal
    assert find_files(["a\0b.txt"])[0].refusal


def test_an_unreadable_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kin").mkdir()
    real = os.scandir

    def scandir(path):
        if str(path).endswith("kin"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(files.os, "scandir", scandir)
    found = find_files([tmp_path])
    assert [(candidate.path.name, candidate.refusal) for candidate in found] == [("kin", "không có quyền đọc")]


@pytest.mark.parametrize(
    ("name", "reason"),
    [("a.doc", "kiểu cũ"), ("a.docm", "macro"), ("a.pdf", "PDF"), ("a.exe", "chỉ nhập"), ("a", "chỉ nhập")],
)
def test_other_kinds_are_told_apart(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / name).write_text("x")
    with pytest.raises(Refusal, match=reason):
        read_bytes(tmp_path / name)


def test_a_huge_file_is_refused_before_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    huge = tmp_path / "lon.txt"
    with huge.open("wb") as file:
        file.truncate(200 << 20)
    monkeypatch.setattr(Path, "open", lambda *args, **kwargs: pytest.fail("opened"))
    with pytest.raises(Refusal, match="nặng 200 MB, quá mức 5 MB"):
        read_bytes(huge)


def test_a_file_that_grows_while_read_is_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "lon.txt"
    path.write_bytes(b"x" * (MAX_TEXT_BYTES + 5))
    monkeypatch.setattr(files, "check_size", lambda name, size: MAX_TEXT_BYTES)
    assert len(read_bytes(path)) == MAX_TEXT_BYTES + 1


def test_pipes_folders_and_empty_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ong.txt")
    (tmp_path / "thu-muc.txt").mkdir()
    (tmp_path / "rong.txt").touch()
    for name, reason in (
        ("ong.txt", "tệp thường"),
        ("thu-muc.txt", "thư mục"),
        ("rong.txt", "rỗng"),
        ("khong.txt", "không thấy"),
    ):
        with pytest.raises(Refusal, match=reason):
            read_bytes(tmp_path / name)


def test_odd_names_are_shown_safely() -> None:
    assert shown("a\x1b[31mb.txt") == "a\ufffd[31mb.txt"
    assert shown(os.fsdecode(b"b\xe0i.txt")) == "b\ufffdi.txt"
    assert shown("bài viết.txt") == "bài viết.txt"
