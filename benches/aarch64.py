"""What the kernels for boards cost, on paper: no board is needed.

    python3 benches/aarch64.py --object FILE --program FILE [--tract FILE...]

`make bench-aarch64` builds and runs it. The files are qconv's library as an object, its example
`by_hand` (the net of the pack `standard`) as a static program, and the objects of tract-linalg's
kernels, all for aarch64.

- The inner loops of the kernels are cut from the objects and given to llvm-mca: multiply-accumulates
  a cycle, once all is in the first cache.
- The example is run under qemu-user, which logs each block of instructions that it executes: those
  of one picture are those of three runs less those of one, halved.
- From both follow frames a second. A block of an inner loop takes the cycles that llvm-mca says,
  every other instruction 1 / IPC cycles; IPC and clock are assumptions, and printed.
"""

import argparse
import collections
import re
import subprocess
import sys

# Processor; llvm-mca's name of its model, which for the Cortex-A76 is that of the Neoverse N1, the
# same core: LLVM gives the Cortex-A76 itself the older A57's. Board, clock in GHz, instructions a
# cycle outside of the inner loops.
CORES = (
    ("cortex-a72", "cortex-a72", "Raspberry Pi 4", 1.8, 1.0),
    ("cortex-a76", "neoverse-n1", "Raspberry Pi 5", 2.4, 1.5),
)
ITERATIONS = 200
# The least share of its instructions that multiply in a block that counts as an inner loop.
DENSE = 0.3


def macs(name: str, operands: str) -> int:
    """Multiply-accumulates of an instruction."""
    wide = {"sdot": 16, "udot": 16, "smmla": 32}
    if name in wide:
        return wide[name]
    if re.fullmatch(r"[su]ml[as]l2?|[su]mull2?", name):
        return 4 if re.match(r"v\d+\.4s", operands) else 8
    return 4 if name in ("fmla", "mla") and "." in operands else 0


def functions(path: str) -> dict[str, list[tuple[int, str, str]]]:
    """Name to address, name and operands of each instruction."""
    told = subprocess.run(
        ["aarch64-linux-gnu-objdump", "-d", "--no-show-raw-insn", path],
        check=True, capture_output=True, text=True,
    ).stdout
    found, body = {}, []
    for line in told.splitlines():
        if start := re.match(r"[0-9a-f]+ <(.*)>:", line):
            body = found.setdefault(f"{len(found)} {start[1]}", [])
        elif part := re.match(r"\s+([0-9a-f]+):\s+(\S+)\s*([^/]*)", line):
            body.append((int(part[1], 16), part[2], part[3].strip()))
    return found


def loops(body: list) -> list[list]:
    """The innermost loops that multiply."""
    at = {address: number for number, (address, _, _) in enumerate(body)}
    spans = []
    for number, (_, name, operands) in enumerate(body):
        target = re.search(r"\b([0-9a-f]+) <", operands)
        if target and re.match(r"b\.|cbn?z|tbn?z|b$", name):
            first = at.get(int(target[1], 16), number + 1)
            if first <= number:
                spans.append((first, number + 1))
    work = {span: sum(macs(n, o) for _, n, o in body[slice(*span)]) for span in spans}
    inner = [
        s for s in spans
        if work[s] and not any(t != s and s[0] <= t[0] and t[1] <= s[1] and work[t] for t in spans)
    ]
    return [body[slice(*span)] for span in inner]


def cycles(loop: list, model: str) -> float:
    """Cycles of one turn of a loop."""
    # Wherever a branch goes to.
    jumps, target = re.compile(r"b$|b\.|cbn?z|tbn?z"), re.compile(r"(#?0x)?[0-9a-f]+( <.*)?$")
    text = "\n".join(f"{n} {target.sub('.', o) if jumps.match(n) else o}" for _, n, o in loop)
    told = subprocess.run(
        [llvm_mca(), "-mtriple=aarch64", f"-mcpu={model}", "-mattr=+dotprod", f"-iterations={ITERATIONS}"],
        input=text + "\n", check=True, stdout=subprocess.PIPE, text=True,
    ).stdout
    return int(re.search(r"Total Cycles:\s+(\d+)", told)[1]) / ITERATIONS


def llvm_mca() -> str:
    for name in ("llvm-mca-19", "llvm-mca"):
        if subprocess.run(["which", name], capture_output=True, check=False).returncode == 0:
            return name
    sys.exit("error: no llvm-mca\nhint: apt-get install llvm-19")


def best(paths: list[str], wanted: str, instruction: str, model: str) -> tuple[float, int]:
    """Multiply-accumulates a cycle of the fastest loop with that instruction in the functions wanted,
    and its instructions."""
    found = []
    for path in paths:
        for name, body in functions(path).items():
            for loop in loops(body) if re.search(wanted, name) else []:
                if any(n == instruction for _, n, _ in loop):
                    work = sum(macs(n, o) for _, n, o in loop)
                    found.append((work / cycles(loop, model), len(loop)))
    return max(found, default=(0.0, 0))


def executed(program: str, core: str, runs: int) -> tuple[collections.Counter, dict]:
    """How often each block is executed, and the instructions of each."""
    command = ["qemu-aarch64-static", "-cpu", core, "-d", "in_asm,exec,nochain", program, "runs", str(runs)]
    counts, blocks, block = collections.Counter(), {}, []
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        for line in process.stderr:
            if line.startswith("Trace"):
                counts[int(line.split("/")[1], 16)] += 1
            elif line.startswith("IN:"):
                block = []
            elif part := re.match(r"0x([0-9a-f]+):\s+[0-9a-f]{8}\s+(\S+)\s*(.*)", line):
                block.append((int(part[1], 16), part[2], part[3]))
                blocks[block[0][0]] = block
    if process.returncode:
        sys.exit(f"error: {program} failed under qemu as {core}")
    return counts, blocks


def one_picture(program: str, core: str, model: str) -> tuple[int, int, int, float]:
    """Instructions, those of inner loops, multiply-accumulates of inner loops, and their cycles."""
    (one, _), (two, blocks) = (executed(program, core, runs) for runs in (1, 2))
    # The emulator's disassembler does not know sdot.
    known = {i[0]: i for body in functions(program).values() for i in body}
    total = inner = work = 0
    time = 0.0
    for start, count in two.items():
        times, block = count - one[start], [known.get(i[0], i) for i in blocks.get(start, [])]
        of_block = sum(macs(n, o) for _, n, o in block)
        multiply = sum(macs(n, o) > 0 for _, n, o in block)
        total += times * len(block)
        if block and times >= 1 and multiply >= DENSE * len(block):
            inner += times * len(block)
            work += times * of_block
            time += times * cycles(block, model)
    return round(total), round(inner), round(work), time


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--object", required=True)
    parser.add_argument("--program", required=True)
    parser.add_argument("--tract", nargs="*", default=[], help="objects of tract-linalg's kernels")
    given = parser.parse_args()
    print("| inner loop | core | instructions | MAC a cycle |\n|---|---|---|---|")
    for label, paths, wanted, instruction in (
        ("qconv `smlal`", [given.object], "mull", "sadalp"),
        ("tract `smlal`", given.tract, ".", "smlal"),
        ("qconv `sdot`", [given.object], "dot", "sdot"),
        ("tract `sdot`", given.tract, ".", "sdot"),
    ):
        for core, model, *_ in CORES:
            if "sdot" in label and core == "cortex-a72":
                continue
            rate, length = best(paths, wanted, instruction, model)
            if rate:
                print(f"| {label} | {core} | {length} | {rate:.1f} |")
    print("\n| core | million instructions a picture | in inner loops | MMAC there | million cycles | MAC a cycle, whole run |"
          " frames a second | assumed |\n|---|---|---|---|---|---|---|---|")
    for core, model, board, clock, ipc in CORES:
        total, inner, work, time = one_picture(given.program, core, model)
        time += (total - inner) / ipc
        print(f"| {core} | {total / 1e6:.1f} | {inner / 1e6:.1f} | {work / 1e6:.1f} | {time / 1e6:.1f} | {work / time:.1f} |"
              f" {1e9 * clock / time:.0f} | {board}, {clock} GHz, {ipc} instructions a cycle elsewhere |")


if __name__ == "__main__":
    main()
