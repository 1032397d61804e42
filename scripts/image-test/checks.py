"""What is tried with an image, each on the machine that the check before has left."""

import base64
import os
import pathlib
import random
import re
import time

import commissioning
from machine import BOOT_S, Machine, fail, medium, say
from picture import alike, read

GOOD = r"slot ([AB]) \((\S+)\): good after ([0-9.]+) s"
GRABBER = "/dev/second-reader/grabber"
V4L2 = "LD_LIBRARY_PATH=/run/trial/lib /run/trial/v4l2-ctl"
PACK = "/etc/second-reader/tiny"
EXAMS = "/var/lib/second-reader/exams"
FILES = "barcode.csv barcode.png exam.json frames.jsonl key_images.png screen.png"


class Trial:
    """A disk, the machine that runs from it, and what runs there now."""

    def __init__(self, board, folder, disk, brought):
        self.board, self.folder, self.disk, self.brought = board, folder, disk, brought
        self.slot = self.version = self.machine = None
        self.draw = random.Random(int(os.environ.get("SEED", "1")))

    def power_on(self):
        self.machine = Machine(self.board, self.folder, self.disk, self.brought)

    def good(self):
        """Waits until the slot that runs is said to be good; kernel seconds until then."""
        found = self.machine.wait(GOOD)
        self.slot, self.version = found[1], found[2]
        return found[3]

    def feed(self):
        """A grabber into which phantom footage comes, again and again."""
        machine = self.machine
        if machine.run("systemctl is-active feed")[0] == 0:
            return
        machine.must("modprobe vivid n_devs=1 node_types=0x101 num_inputs=1 input_types=0x03 num_outputs=1 output_types=0x01")
        machine.until(f"test -e {GRABBER} && echo there", "there", 60)
        output = machine.must("grep -l vivid-000-vid-out /sys/class/video4linux/*/name").split("/")[4]
        machine.must(
            f"export {V4L2.split()[0]}; v=/run/trial/v4l2-ctl; $v -d {GRABBER} -c dv_timings=0 -c dv_timings_signal_mode=4 && "
            f"$v -d /dev/{output} --set-dv-bt-timings index=0 && "
            f"$v -d /dev/{output} --set-fmt-video-out width=640,height=480,pixelformat=NV12 && "
            f"$v -d {GRABBER} -c hdmi_000_0_is_connected_to=2 -c osd_text_mode=2"
        )
        machine.must(
            f"systemd-run -q --unit=feed -E LD_LIBRARY_PATH=/run/trial/lib /run/trial/v4l2-ctl -d /dev/{output} "
            "--stream-out-mmap --stream-from=/run/trial/feed.nv12 --stream-loop"
        )

    def service(self, pattern, seconds=BOOT_S):
        """Waits for what the service says of itself."""
        return self.machine.until("systemctl show -P StatusText second-reader", pattern, seconds)


def starts(trial):
    """All that can be seen of an emulated board that takes nothing in: what it writes on its console."""
    trial.power_on()
    trial.machine.wait("starting slot A")
    after = trial.good()
    trial.machine.cut_power()
    trial.power_on()
    trial.machine.wait("starting slot A")
    again = trial.good()
    say(
        f"starts slot {trial.slot} ({trial.version}), whose service and doctor are good {after} s after the kernel's start; "
        f"after a power cut, again in {again} s"
    )


def boot(trial):
    trial.power_on()
    trial.machine.wait("starting slot A")
    after = trial.good()
    active = trial.machine.must("systemctl show -P ActiveEnterTimestampMonotonic second-reader")
    doctor = trial.machine.must("journalctl -b -u second-reader-doctor -o cat")
    if not re.search("PASS +model", doctor):
        fail(f"doctor has not passed before the service: {doctor}")
    say(
        f"boots into slot {trial.slot} ({trial.version}): doctor passes, the service runs {int(active) / 1e6:.0f} s after the "
        f"kernel's start, the slot is good after {after} s; {trial.machine.seconds():.0f} s after the power was switched on"
    )


def doctor(trial):
    """All of it, with everything plugged in."""
    trial.feed()
    trial.machine.must("systemctl stop second-reader")
    code, said = trial.machine.run("cd /tmp && second-reader doctor --board /etc/second-reader/board.toml --report report")
    for line in said.splitlines():
        say(f"  {line}")
    slow = commissioning.slow(said)
    if code != 0 and not slow:
        fail("doctor fails")
    trial.machine.must("test -s /tmp/report/commissioning.pdf && systemctl start second-reader")
    say(f"doctor passes with a grabber and a panel{slow}, and has written its report")


def footage(trial):
    """Phantom footage that comes through vivid is read, and shown on the panel."""
    machine = trial.machine
    trial.feed()
    trial.service("running")
    for _ in range(20):
        page = trial.folder / "page.png"
        raw = machine.must(
            "exec 5<>/dev/tcp/127.0.0.1/8710; printf 'GET /screen.png HTTP/1.0\\r\\nHost: 127.0.0.1\\r\\n\\r\\n' >&5; "
            "cat <&5 | sed '1,/^\\r$/d' | base64 -w0"
        )
        page.write_bytes(base64.b64decode(raw))
        first, shown = read(machine.panel("panel-1.png")), read(page)
        second = read(machine.panel("panel-2.png"))
        share, moved = alike(first, shown), alike(first, second)
        if share > 0.85 and moved < 1.0:
            break
    else:
        fail(f"the panel shows something else than the page: {share:.3f} of the pixels are the same")
    machine.must("systemctl stop second-reader")
    user = "systemd-run -q --wait --pipe -p User=second-reader -p SupplementaryGroups='video render input dialout' -p WorkingDirectory=/var/lib/second-reader"
    said = machine.must(f"{user} second-reader run --board /etc/second-reader/board.toml --seconds 20 --out footage")
    live = int(machine.must("grep -c '\"picture\":\"live\"' /var/lib/second-reader/footage/frames.jsonl"))
    found = int(machine.must("grep -c '\"confidence\"' /var/lib/second-reader/footage/frames.jsonl"))
    if live < 5 or found < 1:
        fail(f"{live} live pictures were read, {found} with structures: {said}")
    machine.must("systemctl start second-reader")
    say(
        f"phantom footage from vivid is read ({live} live pictures in 20 s, structures in {found}) and shown on the panel "
        f"({100 * share:.1f} % of its pixels are those of the page, the rest moves)"
    )


def refused(trial):
    """A stranger's update and a truncated one."""
    machine, folder = trial.machine, trial.folder
    machine.plug(medium(folder, "SR-UPDATE", [folder / "stranger.raucb", folder / "truncated.raucb"]))
    for name, why in (("stranger", "signature|certificate"), ("truncated", "")):
        said = machine.wait(rf"{name}\.raucb: (REFUSED: (.*)|installed.*)")
        say(said[0])
        if said[2] is None or not re.search(why, said[2]):
            fail(f"{name}.raucb was not refused, or for another reason")
    machine.unplug()
    machine.until("test -e /run/second-reader/update || echo gone", "gone", 20)


def update(trial):
    """A good one: it says how far it is, and runs then."""
    machine, folder, before = trial.machine, trial.folder, trial.version
    machine.plug(medium(folder, "SR-UPDATE", [folder / "good.raucb"]))
    told = []
    while not told or told[-1][0] != 100:
        line = machine.run("cat /run/second-reader/update")[1].strip()
        found = re.fullmatch(r"(\d+) (.+)", line)
        if found and (not told or told[-1] != (int(found[1]), found[2])):
            told.append((int(found[1]), found[2]))
        if "REFUSED" in machine.text()[machine.seen :]:
            fail("a good update was refused")
        time.sleep(0.3)
    percents = [percent for percent, _ in told]
    if percents != sorted(percents) or len(set(percents)) < 5:
        fail(f"the progress of the update is told as {told}")
    say(machine.wait(r"good\.raucb: installed, starting it")[0])
    machine.unplug()
    machine.wait(f"starting slot {'B' if trial.slot == 'A' else 'A'}")
    trial.good()
    say(f"the update's progress was told in {len(told)} steps; it runs in slot {trial.slot} ({trial.version})")
    if trial.version == before:
        fail("that is not the update")


def falls_back(trial, bundle, sign):
    machine, folder, slot, before = trial.machine, trial.folder, trial.slot, trial.version
    other = "B" if slot == "A" else "A"
    machine.plug(medium(folder, "SR-UPDATE", [folder / f"{bundle}.raucb"]))
    say(machine.wait(rf"{bundle}\.raucb: installed, starting it")[0])
    machine.unplug()
    machine.wait(f"starting slot {other}")
    say(machine.wait(rf"slot {other} \(\S+\): {sign}")[0])
    machine.wait(f"starting slot {slot}")
    trial.good()
    say(f"is back in slot {trial.slot} ({trial.version}) by itself")
    if trial.version != before:
        fail("that is not what ran before")


def broken(trial):
    """One whose service ends at once."""
    falls_back(trial, "broken", "this image does not work: going back")


def unfit(trial):
    """One whose doctor fails, though its service would run."""
    falls_back(trial, "unfit", "this image does not work: going back")


def cuts(trial):
    """The power goes at any moment of an update, while exams are recorded and end."""
    count, longest = int(os.environ.get("POWER_CUTS", "20")), float(os.environ.get("CUT_SECONDS_MAX", "60"))
    update = medium(trial.folder, "SR-UPDATE", [trial.folder / "again.raucb"])
    whole = broke = updates = 0
    for cut in range(1, count + 1):
        machine = trial.machine
        machine.must(
            f"rm -f /data/rauc/tried; mkdir -p {EXAMS} && chown second-reader: {EXAMS} && systemd-run -q --unit=exams -p User=second-reader "
            f"bash -c 'for ((n = 0; ; n++)); do second-reader run --source phantom --model {PACK} --allow-unsigned --page-port 0 "
            f"--seconds 1 --out {EXAMS}/{cut}-$n; done'"
        )
        machine.plug(update)
        moment = trial.draw.uniform(0.5, longest)
        time.sleep(moment)
        during = machine.run("cat /run/second-reader/update 2>/dev/null")[1].strip()
        updates += during != ""
        machine.cut_power()
        trial.power_on()
        slot = trial.machine.wait(r"starting slot ([AB])")[1]
        trial.service("running|no_|starting|disconnected")
        trial.machine.until("systemctl is-active second-reader", "^active")
        # Each exam is whole, and says of its frames what is made of them anew; or it is not there.
        checked = trial.machine.must(
            f"shopt -s nullglob; cd {EXAMS} && for exam in */; do "
            # One that ended before the first frame says so, and there is nothing to make anew.
            'nothing() { [ ! -s $exam/frames.jsonl ] && grep -q \'^  "frames": 0,$\' $exam/exam.json; }; '
            f'[ "$(echo $(ls $exam))" = "{FILES}" ] && {{ nothing || second-reader exam $exam --model {PACK} --json | cmp - $exam/exam.json; }} '
            '&& echo "whole $exam" || echo "broken $exam: $(ls -l $exam)"; done; rm -rf -- */'
        )
        whole += checked.count("whole ")
        broke += checked.count("broken ")
        say(
            f"power cut {cut} of {count}, {moment:.1f} s into an update ({during or 'not begun'}): boots into slot {slot}, "
            f"the service runs after {trial.machine.seconds():.0f} s; {checked.count('whole ')} exams whole"
        )
        if broke:
            fail(f"an exam is not whole: {checked}")
    say(f"power cuts: {count}/{count} boots, {updates} of them in the midst of an update; {whole}/{whole + broke} exams whole")
    if whole == 0:
        fail("no exam was recorded before any of the cuts: CUT_SECONDS_MAX is too short")


def commission(trial):
    """docs/commissioning.md, followed literally."""
    trial.feed()
    commissioning.follow(trial, pathlib.Path("docs/commissioning.md"))


ALL = {
    "starts": starts,
    "boot": boot,
    "doctor": doctor,
    "footage": footage,
    "refused": refused,
    "update": update,
    "broken": broken,
    "unfit": unfit,
    "cuts": cuts,
    "commissioning": commission,
}
