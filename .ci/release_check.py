"""Checks a release before it is tagged: builds the wheel, installs it alone, and opens the demo from it.

The wheel is built by hatchling from this checkout and installed, with the locked runtime requirements, into a new
virtual environment outside of the checkout. `govbot demo` is then started from there on a free port, in an empty
folder, and has to answer its first page with status 200. Only the package index is reached.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import tomllib
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"
PATIENCE = 60  # seconds until the demo has to answer


def step(sentence: str, *command: str | Path, folder: Path = ROOT) -> str:
    """Say what is done, do it, and return its output; a failure ends the check with that output."""
    print(sentence, flush=True)
    done = subprocess.run([str(word) for word in command], cwd=folder, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{done.stdout}{done.stderr}\nFailed: {sentence}")
    return done.stdout


def install(wheel: Path, environment: Path) -> Path:
    """A new virtual environment with this wheel and the locked requirements; returns its bin folder."""
    step(
        f"Making a clean environment with Python {sys.version.split()[0]}.",
        sys.executable,
        "-m",
        "venv",
        environment,
    )
    python = environment / "bin" / "python"
    pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    locked = ROOT / "requirements" / "runtime.txt"
    step("Installing the locked runtime requirements.", *pip, "--require-hashes", "-r", locked)
    step(f"Installing {wheel.name}.", *pip, "--no-deps", wheel)
    step("Checking that the requirements of the wheel are met.", python, "-m", "pip", "check")
    return environment / "bin"


def check_where_it_runs_from(bin_folder: Path, elsewhere: Path) -> None:
    """The installed package has to be the one that is imported, not the checkout."""
    where = "import govbot, govbot_slack, govbot_teams, govbot_web, govbot_pages; print(govbot.__file__)"
    path = step("Importing it.", bin_folder / "python", "-I", "-c", where, folder=elsewhere).strip()
    if not Path(path).is_relative_to(bin_folder.parent):
        sys.exit(f"The check imported {path}, which is not in the clean environment.")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answer(url: str, demo: subprocess.Popen[bytes]) -> int:
    """The status of the first answer, asked for until there is one; ends the check when the demo has ended."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if demo.poll() is not None:
            sys.exit(f"`govbot demo` ended with exit status {demo.returncode} before it answered.")
        try:
            with urllib.request.urlopen(url, timeout=5) as page:
                return int(page.status)
        except urllib.error.HTTPError as error:
            return error.code
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.25)
    sys.exit(f"`govbot demo` did not answer within {PATIENCE} seconds.")


def open_demo(bin_folder: Path, elsewhere: Path) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}/"
    print(f"Opening the demo at {url}", flush=True)
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("GOVBOT_", "PYTHON"))
    }
    command = [str(bin_folder / "govbot"), "demo", "--port", str(port)]
    demo = subprocess.Popen(command, cwd=elsewhere, env=environment)
    try:
        status = answer(url, demo)
    finally:
        demo.terminate()
        demo.wait(20)
    if status != 200:
        sys.exit(f"The demo answered {status}, not 200.")
    print("The demo answered 200.", flush=True)


def main() -> None:
    """Build, install, open; the first thing that is wrong ends it with a sentence and exit status 1."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    with tempfile.TemporaryDirectory(prefix="govbot-release-") as name:
        folder = Path(name)
        step("Building the wheel.", BIN / "hatchling", "build", "-t", "wheel", "-d", folder / "dist")
        (wheel,) = (folder / "dist").glob("*.whl")
        if f"-{version}-" not in wheel.name:
            sys.exit(f"{wheel.name} is not version {version} of pyproject.toml.")
        bin_folder = install(wheel, folder / "venv")
        elsewhere = folder / "elsewhere"
        elsewhere.mkdir()
        check_where_it_runs_from(bin_folder, elsewhere)
        open_demo(bin_folder, elsewhere)
    print(f"govbot {version} can be released from this checkout.", flush=True)


if __name__ == "__main__":
    main()
