#!/usr/bin/env python3
"""Makes the font files of the side display: src/display/font/*.{ttf,otf}.

    python3 -m venv VENV && VENV/bin/pip install fonttools==4.60.1
    apt-get download fonts-noto-core fonts-noto-cjk && for f in *.deb; do dpkg -x "$f" NOTO; done
    VENV/bin/python scripts/fonts.py NOTO

Debian bookworm's packages are fonts-noto-core 20201225-1 (Noto Sans 2.004) and fonts-noto-cjk 1:20220127+repack1-1
(Noto Sans CJK JP 2.004). Of Noto Sans the files keep what European languages are written with, and kerning as a
`kern` table, as most rasterisers do not read GPOS; of Noto Sans CJK JP they keep kana and the signs that the message
files in src/display/language use. Both lose hinting and everything else. The same input gives the same bytes.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0

HERE = Path(__file__).resolve().parent.parent
OUT = HERE / "src/display/font"
MESSAGES = HERE / "src/display/language"
LATIN = "usr/share/fonts/truetype/noto/NotoSans-{}.ttf"
JAPANESE = "usr/share/fonts/opentype/noto/NotoSansCJK-{}.ttc"

# Latin with its additions, Greek, Cyrillic, punctuation and a few signs.
RANGES = [(0x20, 0x7E), (0xA0, 0x17F), (0x218, 0x21B), (0x386, 0x3CE), (0x400, 0x45F), (0x490, 0x491),
          (0x1E80, 0x1E85), (0x2010, 0x2026), (0x2030, 0x203A), (0x20AC, 0x20AC), (0x2122, 0x2122)]
# Kana and the punctuation that goes with them.
KANA = [(0x3000, 0x3002), (0x300C, 0x300F), (0x3041, 0x3096), (0x30A1, 0x30FC), (0xFF01, 0xFF1F)]


def cut(font, wanted):
    """Keeps the wanted characters and .notdef."""
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.name_IDs = [0, 1, 2, 4, 5, 13, 14]
    options.notdef_outline = True
    options.desubroutinize = True
    options.drop_tables += ["GPOS", "GSUB", "GDEF", "BASE", "VORG", "vhea", "vmtx", "DSIG", "meta", "STAT"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted)
    cutter.subset(font)
    font["head"].modified = font["head"].created
    return font


def pairs(font, glyphs):
    """Kerning of glyph pairs in font units, as the `kern` feature of GPOS has it: the first lookup that knows a pair."""
    table = font["GPOS"].table
    indices = sorted({i for f in table.FeatureList.FeatureRecord if f.FeatureTag == "kern"
                      for i in f.Feature.LookupListIndex})
    found = {}
    for index in indices:
        lookup = table.LookupList.Lookup[index]
        here = {}
        for sub in lookup.SubTable:
            sub = sub.ExtSubTable if sub.LookupType == 9 else sub
            if sub.LookupType == 2:
                add(sub, glyphs, here)
        for pair, value in here.items():
            found.setdefault(pair, value)
    return {pair: value for pair, value in found.items() if value}


def add(sub, glyphs, found):
    covered = [g for g in sub.Coverage.glyphs if g in glyphs]
    if sub.Format == 1:
        sets = dict(zip(sub.Coverage.glyphs, sub.PairSet))
        for first in covered:
            for record in sets[first].PairValueRecord:
                if record.SecondGlyph in glyphs:
                    found.setdefault((first, record.SecondGlyph), advance(record.Value1))
    else:
        for first in covered:
            records = sub.Class1Record[sub.ClassDef1.classDefs.get(first, 0)].Class2Record
            for second in glyphs:
                value = advance(records[sub.ClassDef2.classDefs.get(second, 0)].Value1)
                found.setdefault((first, second), value)


def advance(value):
    return getattr(value, "XAdvance", 0) if value else 0


def with_kerning(font, values):
    part = KernTable_format_0(apple=False)
    part.kernTable, part.coverage, part.tupleIndex, part.version = values, 1, None, 0
    table = newTable("kern")
    table.version, table.kernTables = 0, [part]
    font["kern"] = table


def span(ranges):
    return {c for first, last in ranges for c in range(first, last + 1)}


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    root = Path(sys.argv[1])
    used = {ord(c) for file in sorted(MESSAGES.glob("*.toml")) for c in file.read_text("utf-8") if ord(c) > 0x7F}
    for weight in ["Regular", "Bold"]:
        latin = TTFont(root / LATIN.format(weight), recalcTimestamp=False)
        known = latin.getBestCmap()
        wanted = span(RANGES) & set(known)
        # Pairs of plain letters alone: numbers keep one width, and all pairs would take more room than the outlines.
        plain = {known[c] for c in wanted if c < 0x80 and not chr(c).isdigit()}
        kerning = pairs(latin, plain)
        with_kerning(cut(latin, wanted), kerning)
        latin.save(OUT / f"latin-{weight.lower()}.ttf", reorderTables=False)
        rest = (used | span(KANA)) - wanted
        japanese = TTFont(root / JAPANESE.format(weight), fontNumber=0, recalcTimestamp=False)
        missing = used - wanted - set(japanese.getBestCmap())
        if missing:
            sys.exit(f"no glyph in {weight}: {''.join(map(chr, sorted(missing)))}")
        cut(japanese, rest).save(OUT / f"japanese-{weight.lower()}.otf", reorderTables=False)
    for file in sorted(OUT.glob("*.?tf")):
        print(f"{file.relative_to(HERE)}: {file.stat().st_size} bytes")


main()
