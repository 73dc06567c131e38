"""A rehearsal as a newcomer starts it: `govbot demo` in a process of its own, which can be killed."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import socket
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import urlopen

OPEN = b"The playground is open"
STARTS_WITHIN = 180.0  # seconds; the first start plays the beginnings

LEAD = "security.officer@opm.example"
SECRETARY, CONTACT = "the.secretary@opm.example", "secretarys.office@opm.example"
PUBLISHER = "publications.office@opm.example"


@dataclass(slots=True)
class Rehearsal:
    """The demo in this folder, at this port."""

    folder: Path
    port: int
    process: Process | None = None
    ids: dict[str, str] = field(default_factory=dict)

    @property
    def base(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Start it, and wait until it is open."""
        words = ("demo", "--port", str(self.port), "--folder", str(self.folder))
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "govbot", *words, stdout=PIPE, stderr=STDOUT, cwd=self.folder.parent
        )
        assert self.process.stdout is not None
        heard: list[bytes] = []
        async with asyncio.timeout(STARTS_WITHIN):
            while not heard or OPEN not in heard[-1]:
                line = await self.process.stdout.readline()
                assert line, b"".join(heard).decode()
                heard.append(line)
        self.ids = {person["email"]: person["id"] for person in (await self.read("/api/people"))["people"]}

    async def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End it: politely, or with SIGKILL, as a crash does."""
        if self.process is not None:
            os.kill(self.process.pid, how)
            await self.process.communicate()
            self.process = None

    async def read(self, path: str) -> dict[str, Any]:
        """The JSON of a page, as a script reads it."""

        def fetch() -> dict[str, Any]:
            with urlopen(self.base + path, timeout=30) as answer:
                body: dict[str, Any] = json.load(answer)
                return body

        return await asyncio.to_thread(fetch)

    async def entries(self, policy: str) -> list[str]:
        """What the record says of a policy, in words, oldest first."""
        return [entry["what"] for entry in (await self.read(f"/api/record?stream={policy}"))["entries"]]


@asynccontextmanager
async def copied(beginnings: Path, folder: Path) -> AsyncIterator[Rehearsal]:
    """A rehearsal of its own, that runs from these beginnings on."""
    shutil.copytree(beginnings, folder / "demo")
    running = Rehearsal(folder / "demo", free_port())
    await running.start()
    yield running
    await running.end()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port
