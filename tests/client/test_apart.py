"""The playground trusts whoever asks and listens everywhere: where it may run, and from where it is installed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.client.stage import HERE, alone

ROUTES = Path("/proc/net/route")


def test_the_drive_refuses_a_network_that_reaches_the_outside() -> None:
    if len(ROUTES.read_text(encoding="ascii").splitlines()) < 2:
        pytest.skip("this machine reaches nothing anyway")
    with pytest.raises(SystemExit, match="unshare --net"):
        alone()


def test_the_lock_names_hashes_and_no_addresses() -> None:
    lock = json.loads((HERE / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert "node_modules/@microsoft/m365agentsplayground" in packages
    assert [
        name for name, package in packages.items() if "resolved" in package or not package.get("integrity")
    ] == []


def test_nothing_of_npms_is_shipped_and_none_of_it_runs_when_installed() -> None:
    assert "ignore-scripts=true" in (HERE / ".npmrc").read_text(encoding="utf-8")
    manifest = json.loads((HERE / "package.json").read_text(encoding="utf-8"))
    assert manifest["private"] is True
    assert "dependencies" not in manifest
