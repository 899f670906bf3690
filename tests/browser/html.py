"""The W3C's HTML checker (vnu) over many pages in one run: starting Java is what takes the time."""

import json
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.tools import needs_tool


def html_errors(html_by_name: Mapping[str, str]) -> list[str]:
    """Return one line for each error, with the name of its page; names may contain any character."""
    java, checker = needs_tool("java"), needs_tool("vnu")
    with tempfile.TemporaryDirectory(prefix="gs-html-") as folder:
        names = {}
        for number, (name, html) in enumerate(html_by_name.items()):
            path = Path(folder) / f"{number}.html"
            path.write_text(html, encoding="utf-8")
            names[path.name] = name
        done = subprocess.run(
            [java, "-Xss2m", "-jar", checker, "--errors-only", "--format", "json", folder],
            capture_output=True,
            text=True,
        )
    messages = json.loads(done.stderr)["messages"]
    return [
        f"{names.get(Path(message.get('url', '')).name, '?')}, line {message.get('lastLine', '?')}: "
        f"{message['message']}\n    {message.get('extract', '')}"
        for message in messages
    ]


def assert_valid_html(html_by_name: Mapping[str, str]) -> None:
    """Fail with every error the checker finds in the pages, given by name."""
    errors = html_errors(html_by_name)
    assert not errors, f"{len(errors)} errors\n" + "\n".join(errors)
