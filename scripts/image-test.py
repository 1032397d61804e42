#!/usr/bin/env python3
"""Boots an image in QEMU and updates it: `image-test.py BOARD IMAGE FOLDER`, with the updates good.raucb, broken.raucb (its
service cannot start), stranger.raucb (signed by somebody else) and truncated.raucb in FOLDER. POWER_CUTS is how many times the
power is cut at a random moment of an update, SEED what draws the moments. Says what was seen, and stops at what was not.
docs/image.md has a table of it.
"""

import os
import pathlib
import random
import re
import shutil
import socket
import subprocess
import sys
import time

BOOT_S = float(os.environ.get("BOOT_SECONDS_MAX", "600"))
MACHINES = {
    "generic-x86": ["qemu-system-x86_64", "-M", "q35", "-cpu", "max", "-device", "virtio-vga", "-device", "i6300esb"],
    "qemu-virt": ["qemu-system-aarch64", "-M", "virt", "-cpu", "cortex-a72", "-device", "virtio-gpu-pci"],
}
FIRMWARE = {
    "generic-x86": ("/usr/share/OVMF/OVMF_CODE_4M.fd", "/usr/share/OVMF/OVMF_VARS_4M.fd"),
    "qemu-virt": ("/usr/share/AAVMF/AAVMF_CODE.fd", "/usr/share/AAVMF/AAVMF_VARS.fd"),
}
CONTROL = re.compile(r"\x1b[\[!][0-9;?=]*[A-Za-z]|\r")


class Machine:
    """One power-on of the board."""

    def __init__(self, board, folder, disk):
        self.folder, self.seen = folder, 0
        self.console = folder / "console.log"
        self.console.write_bytes(b"")
        self.socket = folder / "monitor"
        self.socket.unlink(missing_ok=True)
        code, variables = FIRMWARE[board]
        drive = "if=pflash,format=raw,file={},{}"
        self.process = subprocess.Popen(
            MACHINES[board]
            + ["-accel", "tcg,thread=multi", "-smp", "2", "-m", "1024", "-display", "none", "-net", "none"]
            + ["-drive", drive.format(code, "readonly=on"), "-drive", drive.format(variables, "snapshot=on")]
            + ["-drive", f"if=none,id=disk,file={disk},format=qcow2,cache=directsync", "-device", "virtio-blk-pci,drive=disk"]
            + ["-device", "qemu-xhci,id=usb", "-serial", f"file:{self.console}"]
            + ["-monitor", f"unix:{self.socket},server=on,wait=off"],
            stdin=subprocess.DEVNULL,
        )

    def wait(self, pattern, seconds=BOOT_S):
        """Waits for a line on the console behind those already waited for, and returns it."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            text = CONTROL.sub("", self.console.read_text(errors="replace"))
            found = re.search(pattern, text[self.seen :])
            if found:
                end = text.find("\n", self.seen + found.end())
                if end >= 0:
                    self.seen = end
                    return found
            if self.process.poll() is not None:
                sys.exit(f"error: QEMU ended while waiting for `{pattern}`")
            time.sleep(0.5)
        sys.exit(f"error: `{pattern}` did not come in {seconds:.0f} s; the console is in {self.console}")

    def ask(self, line):
        """Says something to the monitor."""
        with socket.socket(socket.AF_UNIX) as monitor:
            monitor.connect(str(self.socket))
            time.sleep(0.3)
            monitor.sendall(line.encode() + b"\n")
            time.sleep(0.7)

    def plug(self, medium):
        self.ask(f"drive_add 0 if=none,id=stick,format=raw,readonly=on,file={medium}")
        self.ask("device_add usb-storage,bus=usb.0,drive=stick,id=stick")

    def unplug(self):
        self.ask("device_del stick")
        time.sleep(2)

    def cut_power(self):
        self.process.kill()
        self.process.wait()


def medium(folder, name, bundles):
    """A file system labelled SR-UPDATE with these bundles, in the order of their names."""
    inside, file = folder / name, folder / f"{name}.img"
    shutil.rmtree(inside, ignore_errors=True)
    inside.mkdir()
    for bundle in bundles:
        shutil.copy(folder / f"{bundle}.raucb", inside)
    size = sum(entry.stat().st_size for entry in inside.iterdir()) // 2**20 + 24
    file.unlink(missing_ok=True)
    subprocess.run(["mke2fs", "-q", "-L", "SR-UPDATE", "-d", inside, file, f"{size}M"], check=True)
    shutil.rmtree(inside)
    return file


def say(*words):
    print(*words, flush=True)


def main():
    board, image, folder = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    cuts, draw = int(os.environ.get("POWER_CUTS", "3")), random.Random(int(os.environ.get("SEED", "1")))
    disk = folder / "disk.qcow2"
    disk.unlink(missing_ok=True)
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", "-b", image.resolve(), "-F", "raw", disk], check=True)
    good = r"slot ([AB]) \((\S+)\): good after ([0-9.]+) s"

    machine = Machine(board, folder, disk)
    try:
        machine.wait("starting slot A")
        first = machine.wait(good)
        say(f"boots into slot {first[1]} ({first[2]}); said to be good {first[3]} s after the kernel's start")

        machine.plug(medium(folder, "bad", ["stranger", "truncated"]))
        for name, why in (("stranger", "signature|certificate"), ("truncated", "")):
            said = machine.wait(rf"{name}\.raucb: (REFUSED: (.*)|installed.*)")
            say(said[0])
            if said[2] is None or not re.search(why, said[2]):
                sys.exit(f"error: {name}.raucb was not refused, or for another reason")
        machine.unplug()

        machine.plug(medium(folder, "update", ["good"]))
        say(machine.wait(r"good\.raucb: installed, starting it")[0])
        machine.unplug()
        machine.wait("starting slot B")
        second = machine.wait(good)
        say(f"runs the update in slot {second[1]} ({second[2]})")
        if second[1] != "B" or second[2] == first[2]:
            sys.exit("error: that is not the update")

        machine.plug(medium(folder, "update-broken", ["broken"]))
        say(machine.wait(r"broken\.raucb: installed, starting it")[0])
        machine.unplug()
        machine.wait("starting slot A")
        say(machine.wait(r"slot A \(\S+\): the service fails: going back")[0])
        machine.wait("starting slot B")
        back = machine.wait(good)
        say(f"is back in slot {back[1]} ({back[2]}) by itself")
        if back[2] != second[2]:
            sys.exit("error: that is not what ran before")

        # The slot that does not run is written again and again, and the power goes at any moment of it.
        update = medium(folder, "again", ["again"])
        for cut in range(1, cuts + 1):
            machine.plug(update)
            moment = draw.uniform(0.5, float(os.environ.get("CUT_SECONDS_MAX", "60")))
            time.sleep(moment)
            machine.cut_power()
            machine = Machine(board, folder, disk)
            up = machine.wait(good)
            say(f"power cut {cut} of {cuts}, {moment:.1f} s into an update: slot {up[1]} ({up[2]}) is good")
    finally:
        machine.cut_power()


main()
