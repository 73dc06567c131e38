"""Runs commands side by side, prints what each said when it is done, and fails when one of them failed.

python .ci/together.py "lint-imports" "mypy"
"""

from __future__ import annotations

import shlex
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed


def run(command: str) -> tuple[str, int, str, float]:
    """The command, its exit status, its output (errors among it), and how many seconds it took."""
    began = time.monotonic()
    done = subprocess.run(shlex.split(command), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return command, done.returncode, done.stdout.strip(), time.monotonic() - began


def main(commands: list[str]) -> int:
    """The highest exit status of the commands; a command killed by a signal counts as 1."""
    worst = 0
    with ThreadPoolExecutor(len(commands)) as pool:
        for finished in as_completed([pool.submit(run, command) for command in commands]):
            command, status, output, seconds = finished.result()
            outcome = "passed" if status == 0 else f"FAILED with exit status {status}"
            print(f"{command}: {outcome} in {seconds:.0f} s\n{output}", flush=True)
            worst = max(worst, abs(status))
    return min(worst, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
