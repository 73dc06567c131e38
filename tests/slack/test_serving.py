"""`govbot serve` as an operator starts it: a process of its own that serves Slack (here the stand-in) over HTTP."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import aiohttp

from govbot.record import has_record
from govbot_slack.standin import Message, View, Workspace
from govbot_slack.standin.server import BOT_TOKEN
from govbot_slack.standin.workspace import SECRET
from tests.places import Place

SAMPLE = Path(__file__).parents[2] / "src" / "govbot" / "demo" / "sample"
REPRESENTATIVE, ADVISOR = "customers.dcs@agencies.example", "policy.advisor@opm.example"


def free_port() -> int:
    """A port that is free, as is the one after it, on which the operator asks."""
    while True:
        with socket.socket() as first, socket.socket() as after, suppress(OSError):
            first.bind(("127.0.0.1", 0))
            port: int = first.getsockname()[1]
            after.bind(("127.0.0.1", port + 1))
            return port


def settings(slack: Workspace, database: str, port: int, folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        "GOVBOT_DATABASE": database,
        "GOVBOT_PROCESS": str(at_any_hour(folder)),
        "GOVBOT_SECRET": "s" * 40,
        "GOVBOT_PORT": str(port),
        "GOVBOT_SLACK_BOT_TOKEN": BOT_TOKEN,
        "GOVBOT_SLACK_SIGNING_SECRET": SECRET,
        "GOVBOT_SLACK_TEAM": slack.world.team,
        "GOVBOT_SLACK_BASE_URL": f"{slack.server.address}/api/",
        "GOVBOT_SLACK_STEERING": slack.channels["steering"],
        "GOVBOT_SLACK_ANNOUNCEMENTS": slack.channels["announcements"],
    }


def at_any_hour(folder: Path) -> Path:
    """The process as shipped, but without quiet hours: this test may run at night."""
    shipped = (SAMPLE.parents[1] / "runtime" / "process.toml").read_text("utf-8")
    written = folder / "process.toml"
    written.write_text(shipped.replace("observe = true", "observe = false"), "utf-8")
    return written


async def govbot(environment: dict[str, str], *words: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "govbot", *words, env=environment, stdout=asyncio.subprocess.PIPE
    )


@asynccontextmanager
async def serving(slack: Workspace, place: Place, folder: Path, *options: str) -> AsyncIterator[int]:
    port = free_port()
    environment = settings(slack, place.url, port, folder)
    lists = [
        word
        for name in ("agencies", "roster", "offices")
        for word in (f"--{name}", str(SAMPLE / f"{name}.csv"))
    ]
    imported = folder / "imported"
    if not imported.exists():  # the second start finds the people in the record
        words = [*lists, *([] if has_record(place.url) else ["--new"])]
        assert await (await govbot(environment, "roster", *words)).wait() == 0
        imported.touch()
    process = await govbot(environment, "serve", *options)
    try:
        assert process.stdout is not None
        assert b"serves Slack" in await asyncio.wait_for(process.stdout.readline(), 60)
        yield port
    finally:
        process.terminate()
        assert await asyncio.wait_for(process.wait(), 30) == 0, "SIGTERM ends it in order"


async def test_a_need_raised_in_slack_reaches_the_steering_group_and_survives_a_restart(
    place: Place, tmp_path: Path
) -> None:
    people = [("DCS customer success manager", REPRESENTATIVE), ("Senior Policy Advisor", ADVISOR)]
    async with Workspace(*people, patience=20.0) as slack:
        async with serving(slack, place, tmp_path, "--replica") as port:
            slack.connect(f"http://127.0.0.1:{port}/slack/events")
            raiser, advisor = slack.person(REPRESENTATIVE), slack.person(ADVISOR)
            form = await raiser.command("need")
            assert isinstance(form, View)
            source = "III.b"
            option = next(
                option["text"]["text"]
                for block in form.payload["blocks"]
                for option in block.get("element", {}).get("options", ())
                if option["text"]["text"].startswith(source)
            )
            await raiser.fill(
                form, {"title": "Cloud records", "text": "Agencies ask for it.", "sources": [option]}
            )
            await slack.until(lambda: any("Cloud records" in message.words for message in advisor.direct))
            await slack.until(
                lambda: any("Cloud records" in message.words for message in advisor.channel("steering"))
            )
            assert any("Cloud records" in message.words for message in advisor.direct)
            assert any("Cloud records" in message.words for message in advisor.channel("steering"))
        async with serving(slack, place, tmp_path) as port:
            slack.connect(f"http://127.0.0.1:{port}/slack/events")
            status = await slack.person(ADVISOR).command("status ITP-1")
            assert isinstance(status, Message)
            assert "a need, raised and not yet decided on" in status.words
            address = f"http://127.0.0.1:{port}/library/"
            async with aiohttp.ClientSession() as session, session.get(address) as page:
                assert page.status == 200
            await the_operator_asks(port)


async def the_operator_asks(port: int) -> None:
    """On the port beside: whether it lives, whether it is ready, its measures. Nobody else is told."""
    async with aiohttp.ClientSession() as session:
        for path, words in (("healthz", "alive"), ("readyz", "ready"), ("metrics", "govbot_writable")):
            async with session.get(f"http://127.0.0.1:{port + 1}/{path}") as told:
                assert (told.status, words in await told.text()) == (200, True)
            async with session.get(f"http://127.0.0.1:{port}/{path}") as told:
                assert told.status == 404
