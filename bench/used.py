"""The seconds and the most memory that a command takes, as a process of its own."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROUNDS = 3
LOOK = 0.003  # seconds between two looks at the memory


@dataclass(frozen=True, slots=True)
class Used:
    """Of the fastest of a few runs the seconds, of all of them the most memory (resident, in megabytes)."""

    seconds: float
    megabytes: float


def used(command: Sequence[str]) -> Used:
    """Run a command; what it prints is thrown away. A `diff` that finds differences ends with 1."""
    runs = [_run(command) for _ in range(ROUNDS)]
    return Used(min(run.seconds for run in runs), max(run.megabytes for run in runs))


def _run(command: Sequence[str]) -> Used:
    """The peak that the kernel keeps of the process's own memory: `getrusage` would count what it was forked from."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, _peak(process.pid))
        time.sleep(LOOK)
    if process.returncode not in (0, 1):
        raise RuntimeError(f"{command[0]} ended with {process.returncode}.")
    return Used(time.perf_counter() - began, peak)


def _peak(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    match = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(match[1]) / 1024 if match else 0.0
