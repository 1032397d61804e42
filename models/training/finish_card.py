"""Fills the places of a model card that need the service: the suite's table and real pictures.

    python finish_card.py --pack ../standard --program second-reader --suite suite.txt \
        --pictures DIR --source "whose pictures they are"

`suite.txt` is what `second-reader evaluate --suite` printed. The pictures are read by the service one
by one; into the card go the boxes above the pack's thresholds, as a table and as a drawing. The
pictures themselves are not the project's to give away: the drawing shows sector and boxes alone.
"""

import argparse
import json
import subprocess
import tempfile
import tomllib
from html import escape
from pathlib import Path

# Places that `card.py` leaves in a card.
SUITE = ("<!-- suite -->", "<!-- /suite -->")
PICTURES = ("<!-- pictures -->", "<!-- /pictures -->")

CELL, MARGIN, COLUMNS = 300, 12, 3
# Boxes of the heart's own structures stand out from those around it: all but those that
# `src/evaluate/false_alarms.rs` counts to the heart.
AROUND = {
    "thorax", "spine", "trachea", "stomach", "descending_aorta", "umbilical_vein",
    "inferior_vena_cava",
}


def put(text: str, marks: tuple[str, str], content: str) -> str:
    """The card with something else between two marks."""
    begin, end = (text.find(mark) for mark in marks)
    if not 0 <= begin < end:
        raise SystemExit(f"error: the card has no {marks[0]} and {marks[1]}: make it anew with pack.py")
    return text[: begin + len(marks[0])] + "\n" + content.strip() + "\n" + text[end:]


def read(program: str, pack: Path, picture: Path) -> dict:
    """What the service finds in a picture: its one line of frames.jsonl."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        command = [program, "read", str(picture), "--out", str(out), "--model", str(pack), "--allow-unsigned"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"error: {picture} could not be read\n{done.stderr.strip()}")
        return json.loads((out / "frames.jsonl").read_text().splitlines()[0])


def above(found: dict, limits: dict[str, float]) -> list[dict]:
    """The structures above their thresholds, surest first."""
    shown = [one for one in found["structures"] if one["confidence"] >= limits[one["name"]]]
    return sorted(shown, key=lambda one: -one["confidence"])


def drawing(readings: list[tuple[str, dict, list[dict]]]) -> str:
    """Sector and boxes of every picture as SVG, without the picture."""
    rows = -(-len(readings) // COLUMNS)
    wide, high = COLUMNS * (CELL + MARGIN) + MARGIN, rows * (CELL + MARGIN) + MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" '
        'font-family="sans-serif" font-size="9">',
        f'<rect width="{wide}" height="{high}" fill="#181818"/>',
    ]
    for index, (name, found, shown) in enumerate(readings):
        left = MARGIN + index % COLUMNS * (CELL + MARGIN)
        top = MARGIN + index // COLUMNS * (CELL + MARGIN)
        x, y, w, h = found.get("sector") or [0, 0, 1, 1]
        scale = min(CELL / w, (CELL - 20) / h)
        parts.append(
            f'<g transform="translate({left} {top})"><text x="4" y="12" fill="#fff" '
            f'font-size="12">{escape(name)}: {escape(found["view"])}</text>'
            f'<g transform="translate(0 20)"><rect width="{w * scale:.1f}" '
            f'height="{h * scale:.1f}" fill="#000" stroke="#555"/>'
        )
        for one in shown:
            a, b, c, d = one["box"]
            colour = "#8ab4f8" if one["name"] in AROUND else "#ffd54f"
            at = f'x="{(a - x) * scale:.1f}" y="{(b - y) * scale:.1f}"'
            parts.append(
                f'<rect {at} width="{c * scale:.1f}" height="{d * scale:.1f}" fill="none" '
                f'stroke="{colour}"/><text {at} dx="2" dy="9" fill="{colour}">'
                f'{escape(one["name"])} {one["confidence"]:.2f}</text>'
            )
        parts.append("</g></g>")
    return "\n".join([*parts, "</svg>", ""])


def table(readings: list[tuple[str, dict, list[dict]]], source: str) -> str:
    """The section's text."""
    lines = [
        f"Read by `second-reader read`, boxes above the thresholds; {source}. The drawing shows sector and",
        "boxes without the pictures; `read PICTURE --out DIR` puts them over one's own copy (`DIR/screen.png`).",
        "",
        "![Boxes found in real pictures](pictures.svg)",
        "",
        "| picture | view told | found, surest first |",
        "|---|---|---|",
    ]
    for name, found, shown in readings:
        each = ", ".join(f"{one['name']} {one['confidence']:.2f}" for one in shown) or "nothing"
        if found["picture"] != "live":
            each = f"not analysed: {found['picture']}"
        name = name.replace("|", "\\|")
        lines.append(f"| {name} | {found['view']} | {each} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pack", type=Path, required=True)
    parser.add_argument("--program", default="second-reader")
    parser.add_argument("--suite", type=Path, help="what evaluate --suite printed")
    parser.add_argument("--pictures", type=Path, help="folder of real pictures")
    parser.add_argument("--source", default="", help="whose pictures they are")
    options = parser.parse_args()
    path = options.pack / "MODEL_CARD.md"
    text = path.read_text()
    if options.suite:
        text = put(text, SUITE, f"```text\n{options.suite.read_text().strip()}\n```")
    if options.pictures:
        manifest = tomllib.loads((options.pack / "manifest.toml").read_text())
        limits = dict(zip(manifest["classes"], manifest["thresholds"], strict=True))
        readings = []
        for picture in sorted(options.pictures.glob("*.png")):
            found = read(options.program, options.pack, picture)
            readings.append((picture.stem, found, above(found, limits)))
        (options.pack / "pictures.svg").write_text(drawing(readings))
        text = put(text, PICTURES, table(readings, options.source))
    path.write_text(text)


if __name__ == "__main__":
    main()
