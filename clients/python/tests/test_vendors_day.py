"""clients/c/README.md, followed literally in an empty folder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from program import ROOT, SECOND_READER, needs_second_reader, stand_in

pytestmark = pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler is installed")


def follow(folder: Path, programs: Path) -> subprocess.CompletedProcess[str]:
    """Runs the commands of the README, all that is known being the PATH and the repository."""
    text = (ROOT / "clients/c/README.md").read_text()
    commands = re.findall(r"```sh\n(.*?)```", text, re.S)
    assert len(commands) == 4
    known = {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "HOME": str(folder),
        "SECOND_READER": str(ROOT),
    }
    script = "set -euo pipefail\n" + "\n".join(commands)
    return subprocess.run(
        ["bash", "-c", script], cwd=folder, env=known, capture_output=True, text=True, timeout=120, check=False
    )


def check(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 0, done.stdout + done.stderr
    assert "warning" not in done.stderr and "error" not in done.stderr, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith("link: up, serial number ")
    changes = [
        line for line in lines if re.match(r" *\d+\.\d{3} s  item \w+: (seen|not seen|cannot assess)  \(.+\)  #", line)
    ]
    assert len(changes) >= 3, done.stdout
    numbers = [int(line.rsplit("#", 1)[1]) for line in lines if "  #" in line]
    assert numbers == list(range(1, len(numbers) + 1))


def test_it_ends_with_a_program_that_prints_changes_of_the_checklist(tmp_path: Path) -> None:
    programs, folder = tmp_path / "programs", tmp_path / "empty"
    programs.mkdir()
    folder.mkdir()
    stand_in(programs)
    check(follow(folder, programs))


@needs_second_reader
def test_it_does_so_with_the_program_of_the_device(tmp_path: Path) -> None:
    programs, folder = tmp_path / "programs", tmp_path / "empty"
    programs.mkdir()
    folder.mkdir()
    (programs / "second-reader").symlink_to(SECOND_READER)
    check(follow(folder, programs))
