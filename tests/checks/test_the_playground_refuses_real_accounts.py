"""The playground is pointed at a database that holds real chat accounts."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from govbot.core.membership.directory import STREAM
from govbot.runtime.app import App
from govbot.runtime.settings import DEFAULT_PROCESS, process_at

pytestmark = pytest.mark.check("S50")


async def with_account(folder: Path, platform: str) -> None:
    app = App(f"sqlite:///{folder / 'rehearsal.db'}", process_at(DEFAULT_PROCESS), b"s" * 32)
    await app.open()
    try:
        person = await app.record.write(lambda tx: tx.people.add("An office", "office@agencies.example"))
        await app.record.write(lambda tx: tx.accounts.link(platform, "T0GOV", "U1", person.id))
        assert await app.record.read(lambda tx: tx.exists(STREAM))
    finally:
        await app.close()


def demo(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "govbot", "demo", "--folder", str(folder), "--port", "0"]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_the_playground_does_not_open_a_record_in_which_real_accounts_act(tmp_path: Path) -> None:
    asyncio.run(with_account(tmp_path, "slack"))
    ran = demo(tmp_path)
    assert ran.returncode == 1
    assert "This database holds real chat accounts (slack)" in ran.stderr
    assert "Traceback" not in ran.stderr
