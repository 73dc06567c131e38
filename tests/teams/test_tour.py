"""One policy from need to Library through Teams: real tokens, real sizes, every card as Teams draws it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import govbot.demo.sample

SAMPLE = Path(govbot.demo.sample.__file__).parent


def test_the_whole_process_goes_through_teams(tmp_path: Path) -> None:
    files = {
        "draft": "policy.docx",
        "agencies": "agencies.csv",
        "roster": "roster.csv",
        "offices": "offices.csv",
    }
    given = [word for name, file in files.items() for word in (f"--{name}", str(SAMPLE / file))]
    words = ["tour", *given, "--through", "teams", "--database", f"sqlite:///{tmp_path}/tour.db", "--json"]
    command = [sys.executable, "-m", "govbot", *words]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert ran.returncode == 0, ran.stdout[-2000:] + ran.stderr[-2000:]
    assert "not delivered" not in ran.stdout + ran.stderr
    end = json.loads(ran.stdout.splitlines()[-1])
    assert (end["stage"], end["version"], end["verified"]) == ("in force", "1.0", True)
