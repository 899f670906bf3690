"""Strings that break forms: the Big List of Naughty Strings (tests/data), and some of search's own."""

import json
from pathlib import Path

LISTED = json.loads((Path(__file__).parents[1] / "data" / "naughty_strings.json").read_text(encoding="utf-8"))
OWN = ["a" * 10_000, "thi đua " * 1250, '"' * 500, "([{" * 300, "🎉🎉", "\x00", "thi\x00đua", "-", "- - -", "-đua", "ﷺ"]
NAUGHTY = [*OWN, *LISTED]
