"""What ``deploy/`` installs and ``docs/operations.md`` says agree with the code."""

from __future__ import annotations

import importlib.util
import re
import shlex
from pathlib import Path

import pytest
from django.core.management import get_commands

from deploy.maintenance_page import draw
from tests.stack.production import example_environment
from tests.tools import ROOT

UNITS = sorted((ROOT / "deploy/systemd").glob("*.service"))
GUIDE = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
READ = re.compile(r"""(?:\benv(?:\.\w+)?\(|environ(?:\.get\(|\[))\s*["']([A-Z][A-Z_]+)["']""")
# What is for the checks and not for a portal.
TESTS_ONLY = {"ARGS", "CI", "DJANGO_SETTINGS_MODULE", "SKIP_REPORT", "XDG_CACHE_HOME"}


def _variables_read() -> set[str]:
    sources = [*(ROOT / "portal").rglob("*.py"), *(ROOT / "scripts").glob("*.py"), *(ROOT / "search").rglob("*.py")]
    return {name for source in sources for name in READ.findall(source.read_text(encoding="utf-8"))} - TESTS_ONLY


def test_every_variable_is_documented() -> None:
    """Each variable the code reads has its row; no row is about a variable nobody reads."""
    rows = [line for line in GUIDE.splitlines() if line.startswith("| `")]
    documented = {name for row in rows for name in re.findall(r"`([A-Z][A-Z_]+)`", row.split("|")[1])}
    assert _variables_read() - documented == set()
    assert documented - _variables_read() == {"PYTHON"}
    assert set(example_environment()) <= documented


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_units_start_what_exists(unit: Path) -> None:
    """Each service starts a command or module of this project, from its folder, with its environment."""
    lines = unit.read_text(encoding="utf-8").splitlines()
    assert "WorkingDirectory=/srv/guong-sang" in lines
    assert "EnvironmentFile=/etc/guong-sang/environment" in lines
    assert "ProtectSystem=strict" in lines
    starts = [shlex.split(line.split("=", 1)[1]) for line in lines if line.startswith("ExecStart=")]
    assert starts
    for python, what, name, *_ in starts:
        # A dash: its failure does not fail the unit.
        assert python.removeprefix("-") == "/srv/guong-sang/.venv/bin/python"
        if what == "-m":
            assert importlib.util.find_spec(name)
        else:
            assert (what, name in get_commands()) == ("manage.py", True)


def test_the_guide_names_every_unit_and_command_that_exists() -> None:
    """No unit is forgotten, and no command is only a wish."""
    for unit in (ROOT / "deploy/systemd").iterdir():
        name = unit.name.removesuffix(".service")
        assert name in GUIDE or (unit.suffix == ".service" and f"{name}.timer" in GUIDE), unit.name
    commands = set(re.findall(r"manage\.py (\w+)", GUIDE))
    assert commands - set(get_commands()) == set()
    for module in set(re.findall(r"-m (deploy\.\w+)", GUIDE)):
        assert importlib.util.find_spec(module), module


def test_the_maintenance_page_needs_nothing(tmp_path: Path) -> None:
    """It is drawn without request and database, and names the hashed files there are."""
    page = draw(tmp_path)
    assert page == tmp_path / "503.html"
    assert "Cổng đang bảo trì" in page.read_text(encoding="utf-8")
