"""Boots an image in QEMU and tries it: `python3 scripts/image-test BOARD IMAGE FOLDER`, with what `scripts/image-test.sh` puts
into FOLDER. IMAGE_CHECKS names checks (all that the machine can have, in the order of checks.py), POWER_CUTS how many times the power
is cut, SEED what draws the moments. Says what was seen, and stops at what was not; docs/image.md has a table of it.
"""

import os
import pathlib
import subprocess
import sys
import time

from checks import ALL, Trial
from machine import FIRMWARE, fail, medium, say
from raspberry import firmware

BOARD_FILE = """# An emulated cart.
extends = "{extends}"

[board]
title = "An emulated cart"

[source]
path = "/dev/second-reader/grabber"

[model]
pack = "/etc/second-reader/tiny"

[display]
panel = "drm"

[storage]
fsync_ms_max = 10000
"""


# QEMU's Raspberry Pi has neither a bus for a grabber nor a watchdog that counts.
SOLDERED_FILE = """[board]
title = "An emulated Raspberry Pi"

[probe]
model = ["Raspberry Pi 4"]

[source]
kind = "phantom"
size = "640x480"
fps = 2

[model]
pack = "/etc/second-reader/tiny"
allow_unsigned = true

[storage]
path = "/var/lib/second-reader"
fsync_ms_max = 10000
"""


def first_partition(image):
    """Where it begins: the first entry of the GPT, which has its first sector at byte 32 (UEFI 2.10, 5.3.3)."""
    with open(image, "rb") as file:
        file.seek(2 * 512 + 32)
        return int.from_bytes(file.read(8), "little") * 512


def main():
    board, image, folder = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    # A board that nothing can be plugged into is only looked at.
    possible = [name for name in ALL if (name == "starts") != (board in FIRMWARE)]
    wanted = os.environ.get("IMAGE_CHECKS", "").split() or possible
    for name in wanted:
        if name not in possible:
            fail(f"there is no check {name} for {board}; there are: {' '.join(possible)}")
    if wanted[0] != possible[0]:
        wanted.insert(0, possible[0])
    # The image as a person makes it ready: the site's files on its first partition.
    (folder / "board.toml").write_text(BOARD_FILE.format(extends=board) if board in FIRMWARE else SOLDERED_FILE)
    ready, disk = folder / "ready.img", folder / "disk.qcow2"
    subprocess.run(["cp", "--sparse=always", image, ready], check=True)
    site = f"{ready}@@{first_partition(ready)}"
    subprocess.run(["mcopy", "-o", "-i", site, folder / "board.toml", "::second-reader/board.toml"], check=True)
    subprocess.run(["mcopy", "-o", "-s", "-i", site, "tests/packs/tiny", "::second-reader/tiny"], check=True)
    disk.unlink(missing_ok=True)
    # A card's size is a power of two.
    size = [] if board in FIRMWARE else ["4G"]
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", "-b", ready.resolve(), "-F", "raw", disk, *size], check=True)
    if board not in FIRMWARE:
        brought = firmware(folder / "firmware", site)
    else:
        files = [pathlib.Path(__file__).parent / "agent"] + [folder / name for name in ("v4l2-ctl", "lib", "feed.nv12")]
        brought = medium(folder, "TRIAL", files)
    trial = Trial(board, folder, disk, brought)
    try:
        for name in wanted:
            began = time.monotonic()
            ALL[name](trial)
            say(f"{name}: passed in {time.monotonic() - began:.0f} s")
    finally:
        if trial.machine:
            trial.machine.cut_power()
    say(f"image-test: {len(wanted)}/{len(wanted)} checks passed: {' '.join(wanted)}")


main()
