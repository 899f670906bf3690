"""Make the portal's web fonts from the npm packages named in package.json.

In: the woff2 files of ``@fontsource/be-vietnam-pro`` and ``@fontsource/source-serif-4``
(``npm install`` first). Each face comes there as three files (Latin, Latin Extended,
Vietnamese); a browser would fetch two or three of them for any Vietnamese sentence.
Out: one woff2 per face in static/fonts with only the characters Vietnamese text needs,
without hinting and with kerning kept, plus the licences and the metrics for
``@font-face`` overrides (printed with ``--metrics``).

Be Vietnam Pro has proportional figures only; the script adds tabular ones (OpenType
``tnum``) so that columns of numbers line up. "Source" is a reserved font name (SIL OFL
1.1, clause 3), so the serif is renamed: a subset is a modified version.

Only whoever changes the fonts runs this, so what it needs is named here and not among the portal's own
dependencies. Usage: ``npm ci`` and then ``uv run scripts/fonts.py [--metrics]``.
"""

# /// script
# requires-python = ">=3.11"
# dependencies = ["fonttools==4.68.*", "brotli==1.2.*"]
# ///

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.merge import Merger
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent, GlyphCoordinates
from fontTools.ttLib.tables.ttProgram import Program

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules" / "@fontsource"
TARGET = ROOT / "static" / "fonts"
PARTS = ("latin", "latin-ext", "vietnamese")

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
# Letters of Êđê, Gia Rai and Ba Na names, and the few foreign ones common in news.
NEIGHBOURS = "ĕĭŏŭčñçüöä"
BREVES = {"ĕ": "e", "ŏ": "o", "ŭ": "u", "ĭ": "ı", "Ĕ": "E", "Ŏ": "O", "Ŭ": "U", "Ĭ": "I"}
PUNCTUATION = "‘’“”–—…•·×±−°²³«»‹›§©€₫"


@dataclass(frozen=True)
class Face:
    """One face to build: where it comes from and what it is called here."""

    package: str
    weight: int
    family: str
    output: str
    tabular_figures: bool


FACES = (
    Face("be-vietnam-pro", 400, "Be Vietnam Pro", "be-vietnam-pro-400.woff2", True),
    Face("be-vietnam-pro", 600, "Be Vietnam Pro", "be-vietnam-pro-600.woff2", True),
    Face("source-serif-4", 400, "Guong Sang Serif", "guong-sang-serif-400.woff2", False),
)


def needed_characters() -> set[int]:
    """Codepoints every face must cover: ASCII, Vietnamese (NFC), punctuation."""
    vietnamese = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES}
    letters = vietnamese | {"đ"} | set(NEIGHBOURS)
    letters |= {letter.upper() for letter in letters}
    printable = {chr(code) for code in range(0x20, 0x7F)}
    return {ord(char) for char in letters | printable | set(PUNCTUATION) | {"\u00a0", "ı"}}


def source_file(face: Face, part: str) -> Path:
    """Path of one published part of a face."""
    name = f"{face.package}-{part}-{face.weight}-normal.woff2"
    return PACKAGES / face.package / "files" / name


def cut(font: TTFont, codepoints: set[int]) -> None:
    """Reduce a font in place to the given codepoints, kerning and outlines."""
    options = subset.Options(
        hinting=False,
        desubroutinize=True,
        layout_features=["kern"],
        name_IDs=[1, 2, 3, 4, 5, 6, 13],
        notdef_outline=True,
        glyph_names=False,
        drop_tables=["BASE", "STAT", "gasp", "GDEF"],
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codepoints)
    subsetter.subset(font)


def merged(face: Face, wanted: set[int], workdir: Path) -> TTFont:
    """One font holding the wanted characters of all parts, each taken once."""
    left = set(wanted)
    pieces: list[str] = []
    for part in PARTS:
        font = TTFont(source_file(face, part))
        here = left & set(font.getBestCmap())
        if not here:
            continue
        cut(font, here)
        font.flavor = None
        piece = workdir / f"{face.output}.{part}.ttf"
        font.save(piece)
        pieces.append(str(piece))
        left -= here
    missing = sorted(left - {ord(char) for char in BREVES})
    if missing:
        raise SystemExit(f"{face.output} would lack: " + " ".join(f"{chr(code)} (U+{code:04X})" for code in missing))
    return Merger().merge(pieces)


def add_tabular_figures(font: TTFont) -> None:
    """Add figures of one width, each the drawn figure centred, behind ``tnum``."""
    cmap = font.getBestCmap()
    glyf, metrics = font["glyf"], font["hmtx"].metrics
    figures = [cmap[ord(char)] for char in "0123456789"]
    # The middle width: the wide 4 gives a little of its own margin, and 1 does not stand lost.
    width = sorted(metrics[name][0] for name in figures)[len(figures) // 2]
    order = font.getGlyphOrder()
    rules = []
    for name in figures:
        advance, bearing = metrics[name]
        shift = round((width - advance) / 2)
        component = GlyphComponent()
        component.glyphName, component.x, component.y, component.flags = name, shift, 0, 0x0204
        glyph = Glyph()
        glyph.numberOfContours, glyph.components = -1, [component]
        tabular = f"{name}.tnum"
        glyf.glyphs[tabular] = glyph
        order.append(tabular)
        metrics[tabular] = (width, bearing + shift)
        rules.append(f"sub {name} by {tabular};")
    font.setGlyphOrder(order)
    glyf.glyphOrder = order
    for name in figures:
        glyf[f"{name}.tnum"].recalcBounds(glyf)
    font["maxp"].numGlyphs = len(order)
    rules_text = "\n".join(rules)
    addOpenTypeFeaturesFromString(
        font,
        f"languagesystem DFLT dflt; languagesystem latn dflt;\nfeature tnum {{\n{rules_text}\n}} tnum;",
        tables=["GSUB"],
    )


def _contours(font: TTFont, char: str) -> list[tuple[list[tuple[int, int]], bytes]]:
    """Outlines of a character, components resolved: points and their on-curve flags."""
    glyf = font["glyf"]
    points, ends, flags = glyf[font.getBestCmap()[ord(char)]].getCoordinates(glyf)
    starts = [0, *(end + 1 for end in ends)]
    return [
        (list(points[start : end + 1]), bytes(flags[start : end + 1])) for start, end in zip(starts, ends, strict=False)
    ]


def _middle(contours: list[tuple[list[tuple[int, int]], bytes]]) -> float:
    across = [x for points, _flags in contours for x, _y in points]
    return (min(across) + max(across)) / 2


def add_breves(font: TTFont) -> None:
    """Draw ĕ ŏ ŭ ĭ and their capitals, where the face has none, with the breve of its own ă and Ă."""
    cmap, glyf, metrics = font.getBestCmap(), font["glyf"], font["hmtx"].metrics
    order = font.getGlyphOrder()
    for char, base in BREVES.items():
        if ord(char) in cmap or ord(base) not in cmap:
            continue
        model, plain = ("Ă", "A") if base.isupper() else ("ă", "a")
        top = max(y for points, _flags in _contours(font, plain) for _x, y in points)
        breve = [one for one in _contours(font, model) if min(y for _x, y in one[0]) > top]
        body = _contours(font, base)
        shift = round(_middle(body) - _middle(_contours(font, plain)))
        parts = body + [([(x + shift, y) for x, y in points], flags) for points, flags in breve]
        glyph = Glyph()
        glyph.numberOfContours = len(parts)
        glyph.coordinates = GlyphCoordinates([point for points, _flags in parts for point in points])
        glyph.flags = bytearray(b"".join(flags for _points, flags in parts))
        glyph.endPtsOfContours = [sum(len(points) for points, _flags in parts[: n + 1]) - 1 for n in range(len(parts))]
        glyph.program = Program()
        glyph.program.fromBytecode(b"")
        name = f"uni{ord(char):04X}"
        glyf.glyphs[name] = glyph
        order.append(name)
        metrics[name] = metrics[cmap[ord(base)]]
        for table in font["cmap"].tables:
            table.cmap[ord(char)] = name
    font.setGlyphOrder(order)
    glyf.glyphOrder = order
    for char in BREVES:
        if name := font.getBestCmap().get(ord(char)):
            glyf[name].recalcBounds(glyf)
    font["maxp"].numGlyphs = len(order)


def rename(font: TTFont, face: Face) -> None:
    """Write the family name and the licence; drop every other name."""
    style = "Regular" if face.weight == 400 else "SemiBold"
    table = newTable("name")
    table.names = []
    for name_id, text in (
        (1, face.family),
        (2, "Regular"),
        (4, f"{face.family} {style}"),
        (6, f"{face.family.replace(' ', '')}-{style}"),
        (13, "SIL Open Font License 1.1"),
    ):
        table.setName(text, name_id, 3, 1, 0x409)
    font["name"] = table


def build(face: Face) -> Path:
    """Make one face; returns the file written."""
    with tempfile.TemporaryDirectory() as folder:
        font = merged(face, needed_characters(), Path(folder))
    for tag in ("DSIG", "FFTM", "GDEF"):
        if tag in font:
            del font[tag]
    add_breves(font)
    if face.tabular_figures:
        add_tabular_figures(font)
    rename(font, face)
    font["post"].formatType = 3.0
    published = TTFont(source_file(face, "latin"))["head"]
    font["head"].created = font["head"].modified = published.modified  # the same input gives the same bytes
    font.recalcTimestamp = False
    font.flavor = "woff2"
    path = TARGET / face.output
    font.save(path)
    print(f"  {path.relative_to(ROOT)}: {path.stat().st_size} bytes")
    return path


def print_metrics(path: Path) -> None:
    """Print what a fallback @font-face must imitate, per em and for running text."""
    font = TTFont(path)
    em = font["head"].unitsPerEm
    cmap, widths = font.getBestCmap(), font["hmtx"].metrics
    sample = "Thi đua là yêu nước, yêu nước thì phải thi đua. Những người thi đua là những người yêu nước nhất."
    average = sum(widths[cmap[ord(char)]][0] for char in sample) / len(sample)
    hhea = font["hhea"]
    print(f"    ascent {hhea.ascent / em:.4f} descent {-hhea.descent / em:.4f} mean width {average / em:.4f}")


def main() -> int:
    """Build all faces; exit code 1 when the npm packages are not installed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--metrics", action="store_true", help="print metrics for the fallbacks")
    arguments = parser.parse_args()
    absent = [face.package for face in FACES if not source_file(face, "latin").exists()]
    if absent:
        print(f"Missing in node_modules: {', '.join(sorted(set(absent)))}. Run: npm install")
        return 1
    TARGET.mkdir(parents=True, exist_ok=True)
    for face in FACES:
        path = build(face)
        if arguments.metrics:
            print_metrics(path)
    for package in {face.package for face in FACES}:
        shutil.copyfile(PACKAGES / package / "LICENSE", TARGET / f"OFL-{package}.txt")
    return 0


if __name__ == "__main__":
    sys.exit(main())
