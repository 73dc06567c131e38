"""The systemd unit: what it must say, and how exposed systemd itself judges it to be."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "packaging/systemd/govbot.service"
REPLICA = ROOT / "packaging/systemd/replica.conf"
MOST_EXPOSED = 3.0  # of 10
ANALYZE = shutil.which("systemd-analyze")


def service(unit: Path) -> dict[str, list[str]]:
    """The values of each directive under [Service], in their order."""
    values: dict[str, list[str]] = {}
    for line in unit.read_text(encoding="utf-8").partition("[Service]")[2].partition("\n[")[0].splitlines():
        if line and not line.startswith("#"):
            directive, _, value = line.partition("=")
            values.setdefault(directive, []).append(value)
    return values


def exposure(unit: Path) -> float:
    """systemd's own score: 0 is least exposed, 10 is most."""
    assert ANALYZE is not None
    command = [ANALYZE, "security", "--offline=yes", "--no-pager", str(unit)]
    printed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    score = re.search(r"exposure level for \S+: ([\d.]+)", printed)
    assert score is not None, printed
    return float(score[1])


@pytest.mark.parametrize(
    ("directive", "expected"),
    [
        ("User", ["govbot"]),
        ("EnvironmentFile", ["/etc/govbot/env"]),
        ("StateDirectory", ["govbot"]),
        ("StateDirectoryMode", ["0700"]),
        ("WorkingDirectory", ["/var/lib/govbot"]),
        ("UMask", ["0077"]),
        ("ExecStart", ["/opt/govbot/venv/bin/govbot serve"]),
        ("Restart", ["always"]),
        ("LimitNOFILE", ["65536"]),
        ("NoNewPrivileges", ["yes"]),
        ("ProtectSystem", ["strict"]),
        ("CapabilityBoundingSet", [""]),
    ],
)
def test_the_unit_says_what_govbot_needs(directive: str, expected: list[str]) -> None:
    assert expected == service(UNIT)[directive]


def test_the_unit_starts_with_the_machine() -> None:
    parsed = configparser.ConfigParser(strict=False, interpolation=None)
    parsed.read(UNIT, encoding="utf-8")
    assert parsed["Install"]["WantedBy"] == "multi-user.target"


def test_systemd_waits_longer_than_govbot_needs_to_stop() -> None:
    (seconds,) = service(UNIT)["TimeoutStopSec"]
    assert int(seconds) > 10


def test_a_replica_differs_in_its_port_and_its_command_alone() -> None:
    assert service(REPLICA) == {
        "Environment": ["GOVBOT_PORT=%i"],
        "ExecStart": ["", "/opt/govbot/venv/bin/govbot serve --replica"],  # the empty one forgets the unit's
    }


def test_the_source_distribution_has_the_unit() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "/packaging" in project["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]


@pytest.mark.skipif(ANALYZE is None, reason="systemd-analyze is not installed")
def test_systemd_judges_the_unit_to_be_little_exposed() -> None:
    assert exposure(UNIT) <= MOST_EXPOSED


@pytest.mark.skipif(ANALYZE is None, reason="systemd-analyze is not installed")
def test_an_unhardened_unit_would_not_pass(tmp_path: Path) -> None:
    bare = tmp_path / "govbot.service"
    bare.write_text("[Service]\nUser=govbot\nExecStart=/bin/true\n", encoding="utf-8")
    assert exposure(bare) > MOST_EXPOSED


def test_the_record_is_checked_and_copied_every_night() -> None:
    verify, backup = service(ROOT / "packaging/systemd/govbot-backup.service")["ExecStart"]
    assert verify == "/opt/govbot/venv/bin/govbot verify"
    assert "/opt/govbot/venv/bin/govbot backup /var/backups/govbot/" in backup
    assert "OnCalendar=*-*-* " in (ROOT / "packaging/systemd/govbot-backup.timer").read_text("utf-8")


def test_the_sample_of_settings_names_only_settings_that_there_are() -> None:
    lines = (ROOT / "packaging/govbot.env.example").read_text("utf-8").splitlines()
    named = [line.partition("=")[0] for line in lines if line and not line.startswith("#")]
    page = (ROOT / "docs/operating.md").read_text("utf-8")
    assert named
    assert [name for name in named if f"| `{name}` |" not in page] == []
