#!/usr/bin/env python3
"""Writes as Python what the contract says beside its .proto: bounds of texts and lists, and the schema's hash."""

import pathlib
import re
import sys
import zlib


def main(contract: str) -> str:
    numbers = pathlib.Path(contract, "schema.lock").read_bytes().splitlines(keepends=True)
    schema_hash = zlib.crc32(b"".join(line for line in numbers if not line.startswith(b"#")))
    lines = ['"""Made by contract.py from second_reader.options and schema.lock of the contract."""', ""]
    lines += ["#: CRC-32 of the contract's numbers.", f"SCHEMA_HASH = 0x{schema_hash:08X}", ""]
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
