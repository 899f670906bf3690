"""The words themselves: what every entry of our catalogues must keep, and how it must be spelt."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

import polib
import pytest

from portal.vietnamese.text import same_tone
from scripts.translation_coverage import DOMAINS, LOCALE_DIR

PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdr]|\{\w*\}")
TAG = re.compile(r"<[^<>]+>")

# The singular of this message has no %(descendant_count)s and Wagtail shows it only where that number is 0.
SINGULAR_IS_ENOUGH = {"Deleting this page will also delete %(translation_count)s translation of this page."}

ENGLISH = re.compile(
    r"\b(workflows?|snippets?|slugs?|drafts?|publish(ed)?|collections?|click|page|image|document|user|please|the|and|of"
    r"|you|your|is|are|not|sorry|error|comment|revision|task|moderation|locale|tags?|field|file)\b",
    re.IGNORECASE,
)
# Second names for things that have a fixed one (docs/admin-vietnamese.md), and words for readers' comments.
WRONG_WORDS = ("xuất bản", "luồng công việc", "vùng miền", "bình luận", "tập tin", "hình ảnh", "kí tự", "xin hãy")


def catalogue(domain: str) -> polib.POFile:
    return polib.pofile(str(LOCALE_DIR / "vi" / "LC_MESSAGES" / f"{domain}.po"), encoding="utf-8")


def translation(entry: polib.POEntry) -> str:
    return entry.msgstr_plural[0] if entry.msgid_plural else entry.msgstr


def placeholders_wanted(entry: polib.POEntry) -> set[str]:
    """Vietnamese has one plural form, shown for every number: it needs what the English plural has."""
    text = entry.msgid if entry.msgid in SINGULAR_IS_ENOUGH else entry.msgid_plural or entry.msgid
    return set(PLACEHOLDER.findall(text))


def edges(text: str) -> tuple[str, str]:
    """Return the white space a message begins and ends with: Wagtail glues other words to some of them."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def technical_faults(entry: polib.POEntry) -> Iterator[str]:
    text = translation(entry)
    if not text.strip():
        yield "empty"
    if set(PLACEHOLDER.findall(text)) != placeholders_wanted(entry):
        yield "placeholders differ"
    if Counter(TAG.findall(text)) != Counter(TAG.findall(entry.msgid_plural or entry.msgid)):
        yield "tags differ"
    if edges(text) != edges(entry.msgid):
        yield "white space at the ends differs"


def spelling_faults(entry: polib.POEntry) -> Iterator[str]:
    """One tone style, no English left over, the house's terms, curly quotes, a full stop where the English has one."""
    text = PLACEHOLDER.sub("x", TAG.sub("", translation(entry)))
    if text != same_tone(text):
        yield "tone mark: xóa, khóa, hủy; not xoá, khoá, huỷ"
    if found := ENGLISH.search(text):
        yield f"English: {found.group()}"
    yield from (f"use another word for {word}" for word in WRONG_WORDS if word in text.lower())
    if "  " in translation(entry) or re.search(r"\s[.,;:!?…](\s|$)", translation(entry)):
        yield "stray space"
    if "..." in text:
        yield "three dots are …"
    if re.search(r"(?<!\()\"(?!\))|'", text) or text.count("“") != text.count("”"):
        yield "quotation marks are “ and ”"
    if " " in entry.msgid and entry.msgid.endswith(".") and not text.endswith((".", "…")):
        yield "full stop missing"


def faults(domain: str, check) -> list[tuple[str, str]]:
    return [(entry.msgid, fault) for entry in catalogue(domain) for fault in check(entry)]


@pytest.mark.parametrize("domain", DOMAINS)
def test_header_and_shape(domain):
    po = catalogue(domain)
    assert po.metadata["Language"] == "vi"
    assert po.metadata["Plural-Forms"] == "nplurals=1; plural=0;"
    assert not po.metadata_is_fuzzy
    assert not po.fuzzy_entries()
    assert not po.obsolete_entries()
    assert not po.untranslated_entries()
    keys = Counter((entry.msgctxt, entry.msgid) for entry in po)
    assert [key for key, times in keys.items() if times > 1] == []
    assert all(set(entry.msgstr_plural) == {0} for entry in po if entry.msgid_plural)


@pytest.mark.parametrize("domain", DOMAINS)
def test_file_is_nfc_without_invisible_characters(domain):
    text = (LOCALE_DIR / "vi" / "LC_MESSAGES" / f"{domain}.po").read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    odd = {character for character in text if unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp"}} - {"\n"}
    assert odd == set()
    assert "\u00a0" not in text


@pytest.mark.parametrize("domain", DOMAINS)
def test_placeholders_and_tags_are_kept(domain):
    assert faults(domain, technical_faults) == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_spelling(domain):
    assert faults(domain, spelling_faults) == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Delete %(title)s.", "Xóa."),
        ("Delete %(title)s.", "Xóa %(name)s."),
        ("See <b>this</b>.", "Xem <b>mục này."),
        ("Cancel workflow ", "Hủy quy trình duyệt"),
        ("Delete.", "Xoá."),
        ("Delete it.", "Xóa"),
        ("Delete “it”.", 'Xóa "mục này".'),
        ("Publish", "Xuất bản"),
        ("Choose a page", "Chọn page"),
        ("Loading…", "Đang tải..."),
    ],
)
def test_checks_see_what_they_must(source, target):
    entry = polib.POEntry(msgid=source, msgstr=target)
    assert [*technical_faults(entry), *spelling_faults(entry)]
