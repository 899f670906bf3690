"""The joined stylesheet holds all that portal.css imports, in its order, and nothing is lost on the way."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders

from portal.delivery.stylesheets import ENTRIES, ENTRY, BrokenStylesheetError, PortalStaticStorage, joined, squeezed

STATIC = Path(settings.BASE_DIR) / "static"


def read_static(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


def test_every_stylesheet_is_imported_once():
    written = re.findall(r'@import url\("([^"]+)"\)', "".join(map(read_static, ENTRIES)))
    # The staff side's own are loaded by the pages that need them.
    files = [path.relative_to(STATIC / "css") for path in (STATIC / "css").rglob("*.css")]
    present = {path.as_posix() for path in files if path.parts[0] != "admin"}
    assert sorted(written) == sorted(present - {"portal.css", "rooms.css"})


def test_joined_stylesheet_keeps_rules_and_order():
    css = joined(read_static)
    assert css.startswith("@layer tokens,base,components,pages,utilities,print;")
    assert "@import" not in css
    assert css.index("@layer tokens{") < css.index("@layer base{") < css.index("@layer components{")
    assert "@layer print{@media print{" in css
    assert css.count("{") == css.count("}")


def test_addresses_still_lead_to_files():
    css = joined(read_static)
    addresses = re.findall(r'url\("([^"]+)"\)', css)
    assert addresses
    for address in addresses:
        assert (STATIC / "css" / address).resolve().is_file(), address


def test_addresses_of_deeper_files_are_rewritten():
    files = {
        "css/portal.css": '@import url("parts/a.css") layer(x);',
        "css/parts/a.css": '.a { background: url("../../img/a.svg") }',
    }
    assert joined(files.__getitem__) == '@layer x{.a{background: url("../img/a.svg")}}'


def test_missing_import_is_named():
    def read(name: str) -> str:
        if name != ENTRY:
            raise FileNotFoundError(name)
        return '@import url("gone.css") layer(x);'

    with pytest.raises(BrokenStylesheetError, match=r"css/gone\.css"):
        joined(read)


def test_unknown_form_of_import_is_refused():
    with pytest.raises(BrokenStylesheetError, match="@import"):
        joined(lambda name: "@import 'other.css';")


def test_squeezing_leaves_strings_alone():
    assert squeezed('a::after { content: " ;  { " ; } /* gone */  b , c { color : red ; }') == (
        'a::after{content: " ;  { "}b,c{color : red}'
    )


def test_stylesheets_of_the_staff_side_are_published_by_themselves():
    paths = {path: (storage, path) for finder in get_finders() for path, storage in finder.list([])}
    kept = PortalStaticStorage._with_joined_entries(paths)
    assert {"css/portal.css", "css/admin/scores.css", "css/admin/moderation.css"} <= set(kept)
    assert "css/tokens.css" not in kept
