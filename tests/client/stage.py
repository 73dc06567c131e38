"""A house whose person sits at Microsoft's Agents Playground: the bot on loopback, the playground beside it.

All of it binds to every interface or trusts whoever asks, so it runs in a network of its own: `alone` checks.
https://github.com/OfficeDev/microsoft-365-agents-playground
"""

from __future__ import annotations

import asyncio
import fcntl
import json
import os
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import web

from govbot_teams import TeamsAdapter, TeamsSettings
from govbot_teams.endpoint import PATH
from govbot_teams.standin.world import APP, BOT, TENANT
from tests.bot.town import Town, town_at

HERE = Path(__file__).parent
PLAYGROUND = HERE / "node_modules/@microsoft/m365agentsplayground/cli.js"
ADDRESS, BOT_PORT = "http://127.0.0.1:56150", 3978
STARTS_WITHIN = 30.0  # seconds
# Linux's names for: give an interface these flags; it is up, and running.
SIOCSIFFLAGS, UP_AND_RUNNING = 0x8914, 0x1 | 0x40
PERSON = "dcp@ct.example"
GROUP, TEAM, CHANNEL = "The group", "Policy", "General"


def alone() -> None:
    """Bring loopback up in this network, which must have nothing else in it."""
    routes = Path("/proc/net/route").read_text(encoding="ascii").splitlines()[1:]
    if routes:
        raise SystemExit("This network reaches the outside: run it under “unshare --net”.")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        fcntl.ioctl(control, SIOCSIFFLAGS, struct.pack("16sH22x", b"lo", UP_AND_RUNNING))


@asynccontextmanager
async def staged(folder: Path) -> AsyncIterator[tuple[Town, TeamsAdapter]]:
    """Step 2 is done in the town, and one of its people uses the playground, in Teams alone."""
    async with town_at("reviewed", folder) as town:
        town.chat.people.pop(PERSON.partition("@")[0])
        settings = TeamsSettings(app_id=APP, app_password="", tenant=TENANT, stand_in=ADDRESS, unchecked=True)
        adapter = TeamsAdapter(town.bot, settings)
        await adapter.start()
        runner = web.AppRunner(adapter.app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", BOT_PORT).start()
        playground = await _playground(folder)
        try:
            yield town, adapter
        finally:
            playground.kill()
            await playground.wait()
            await adapter.stop()
            await runner.cleanup()


async def _playground(folder: Path) -> asyncio.subprocess.Process:
    """Started, and listening. It reads its people from a file in the folder where it starts."""
    (folder / ".m365agentsplayground.yml").write_text(json.dumps(_people()), encoding="utf-8")
    words = ["-e", f"http://127.0.0.1:{BOT_PORT}{PATH}", "-c", "msteams", "-p", ADDRESS.rpartition(":")[2]]
    started = await asyncio.create_subprocess_exec(
        "node", str(PLAYGROUND), "start", *words, "--service-url", f"{ADDRESS}/_connector",
        "--disable-telemetry", cwd=folder, env={**os.environ, "TEAMSAPPTESTER_BROWSER": "none"},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    assert started.stdout is not None
    async with asyncio.timeout(STARTS_WITHIN):
        heard = await started.stdout.readuntil(b"Listening on ")
    assert heard, "The playground did not start."
    return started


def _people() -> dict[str, Any]:
    """One person who sits at it, and the five others without whom it does not start."""
    others = [_user(number, f"Other {number}", f"other{number}@ct.example") for number in range(1, 6)]
    return {
        "version": "0.1.1",
        "tenantId": TENANT,
        "bot": {"id": BOT, "name": "govbot"},
        "currentUser": _user(0, "Dana Cooper", PERSON),
        "users": others,
        "personalChat": {"id": "a:personal"},
        "groupChat": {"id": "19:group@thread.v2", "name": GROUP},
        "team": {"id": "19:general@thread.tacv2", "name": TEAM, "aadGroupId": "team", "channels": []},
    }


def _user(number: int, name: str, email: str) -> dict[str, str]:
    first, last = name.split()
    ids = {"id": f"29:{number}", "aadObjectId": f"00000000-0000-4000-8000-{number:012}"}
    named = {"name": name, "givenName": first, "surname": last}
    return {**ids, **named, "email": email, "userPrincipleName": email}
