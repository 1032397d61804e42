#!/usr/bin/env python3
"""Writes the bounds of texts, bytes and lists (second_reader.options of the contract) as Python."""

import pathlib
import re
import sys


def main(contract: str) -> str:
    lines = ['"""Made by bounds.py from second_reader.options: the bounds of texts, bytes and lists."""', ""]
    lines += ["#: By message and field: bytes of a text or of bytes (of each, in a list), and how many in a list.", ""]
    lines += ["BOUNDS: dict[tuple[str, str], tuple[int | None, int | None]] = {"]
    for line in pathlib.Path(contract, "second_reader.options").read_text().splitlines():
        match = re.fullmatch(r"srlink\.(\w+)\.(\w+)\s+(.+)", line.split("#")[0].strip())
        if match is not None:
            options = dict(part.split(":") for part in match[3].split())
            size = options.pop("max_length", None) or options.pop("max_size", None)
            count = options.pop("max_count", None)
            assert not options, f"unknown options: {options}"
            lines.append(f'    ("{match[1]}", "{match[2]}"): ({size}, {count}),')
    return "\n".join([*lines, "}", ""])


if __name__ == "__main__":
    sys.stdout.write(main(sys.argv[1]))
