"""The slugs an editor sees while typing are the slugs the server makes."""

import json
import re
import subprocess
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.admin.widgets import SlugInput

from portal.base.wagtail_hooks import vietnamese_slugs
from portal.vietnamese.slug import SLUG_TABLE, slugify_vi
from tests.tools import ROOT, needs_tool
from tests.vietnamese.alphabet import either_text
from tests.vietnamese.slug_samples import SAMPLES

SCRIPT = ROOT / "static/js/admin/vietnamese-slug.js"
RUNNER = ROOT / "tests/vietnamese/run_slugs.mjs"


def javascript_slugs(titles: list[str]) -> list[str]:
    task = {"script": SCRIPT.read_text(encoding="utf-8"), "table": SLUG_TABLE, "titles": titles}
    done = subprocess.run(
        [needs_tool("node"), str(RUNNER)],
        input=json.dumps(task),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return json.loads(done.stdout)


def differences(titles: list[str]) -> list[tuple[str, str, str]]:
    made = zip(titles, map(slugify_vi, titles), javascript_slugs(titles), strict=True)
    return [(title, python, javascript) for title, python, javascript in made if python != javascript]


@pytest.mark.parametrize("kind", SAMPLES)
def test_python_and_javascript_agree(kind):
    assert differences(SAMPLES[kind]) == []


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(either_text, min_size=50, max_size=100))
def test_python_and_javascript_agree_on_any_text(titles):
    assert differences(titles) == []


def test_python_and_javascript_agree_on_every_character():
    # Beyond these planes there are only private and unassigned characters.
    characters = [chr(code) for code in range(0x20000)]
    assert differences(characters) == []


def test_admin_pages_carry_the_script_and_the_table():
    parser = HTMLParser()
    found = []
    parser.handle_starttag = lambda tag, attrs: found.append((tag, dict(attrs)))
    parser.feed(str(vietnamese_slugs()))
    [(tag, attributes)] = found
    assert tag == "script"
    assert attributes["src"].endswith("js/admin/vietnamese-slug.js")
    assert json.loads(attributes["data-slug-table"]) == SLUG_TABLE


def test_our_controller_has_every_action_wagtail_calls():
    called = set(re.findall(r"w-slug#(\w+)", SlugInput().attrs["data-action"]))
    defined = set(re.findall(r"^    (\w+)\(event", SCRIPT.read_text(encoding="utf-8"), re.MULTILINE))
    assert called
    assert called <= defined
