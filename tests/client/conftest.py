"""The drive through the real client, played once for all tests, in a network of its own."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

import pytest

from tests.client.stage import PLAYGROUND
from tests.web.browsing import HERE as CHROMIUM_HERE
from tests.web.browsing import MISSING

ROOT = Path(__file__).parents[2]
WITHIN = 180  # seconds; it takes 15 to 25
NO_NODE = "node is missing: apt-get install nodejs npm, then make setup"
NO_PACKAGES = "Microsoft's Agents Playground is missing: make setup installs it with npm"
NO_NETWORK = "no network of its own could be made (unshare --net): run as root, or allow user namespaces"
# The ways to a network of its own, for root and for anybody else.
APART = (
    ("unshare", "--net"),
    ("unshare", "--map-root-user", "--net"),
    ("sudo", "-n", "-E", "unshare", "--net"),
)


@pytest.fixture(scope="session")
def seen(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Mapping[str, Any]:
    """What the person at the client saw, by moment."""
    shared = tmp_path_factory.getbasetemp()
    folder = (shared if worker_id == "master" else shared.parent) / "client"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            folder.mkdir()
            (folder / "seen.json").write_text(_driven(folder), encoding="utf-8")
        assert (folder / "seen.json").exists(), "The drive failed; another worker says why."
        seen: dict[str, Any] = json.loads((folder / "seen.json").read_text(encoding="utf-8"))
        return seen


def _driven(folder: Path) -> str:
    for there, sentence in (
        (CHROMIUM_HERE, MISSING),
        (shutil.which("node"), NO_NODE),
        (PLAYGROUND.exists(), NO_PACKAGES),
    ):
        if not there:
            missing(sentence)
    apart = next((way for way in APART if _works(way)), None)
    if apart is None:
        missing(NO_NETWORK)
    played = subprocess.run(
        [*apart, sys.executable, "-m", "tests.client.drive", str(folder)],
        cwd=ROOT, capture_output=True, text=True, timeout=WITHIN,
    )  # fmt: skip
    assert played.returncode == 0, f"See {folder}/last.png.\n{played.stderr[-4000:]}"
    return played.stdout.splitlines()[-1]


def _works(way: Sequence[str]) -> bool:
    try:
        return subprocess.run([*way, "true"], capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


def missing(sentence: str) -> NoReturn:
    """Skip on a developer's machine; never in CI."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(sentence)
