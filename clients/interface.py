#!/usr/bin/env python3
"""Writes docs/vendor-link/interface.md from the contract, or with --check says whether it is fresh."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONTRACT = ROOT / "crates/wire/proto"
SIZES = ROOT / "clients/c/generated/second_reader.pb.h"
OUT = ROOT / "docs/vendor-link/interface.md"

# 8 of header, 4 of CRC, at most 3 codes of COBS, 1 delimiter; 10 bits a byte on the line.
OVERHEAD_BYTES = 8 + 4 + 1 + 1
BAUD = 115200


@dataclass
class Row:
    """A field or a value: number, name, type, what it means."""

    number: int
    name: str
    kind: str
    words: str


@dataclass
class Block:
    """A message or an enum."""

    what: str
    name: str
    words: str
    section: str
    rows: list[Row] = field(default_factory=list)


def parse(text: str) -> tuple[str, list[Block]]:
    """The words at the head of the file, and its blocks in their order."""
    head: list[str] = []
    blocks: list[Block] = []
    section, comment, after_rule = "", [], False
    block: Block | None = None
    for line in text.splitlines():
        stripped = line.strip()
        if re.fullmatch(r"// -{20,}", stripped):
            after_rule, comment = True, []
        elif stripped.startswith("//"):
            words = stripped.removeprefix("//").strip()
            if after_rule:
                section, after_rule = words.split(".")[0].split(":")[0], False
            comment.append(words)
        elif match := re.fullmatch(r"(message|enum) (\w+) \{(\})?", stripped):
            block = Block(match[1], match[2], paragraph(comment), section)
            blocks.append(block)
            comment = []
            block = None if match[3] else block
        elif stripped == "}":
            block, comment = None, []
        elif block and (match := re.fullmatch(r"((?:optional |repeated )?\w+ )?(\w+) = (\d+);(?:\s*//(.*))?", stripped)):
            words = (match[4] or "").strip() or paragraph(comment)
            block.rows.append(Row(int(match[3]), match[2], (match[1] or "").strip(), words))
            comment = []
        elif stripped.startswith("syntax"):
            head, comment = comment, []
        elif not stripped:
            if not head and not blocks:
                comment.append("")
            else:
                comment = []
    return "\n".join(head), blocks


def paragraph(lines: list[str]) -> str:
    return " ".join(line for line in lines if line)


def bounds() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in (CONTRACT / "second_reader.options").read_text().splitlines():
        match = re.fullmatch(r"srlink\.(\S+)\s+(.+)", line.split("#")[0].strip())
        if match:
            words = match[2].replace("max_length:", "at most ").replace("max_size:", "at most ")
            words = re.sub(r"at most (\d+)", r"at most \1 bytes", words)
            found[match[1]] = re.sub(r"max_count:(\d+)", r"at most \1 of them,", words).rstrip(",")
    return found


def sizes() -> dict[str, int]:
    return {n: int(size) for n, size in re.findall(r"#define srlink_(\w+)_size +(\d+)", SIZES.read_text())}


def class_of(message_id: str) -> str:
    return "".join(word.capitalize() for word in message_id.removeprefix("MSG_").split("_"))


def cell(words: str) -> str:
    return words.replace("|", "\\|")


def link(name: str, names: set[str]) -> str:
    places = {"ErrorCode": "errors", "MsgId": "all-messages"}
    return f"[{name}](#{places.get(name, name.lower())})" if name in names else name


def id_table(ids: Block, longest: dict[str, int]) -> list[str]:
    lines = ["| id | message | what it is | payload, bytes at most | frame, bytes | ms at 115200 baud |", "|---|---|---|---|---|---|"]
    for row in ids.rows[1:]:
        name = class_of(row.name)
        size = longest[name]
        codes = (8 + 4 + size) // 254
        frame = size + OVERHEAD_BYTES + codes
        what = re.sub(rf": {name}\b", "", row.words)
        lines.append(
            f"| {row.number} | [{row.name.removeprefix('MSG_')}](#{name.lower()}) | {cell(what)} | {size} | {frame} "
            f"| {frame * 10 / BAUD * 1000:.1f} |"
        )
    return lines


def message(block: Block, ids: dict[str, Row], limits: dict[str, str], names: set[str]) -> list[str]:
    lines = [f"### {block.name}", ""]
    if block.name in ids:
        lines += [f"`msg_id` {ids[block.name].number}. {block.words}", ""]
    else:
        lines += [block.words, ""]
    if not block.rows:
        return [*lines, "No fields: the payload is empty.", ""]
    lines += ["| field | name | type | meaning |", "|---|---|---|---|"]
    at = 0
    while at < len(block.rows):
        group = [block.rows[at]]
        while at + len(group) < len(block.rows) and not block.rows[at + len(group)].words:
            group.append(block.rows[at + len(group)])
        at += len(group)
        numbers = ", ".join(str(row.number) for row in group)
        titles = ", ".join(f"`{row.name}`" for row in group)
        kinds: list[str] = []
        for row in group:
            *before, kind = row.kind.split()
            text = " ".join([*before, link(kind, names)])
            limit = limits.get(f"{block.name}.{row.name}")
            kinds.append(f"{text}, {limit}" if limit else text)
        lines.append(f"| {numbers} | {titles} | {', '.join(dict.fromkeys(kinds))} | {cell(group[0].words)} |")
    return [*lines, ""]


def enum(block: Block) -> list[str]:
    lines = [f"### {block.name}", "", block.words, "", "| value | name | meaning |", "|---|---|---|"]
    lines += [f"| {row.number} | `{row.name}` | {cell(row.words)} |" for row in block.rows]
    return [*lines, ""]


def errors(blocks: list[Block], codes: Block) -> list[str]:
    """Which request may be answered by which error."""
    names = {row.name.removeprefix("ERROR_") for row in codes.rows}
    lines = ["| request | errors |", "|---|---|"]
    for block in blocks:
        match = re.search(r"Errors: (.*?)\.(?: |$)", block.words)
        if match:
            told = match[1]
            unknown = set(re.findall(r"\b[A-Z][A-Z_]{3,}\b", told)) - names - {"UNSPECIFIED"}
            if unknown:
                sys.exit(f"error: {block.name} names errors that there are not: {unknown}\nhint: mend the .proto")
            lines.append(f"| [{block.name}](#{block.name.lower()}) | {told} |")
    return lines


def render() -> str:
    head, blocks = parse((CONTRACT / "second_reader.proto").read_text())
    limits, longest = bounds(), sizes()
    named = {block.name: block for block in blocks}
    ids = {class_of(row.name): row for row in named["MsgId"].rows[1:]}
    missing = [name for name in ids if name not in named or name not in longest]
    if missing:
        sys.exit(f"error: no such messages: {missing}\nhint: run clients/c/generate.sh first")
    names = set(named)
    lines = [
        "# Interface",
        "",
        "Made by `clients/interface.py` from [second_reader.proto](../../crates/wire/proto/second_reader.proto) and its bounds in",
        "[second_reader.options](../../crates/wire/proto/second_reader.options): change those, not this. How messages are framed stands",
        "in [FRAME.md](../../crates/wire/proto/FRAME.md).",
        "",
        head.strip(),
        "",
        "## All messages",
        "",
        "The longest payload, its frame with delimiters, and how long that takes on the line. Most are far shorter.",
        "",
        *id_table(named["MsgId"], longest),
        "",
        "## Errors",
        "",
        named["ErrorCode"].words,
        "",
        "| code | name | what it says, and what to do |",
        "|---|---|---|",
        *[f"| {row.number} | `{row.name}` | {cell(row.words)} |" for row in named["ErrorCode"].rows],
        "",
        "Any request may be answered by UNSUPPORTED_MESSAGE, MALFORMED, NO_SESSION, TIMEOUT or INTERNAL, or by BUSY. Besides:",
        "",
        *errors(blocks, named["ErrorCode"]),
        "",
    ]
    section = ""
    for block in blocks:
        if block.name in ("MsgId", "ErrorCode"):
            continue
        if block.section != section:
            section = block.section
            lines += [f"## {section}", ""]
        lines += enum(block) if block.what == "enum" else message(block, ids, limits, names)
    return "\n".join(lines).rstrip() + "\n"


def main() -> None:
    fresh = render()
    if "--check" not in sys.argv:
        OUT.write_text(fresh)
    elif not OUT.exists() or OUT.read_text() != fresh:
        sys.exit(f"error: {OUT.relative_to(ROOT)} is not what the contract gives\nhint: python3 clients/interface.py")


if __name__ == "__main__":
    main()
