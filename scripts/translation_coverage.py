"""How much of the installed Wagtail our Vietnamese catalogues cover, and what is missing.

Wagtail ships an English catalogue per app that lists every string of its source; our own catalogue is measured
against those, so the figure is right for whichever version is installed. Run it after every Wagtail upgrade:

    python scripts/translation_coverage.py
"""

import sys
from dataclasses import dataclass, field
from pathlib import Path

import polib
import wagtail

WAGTAIL_DIR = Path(wagtail.__file__).resolve().parent
LOCALE_DIR = Path(__file__).resolve().parent.parent / "locale"
DOMAINS = ("django", "djangojs")
# Never installed here: the component gallery for developers, and translation of pages between languages.
OUT_OF_SCOPE = ("contrib/styleguide", "contrib/simple_translation")

Key = tuple[str | None, str]
"""A message's identity in a catalogue: its context, or None, and its English text."""


@dataclass
class Message:
    """One string of Wagtail: its plural, the apps that use it and the source files it stands in."""

    plural: str
    apps: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)


def wagtail_messages(domain: str) -> dict[Key, Message]:
    """Return the in-scope strings of the installed Wagtail; file names are relative to the wagtail package."""
    found: dict[Key, Message] = {}
    for path in sorted(WAGTAIL_DIR.glob(f"**/locale/en/LC_MESSAGES/{domain}.po")):
        app = path.relative_to(WAGTAIL_DIR).as_posix().partition("locale/en/")[0].rstrip("/")
        if app in OUT_OF_SCOPE:
            continue
        for entry in polib.pofile(str(path), encoding="utf-8"):
            message = found.setdefault((entry.msgctxt, entry.msgid), Message(entry.msgid_plural))
            message.apps.add(app or "wagtail")
            message.files.update(f"{app}/{name}".lstrip("/") for name, _line in entry.occurrences)
    return found


def our_messages(domain: str, language: str = "vi") -> dict[Key, polib.POEntry]:
    """Return the entries of our catalogue that Django would use: translated and not fuzzy."""
    catalogue = polib.pofile(str(LOCALE_DIR / language / "LC_MESSAGES" / f"{domain}.po"), encoding="utf-8")
    return {(entry.msgctxt, entry.msgid): entry for entry in catalogue.translated_entries()}


def missing(domain: str) -> dict[Key, Message]:
    """Return the in-scope strings of Wagtail that our catalogue lacks."""
    ours = our_messages(domain)
    return {key: message for key, message in wagtail_messages(domain).items() if key not in ours}


def coverage(domain: str) -> float:
    """Return the share of Wagtail's in-scope strings that our catalogue translates, from 0 to 1."""
    return 1 - len(missing(domain)) / len(wagtail_messages(domain))


def main() -> int:
    """Print the coverage of each domain and every missing string; exit code 1 when something is missing."""
    gaps = 0
    for domain in DOMAINS:
        lacking = missing(domain)
        gaps += len(lacking)
        total = len(wagtail_messages(domain))
        sys.stdout.write(f"{domain}: {total - len(lacking)} of {total} ({coverage(domain):.1%})\n")
        for (context, text), message in lacking.items():
            where = ", ".join(sorted(message.apps))
            sys.stdout.write(f"  [{where}] {f'({context}) ' if context else ''}{text!r}\n")
    return 1 if gaps else 0


if __name__ == "__main__":
    sys.exit(main())
