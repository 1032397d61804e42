"""One power-on of an image in QEMU: its console, its monitor, and a way in that only an emulated machine has.

The image itself has none: no login, no open port. QEMU hands it a unit as a system credential (systemd.system-credentials(7)) by
its own device fw_cfg, which no board has. The unit runs what the test sends on a virtio port.
"""

import base64
import os
import pathlib
import re
import socket
import subprocess
import sys
import threading
import time

BOOT_S = float(os.environ.get("BOOT_SECONDS_MAX", "900"))
MACHINES = {
    "generic-x86": ["qemu-system-x86_64", "-M", "q35", "-cpu", "max", "-vga", "none", "-device", "i6300esb"],
    "qemu-virt": ["qemu-system-aarch64", "-M", "virt,acpi=off", "-cpu", "cortex-a72", "-device", "i6300esb"],
    "raspberry-pi": ["qemu-system-aarch64", "-M", "raspi4b"],
}
FIRMWARE = {
    "generic-x86": ("/usr/share/OVMF/OVMF_CODE_4M.fd", "/usr/share/OVMF/OVMF_VARS_4M.fd"),
    "qemu-virt": ("/usr/share/AAVMF/AAVMF_CODE.fd", "/usr/share/AAVMF/AAVMF_VARS.fd"),
}
PANEL = (1280, 800)
CONTROL = re.compile(r"\x1b[\[!][0-9;?=]*[A-Za-z]|\r")
# Names of such files end at 55 letters, so that the agent hangs on a mount that each boot makes: the image's own /tmp.
CREDENTIAL = "opt/io.systemd.credentials/systemd.extra-unit."
UNITS = {
    "tmp.mount": """[Unit]
Wants=a.service
[Mount]
What=tmpfs
Where=/tmp
Type=tmpfs
Options=nodev,nosuid,size=64M
""",
    "a.service": """[Unit]
Description=Does what the test asks for
[Service]
ExecStartPre=/bin/sh -c 'mkdir -p /run/trial; until mount -o ro /dev/disk/by-label/TRIAL /run/trial; do sleep 0.5; done'
ExecStart=/bin/bash /run/trial/agent
""",
}


def say(*words):
    print(*words, flush=True)


def fail(message):
    sys.exit(f"error: {message}")


class Machine:
    """A board that is switched on."""

    def __init__(self, board, folder, disk, brought):
        self.folder, self.seen, self.number, self.done = folder, 0, 0, {}
        self.console = folder / "console.log"
        self.console.write_bytes(b"")
        self.socket = folder / "monitor"
        self.socket.unlink(missing_ok=True)
        self.ready = threading.Event()
        described = MACHINES[board] + ["-accel", "tcg,thread=multi", "-display", "none", "-monitor", f"unix:{self.socket},server=on,wait=off"]
        self.began = time.monotonic()
        if board in FIRMWARE:
            self._start(described + self._bus(board, disk, brought))
            self._connect()
        else:
            self._start(described + self._soldered(disk, *brought))

    def _start(self, described):
        self.process = subprocess.Popen(described, stdin=subprocess.DEVNULL)

    def _bus(self, board, disk, brought):
        """What is plugged into a machine that has slots, and the way in."""
        arguments = []
        for name, text in UNITS.items():
            (self.folder / name).write_text(text)
            arguments += ["-fw_cfg", f"name={CREDENTIAL}{name},file={self.folder / name}"]
        self.agent = self.folder / "agent"
        self.agent.unlink(missing_ok=True)
        code, variables = FIRMWARE[board]
        drive = "if=pflash,format=raw,file={},{}"
        return (
            ["-smp", "2", "-m", "1024", "-nodefaults"]
            + ["-device", f"virtio-gpu-pci,xres={PANEL[0]},yres={PANEL[1]}"]
            + ["-drive", drive.format(code, "readonly=on"), "-drive", drive.format(variables, "snapshot=on")]
            # What the guest has not flushed is lost with the power, as in a disk's own memory.
            + ["-drive", f"if=none,id=disk,file={disk},format=qcow2,cache=writeback", "-device", "virtio-blk-pci,drive=disk"]
            + ["-drive", f"if=none,id=trial,file={brought},format=raw,readonly=on", "-device", "virtio-blk-pci,drive=trial"]
            + ["-device", "virtio-serial-pci", "-chardev", f"socket,id=agent,path={self.agent},server=on,wait=off"]
            + ["-device", "virtserialport,chardev=agent,name=agent"]
            + ["-device", "qemu-xhci,id=usb", "-serial", f"file:{self.console}"]
            + arguments
        )

    def _soldered(self, disk, loader, tree):
        """An emulated Raspberry Pi: its card, and its large UART. QEMU stands in for the board's firmware."""
        return (
            ["-kernel", loader, "-dtb", tree]
            # Cards are told nothing of what has to last, so that a cache of QEMU's would lose what no card does.
            + ["-drive", f"if=sd,file={disk},format=qcow2,cache=writethrough", "-serial", f"file:{self.console}"]
        )

    def _connect(self):
        until = time.monotonic() + 20
        while not self.agent.exists() and self.process.poll() is None and time.monotonic() < until:
            time.sleep(0.1)
        self.port = socket.socket(socket.AF_UNIX)
        self.port.connect(str(self.agent))
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        for line in self.port.makefile("r", errors="replace"):
            words = line.split()
            if words[:1] == ["ready"]:
                self.ready.set()
            elif len(words) >= 2 and words[0].isdigit():
                said = base64.b64decode(words[2]).decode(errors="replace") if len(words) > 2 else ""
                self.done[int(words[0])] = (int(words[1]), said)

    def seconds(self):
        """Since the power was switched on."""
        return time.monotonic() - self.began

    def text(self):
        """All that the console has shown."""
        return CONTROL.sub("", self.console.read_text(errors="replace"))

    def wait(self, pattern, seconds=BOOT_S):
        """Waits for a line on the console behind those already waited for, and returns it."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            text = self.text()
            found = re.search(pattern, text[self.seen :])
            if found:
                end = text.find("\n", self.seen + found.end())
                if end >= 0:
                    self.seen = end
                    return found
            if self.process.poll() is not None:
                fail(f"QEMU ended while waiting for `{pattern}`")
            time.sleep(0.5)
        fail(f"`{pattern}` did not come in {seconds:.0f} s; the console is in {self.console}")

    def start(self, script):
        """Has the machine do something, and does not wait for it; `result` does."""
        if not self.ready.wait(BOOT_S):
            fail(f"the machine takes no commands; the console is in {self.console}")
        self.number += 1
        self.port.sendall(f"{self.number} {base64.b64encode(script.encode()).decode()}\n".encode())
        return self.number

    def result(self, number, seconds=BOOT_S):
        """Exit code and words of what was started."""
        until = time.monotonic() + seconds
        while number not in self.done:
            if self.process.poll() is not None:
                fail("QEMU ended while it did something")
            if time.monotonic() > until:
                fail(f"what the machine was asked for took more than {seconds:.0f} s")
            time.sleep(0.1)
        return self.done.pop(number)

    def run(self, script, seconds=BOOT_S):
        """Exit code and words of a script."""
        return self.result(self.start(script), seconds)

    def must(self, script, seconds=BOOT_S):
        """The words of a script that has to succeed."""
        code, said = self.run(script, seconds)
        if code != 0:
            fail(f"`{script}` ended with {code}: {said}")
        return said

    def until(self, script, pattern, seconds=BOOT_S):
        """Asks again and again until the words have the pattern."""
        until = time.monotonic() + seconds
        while True:
            found = re.search(pattern, said := self.run(script)[1])
            if found:
                return found
            if time.monotonic() > until:
                fail(f"`{script}` did not come to `{pattern}` in {seconds:.0f} s: {said}")
            time.sleep(1)

    def ask(self, line):
        """Says something to the monitor."""
        with socket.socket(socket.AF_UNIX) as monitor:
            monitor.connect(str(self.socket))
            time.sleep(0.3)
            monitor.sendall(line.encode() + b"\n")
            time.sleep(0.7)

    def panel(self, name):
        """What the panel shows, as a PNG file."""
        file = self.folder / name
        file.unlink(missing_ok=True)
        self.ask(f"screendump {file} -f png")
        until = time.monotonic() + 20
        while not (file.exists() and file.read_bytes()[-8:-4] == b"IEND"):
            if time.monotonic() > until:
                fail("the panel shows nothing")
            time.sleep(0.2)
        return file

    def plug(self, medium):
        self.ask(f"drive_add 0 if=none,id=stick,format=raw,readonly=on,file={medium}")
        self.ask("device_add usb-storage,bus=usb.0,drive=stick,id=stick")

    def unplug(self):
        self.ask("device_del stick")
        time.sleep(2)

    def cut_power(self):
        self.process.kill()
        self.process.wait()


def medium(folder, label, names):
    """A file system with that label and these files and folders in it."""
    inside, file = folder / f"{label}.files", folder / f"{label}.img"
    subprocess.run(["rm", "-rf", inside, file], check=True)
    inside.mkdir()
    subprocess.run(["cp", "-rL", *names, inside], check=True)
    blocks = int(subprocess.run(["du", "-sm", inside], check=True, capture_output=True).stdout.split()[0])
    subprocess.run(["mke2fs", "-q", "-L", label, "-d", inside, file, f"{blocks + blocks // 8 + 16}M"], check=True)
    subprocess.run(["rm", "-rf", inside], check=True)
    return file
