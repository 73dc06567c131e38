"""A third chat is a package with an entry point: `govbot serve` serves it, and no line of govbot changes."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.slack.test_serving import SAMPLE, at_any_hour, free_port

CONSOLE = Path(__file__).parent / "console"
REPRESENTATIVE, ADVISOR = "customers.dcs@agencies.example", "policy.advisor@opm.example"
NEED = "title=Cloud records; text=Agencies ask for it."


@pytest.fixture
def installed(tmp_path: Path) -> dict[str, str]:
    """The environment of a govbot beside which the package of the console is installed."""
    info = tmp_path / "packages" / "govbot_console-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: govbot-console\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[govbot.adapters]\nconsole = govbot_console:package\n")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GOVBOT_")}
    return {
        **inherited,
        "PYTHONPATH": f"{info.parent}{os.pathsep}{CONSOLE}",
        "GOVBOT_DATABASE": f"sqlite:///{tmp_path}/govbot.db",
        "GOVBOT_PROCESS": str(at_any_hour(tmp_path)),
        "GOVBOT_SECRET": "s" * 40,
        "GOVBOT_PORT": str(free_port()),
    }


async def run(environment: dict[str, str], *words: str) -> asyncio.subprocess.Process:
    pipe = asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "govbot", *words, env=environment, stdin=pipe, stdout=pipe, stderr=pipe
    )


class Terminal:
    """The console: lines that are typed, and lines that are read."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    def type(self, email: str, words: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{email} {words}\n".encode())

    async def reads(self, start: str) -> str:
        """The next line that begins so."""
        assert self._process.stdout is not None
        async with asyncio.timeout(60):
            async for line in self._process.stdout:
                if line.decode().startswith(start):
                    return line.decode().strip()
        raise AssertionError(f"Nobody wrote “{start}”.")


@asynccontextmanager
async def serving(environment: dict[str, str], folder: Path) -> AsyncIterator[Terminal]:
    words = ["roster", "--new"]
    for name in ("agencies", "roster", "offices"):
        copy = folder / f"{name}.csv"
        listed = (SAMPLE / copy.name).read_text(encoding="utf-8")
        copy.write_text(listed.replace(",slack\n", ",\n").replace(",teams\n", ",\n"), encoding="utf-8")
        words += [f"--{name}", str(copy)]
    assert await (await run(environment, *words)).wait() == 0
    process = await run(environment, "serve")
    try:
        terminal = Terminal(process)
        assert "serves the console at" in await terminal.reads("govbot serves")
        yield terminal
    finally:
        process.terminate()
        assert await asyncio.wait_for(process.wait(), 30) == 0


async def test_people_type_press_fill_and_are_written_to_at_a_chat_that_govbot_does_not_know(
    installed: dict[str, str], tmp_path: Path
) -> None:
    named = {"GOVBOT_CONSOLE_TENANT": "here", "GOVBOT_CONSOLE_STEERING": "#steering"}
    async with serving({**installed, **named}, tmp_path) as terminal:
        terminal.type(REPRESENTATIVE, "need")
        assert "title, text, sources" in await terminal.reads(REPRESENTATIVE)
        terminal.type(REPRESENTATIVE, f"answer {NEED}; sources=no such source")
        assert "sources: This is not in the list." in await terminal.reads(REPRESENTATIVE)
        terminal.type(REPRESENTATIVE, f"answer {NEED}; sources=a")
        assert "The need is raised" in await terminal.reads(REPRESENTATIVE)
        assert "“Cloud records”" in await terminal.reads("#steering")
        assert "“Cloud records”" in await terminal.reads(ADVISOR)
        terminal.type(ADVISOR, "press Recommend pursuing")
        assert "Recommend pursuing: lead, need, risk" in await terminal.reads(ADVISOR)


async def test_a_setting_that_is_missing_and_one_that_is_mistyped_are_said_by_the_console_too(
    installed: dict[str, str],
) -> None:
    process = await run({**installed, "GOVBOT_CONSOLE_TENNANT": "here"}, "serve")
    _, said = await process.communicate()
    assert "Is GOVBOT_CONSOLE_TENANT meant?" in said.decode()
    assert "To serve the console, set GOVBOT_CONSOLE_TENANT." in said.decode()
