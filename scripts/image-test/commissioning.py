"""docs/commissioning.md, followed to the letter in the emulated machine.

Indented lines of the document are commands, what the command before has to print (`...` stands for anything, a number for any), or a
file, whose name stands in the text above. What a person does with their hands is in HANDS, what is another thing in an
emulated machine in `other`; both are printed.
"""

import base64
import re
import time

from machine import fail, say

COMMAND = re.compile(r"(sudo|second-reader|cd|cp|mkdir) ")
FILE = re.compile(r"`(/[^`]+\.toml)`")
PATH = "/dev/v4l/by-path/platform-xhci-hcd.0-usb-0:1:1.0-video-index0"
TITLES = {"generic-x86": "A PC with a grabber", "qemu-virt": "QEMU virt"}


def steps(text):
    """Each a tuple: ("run", command, lines expected) or ("file", name, contents)."""
    found, prose, region = [], "", []
    for line in [*text.splitlines(), "end"]:
        if line.startswith("    ") or (not line.strip() and region):
            region.append(line[4:])
            continue
        if region:
            body = "\n".join(region).strip("\n")
            if COMMAND.match(body) and not re.match(r"\S+ = ", body):
                for block in re.split(r"\n\n+", body):
                    if COMMAND.match(block):
                        found += [("run", command, []) for command in block.splitlines()]
                    else:
                        found[-1][2].extend(block.splitlines())
            else:
                found.append(("file", FILE.findall(prose)[-1], body + "\n"))
            prose, region = "", []
        prose += line + "\n"
    return found


def expected(lines):
    """What has to be found in what is printed, blanks counted as one."""
    pattern = ""
    for line in lines:
        if line.strip() == "...":
            pattern += r"(?:.*\n)*?"
        else:
            words = re.escape(" ".join(line.split())).replace(r"\.\.\.", ".*").replace(r"\ ", " ")
            pattern += re.sub(r"\d+", "[0-9]+", words) + r"\n"
    return pattern


def printed(said):
    return "".join(" ".join(line.split()) + "\n" for line in said.splitlines())


def slow(said):
    """What to add where nothing fails in doctor but the rate at which frames come: that is the emulator's."""
    failed = re.findall(r"^FAIL .*", said, re.MULTILINE)
    rate = re.match(r"FAIL +capture .* ([0-9.]+) frames a second of", failed[0]) if len(failed) == 1 else None
    return f" (but for {rate[1]} frames a second, which is this emulator's speed)" if rate else ""


def pull_the_cable(trial, number):
    """In the midst of an exam, and put it back."""
    control = "LD_LIBRARY_PATH=/run/trial/lib /run/trial/v4l2-ctl -d /dev/second-reader/grabber -c dv_timings_signal_mode"
    trial.machine.until("cat /tmp/log", "state: running", 120)
    trial.machine.must(f"{control}=1")
    began = time.monotonic()
    trial.machine.until("cat /tmp/log", "state: (no_|out_)", 60)
    said = time.monotonic() - began
    trial.machine.panel("pulled.png")
    trial.machine.must(f"{control}=4")
    say(f"  by hand: the scanner's cable is pulled, which is told within {said:.1f} s, and put back")
    return trial.machine.result(number)


def follow(trial, document):
    machine, folder, files = trial.machine, "/root", {}
    path = machine.must("ls -d /dev/v4l/by-path/*vivid*index0").split()[0]
    other = {
        "raspberry-pi-5-usb-grabber": trial.board,
        "Raspberry Pi 5 with a USB HDMI grabber": TITLES[trial.board],
        PATH: path,
        # The boards for a Raspberry Pi have a panel; a model that an emulated processor is quick enough for; its slow disk.
        "distance_cm = 60\n": 'distance_cm = 60\npanel = "drm"\n\n[model]\npack = "/etc/second-reader/tiny"\n\n[storage]\nfsync_ms_max = 10000\n',
    }
    for name, instead in other.items():
        say(f"  in this machine `{name.strip()}` is `{' '.join(instead.split())}`")
    count = 0
    for kind, what, lines in steps(document.read_text()):
        if kind == "file":
            for name, instead in other.items():
                lines = lines.replace(name, instead)
            machine.must(f"base64 -d <<<{base64.b64encode(lines.encode()).decode()} >{what}")
            say(f"  writes {what}")
            continue
        count += 1
        if what.startswith("cd "):
            folder = what.removeprefix("cd ")
        began = time.monotonic()
        script = f"cd {folder} && {what.removeprefix('sudo ')}"
        if " run " in what:
            number = machine.start(f"export RUST_LOG=info; {script} 2>/tmp/log")
            code, said = pull_the_cable(trial, number)
        else:
            code, said = machine.run(script)
        pattern = "\n".join(lines)
        for name, instead in other.items():
            pattern = pattern.replace(name, instead)
        pattern = expected(pattern.splitlines())
        note = slow(said) if " doctor " in what else ""
        if (code != 0 and not note) or not re.search(pattern, printed(said)):
            fail(f"{document}: `{what}` ends with {code}; expected\n{pattern}\nand it says\n{printed(said)}{machine.run('cat /tmp/log')[1]}")
        say(f"  {what}: {'as the document says' if lines else 'succeeds'}{note} ({time.monotonic() - began:.0f} s)")
    machine.must("cd /var/lib/second-reader && test -s report/commissioning.pdf && test -s exam/exam.json && test -s picture.png")
    trial.service("running|no_|starting")
    say(f"{document}: {count}/{count} commands")
    say("  not in an emulation: frames a second, the picture without its surroundings, the load of ten minutes, temperature and signatures")
    say("  on paper; docs/unproven.md says what to run on a board")
