#!/usr/bin/env python3
"""Looks whether every relative link of the documents leads to a file, and every anchor to a heading."""

import pathlib
import re
import subprocess
import sys

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def anchors(text: str) -> set[str]:
    """The anchors of the headings, as GitHub names them."""
    names: set[str] = set()
    for heading in re.findall(r"^#+ (.*)$", text, re.MULTILINE):
        plain = re.sub(r"[^\w\- ]", "", heading.lower())
        names.add(plain.replace(" ", "-"))
    return names


def main() -> int:
    listed = subprocess.run(["git", "ls-files", "*.md"], check=True, capture_output=True, text=True)
    broken = 0
    for name in listed.stdout.split("\n"):
        path = pathlib.Path(name)
        if not name or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8")
        for number, line in enumerate(text.split("\n"), 1):
            for target in LINK.findall(line):
                if "://" in target or target.startswith("mailto:"):
                    continue
                file, _, anchor = target.partition("#")
                place = path.parent / file if file else path
                if not place.exists():
                    why = "there is no such file"
                elif anchor and anchor not in anchors(place.read_text(encoding="utf-8")):
                    why = "there is no such heading"
                else:
                    continue
                print(f"{name}:{number}: {target}: {why}", file=sys.stderr)
                broken += 1
    return min(broken, 1)


if __name__ == "__main__":
    sys.exit(main())
