"""Whatever readers may send is in the table of hostile strings (tests/load/naughty): a new form cannot be forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.forms import BaseForm
from django.urls import URLPattern, get_resolver

from news.comments.desk.forms import DeskForm
from portal.intake.forms import GuardedForm
from search import registry
from tests.load.naughty.places import BOXES, NOTHING, ROOMS
from tests.tools import ROOT

STAFF = "quan-tri/"
SENT = {room.url for room in ROOMS}
PLAIN = {"DeskForm", "ChooseForm", "PlainStepForm"}
"""Forms of the desk into which nobody writes."""


def public_addresses(patterns: Any = None, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield every address that is not the staff's."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        path = before + str(one.pattern)
        if hasattr(one, "url_patterns"):
            yield from () if path.startswith(STAFF) else public_addresses(one.url_patterns, path)
        else:
            yield path, one


def kinds_of(form: type[BaseForm]) -> set[type[BaseForm]]:
    """Return the forms made of another one, those of tests aside."""
    below = {kind for one in form.__subclasses__() for kind in {one} | kinds_of(one)}
    return {one for one in below if not one.__module__.startswith("tests.")}


def test_every_public_address_is_sent_hostile_strings_or_it_is_said_why_not() -> None:
    known = SENT | {box.name for box in BOXES} | set(NOTHING)
    assert {path: one.name for path, one in public_addresses() if one.name not in known} == {}


def test_every_view_readers_may_post_to_is_sent_hostile_strings() -> None:
    """Without a session there is no token: whatever takes a reader's POST says that it needs none."""
    posted = {one.name for _path, one in public_addresses() if getattr(one.callback, "csrf_exempt", False)}
    # The file of a receipt is only fetched.
    assert posted - SENT == {"comment_export"}


def test_every_guarded_form_and_every_form_of_the_desk_is_sent_hostile_strings() -> None:
    forms = {room.form for room in ROOMS}
    assert {form for form in kinds_of(GuardedForm) | kinds_of(DeskForm) if form.__name__ not in PLAIN} <= forms


def test_every_form_a_view_gives_words_back_of_is_sent_hostile_strings() -> None:
    forms = {room.form for room in ROOMS}
    asked = {form for _path, one in public_addresses() for form in getattr(one.callback, "asks", ())}
    assert asked
    assert asked <= forms


@pytest.mark.parametrize("url", sorted(SENT))
def test_every_field_of_a_form_is_sent_hostile_strings(url: str) -> None:
    rooms = [room for room in ROOMS if room.url == url]
    sent = {name for room in rooms for name in room.all_fields()}
    fields = {name for room in rooms if room.form for name in room.form.base_fields}
    # A file is sent as a name and as content; what a moderator saw is sent with one form for all of them.
    assert fields - sent <= {"version", "seen"}


class _Boxes(HTMLParser):
    """The names of fields in forms of a template that are sent with an address."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self._is_asked = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self._is_asked = given.get("method", "get") == "get"
        elif tag in ("input", "select") and self._is_asked and given.get("name"):
            self.names.add(given["name"] or "")


def test_every_field_of_a_search_box_is_asked_with_hostile_strings() -> None:
    known = {name for box in BOXES for name in box.parameters}
    folders = [path for path in Path(ROOT / "templates").iterdir() if path.name not in ("admin", "wagtailadmin")]
    for template in (path for folder in folders if folder.is_dir() for path in folder.rglob("*.html")):
        if {"admin", "desk"} & set(template.parts):
            continue
        boxes = _Boxes()
        boxes.feed(template.read_text(encoding="utf-8"))
        unknown = {name for name in boxes.names - known if "{" not in name}
        assert not unknown, f"{template}: {unknown}"


def test_every_facet_of_the_search_is_asked_with_hostile_strings() -> None:
    asked = next(set(box.parameters) for box in BOXES if box.name == "search")
    assert {facet.name for facet in registry.facets()} <= asked
