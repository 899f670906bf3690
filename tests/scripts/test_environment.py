"""Stamps and fingerprints: what makes a step run again."""

from pathlib import Path

from scripts.environment import Stamps, digest


def test_fingerprint_follows_names_contents_and_words(tmp_path: Path) -> None:
    """Any of the three makes another fingerprint; the order of the files does not."""
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("a")
    two.write_text("b")
    before = digest([one, two], "x")
    assert digest([two, one], "x") == before
    assert digest([one, two], "y") != before
    assert digest([one], "x") != before
    two.write_text("c")
    assert digest([one, two], "x") != before


def test_stamps_remember_until_cleared(tmp_path: Path) -> None:
    """A step is current for exactly the inputs it was done for."""
    stamps = Stamps(tmp_path / "stamps")
    assert not stamps.is_current("database", "1")
    stamps.set("database", "1")
    assert stamps.is_current("database", "1")
    assert not stamps.is_current("database", "2")
    stamps.clear()
    assert not stamps.is_current("database", "1")
